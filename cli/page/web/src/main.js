// The page: the state, the questions to the engine, and what is shown of the answers.
import { edited, judge, lessons as makeLessons } from '../lessons/lessons.js';
import { baseName, entriesOf, explained, faultOf, nearestOf, parsed } from './answer_model.js';
import { errorView, verdictView, whyView } from './answer_view.js';
import { asking, checking, diagnosing, extracting, fixing, linting } from './asking.js';
import { copyText, openDialog, pasteDialog, shareDialog } from './dialogs.js';
import { h, roving, show } from './dom.js';
import { Editor } from './editor.js';
import { givenOf } from './given.js';
import { EngineClient } from './engine_client.js';
import { fixView } from './fix_view.js';
import { lessonCard, lessonList } from './lessons_view.js';
import { diagnosticMarks, explanationMarks, lintMarks, statementPlace } from './marks.js';
import { diagnosisView, findingsView, givenField, notesView, problemView } from './need_view.js';
import { frame } from './page.js';
import { offsetOf } from './positions.js';
import { done, setDone } from './progress.js';
import { readable } from './readable.js';
import { requestView } from './request_view.js';
import { fromBase64, pack, unpack } from './share.js';
import { fromShared, toShared } from './share_state.js';
import { deliveryChooser, strip, travel } from './strip.js';
import { ranked, supposing } from './suspects.js';
import { added, isScenario, placesFor, recognise, withLines, worldOf } from './take_in.js';
import { language, preferred, speak, t } from './text.js';
import { tableView } from './truth_table_view.js';
import { deciding, variantsOf } from './truth_table.js';
import { NOT_SEEN, factsOf, switchesOf } from './world_facts.js';
import { chips, suspectsView, whatIfView } from './what_if_view.js';
import { hoverOf, outcomeWord, policyWord } from './words.js';
import { zip } from './zip.js';

const CALM = 250;  // ms without a key before what is not urgent is asked
const SLOW = 200;  // ms of a check above which a fix is looked for later still

const $ = (id) => document.getElementById(id);
const data = (id) => $(id).textContent;

function startEngine() {
  const worker = new Worker(URL.createObjectURL(new Blob([data('worker')], { type: 'text/javascript' })));
  const packed = fromBase64(data('engine').trim());
  worker.postMessage({ start: packed.buffer }, [packed.buffer]);
  return new EngineClient(worker);
}

const client = startEngine();
const EXAMPLES = JSON.parse(data('examples'));
const LESSONS = makeLessons(EXAMPLES.course);
let editor;
let finished = done();
let calm;

const fresh = () => ({ version: 0, answered: 0, world: null, active: null, entries: [], answer: null, problem: null, diagnosis: null, notes: [], chosen: 0, request: null,
  fix: null, undo: null, lint: {}, facts: factsOf(null), suspects: null, table: null, lesson: null, hints: 0, example: '', trapped: false, took: 0 });
let app = fresh();
let switches = [];

const entry = () => app.entries[app.chosen];
function request() {
  const at = entry();
  if (!at) return null;
  const wanted = app.request ?? faultOf(at) ?? at.requests.at(-1)?.index;
  const found = at.requests.find((one) => one.index === wanted) ?? at.requests[0];
  return found ? explained(app.entries, found) : null;
}

// ---- asking

async function run() {
  const version = ++app.version;
  const { world } = app;
  if (!world.inputs.length && world.options.error) return diagnoseAlone(version);
  const answer = await client.ask('check', checking(world));
  if (!answer || world.files !== app.world.files && app.world.inputs !== world.inputs) return undefined;
  if (answer.trap !== undefined && !app.answer) app.noEngine = true;
  if (answer.trap !== undefined || answer.reply.status === 70) app.trapped = true;
  else takeAnswer(answer.reply);
  app.took = answer.took ?? 0;
  app.answered = version;
  render();
  if (version === app.version) {
    lintActive();
    clearTimeout(calm);
    calm = setTimeout(later, app.took > SLOW ? 4 * CALM : CALM);
  }
  return undefined;
}

function takeAnswer(reply) {
  const answer = reply.noResult ? null : parsed(reply.text);
  const usable = answer && (answer.deliveries.length || answer.requests.length || reply.status !== 2);
  app.trapped = false;
  app.problem = usable ? null : { diagnostics: reply.diagnostics, usage: reply.usage, message: reply.message };
  app.notes = reply.diagnostics;
  if (!usable) return;
  app.answer = answer;
  app.entries = entriesOf(answer);
  app.chosen = app.arriving ? Math.max(0, app.entries.findIndex((one) => (app.lesson ? one.requests.some((r) => r.agrees === false) || one.agrees === false : one.outcome !== 'delivered'))) : Math.min(app.chosen, Math.max(0, app.entries.length - 1));
  app.diagnosis = null;
  app.table = null;
  if (app.fix) app.fix.looking = true;
}

async function diagnoseAlone(version) {
  const text = app.world.files[app.world.options.error];
  const [one, words] = await client.askAll([diagnosing(text), { ...diagnosing(text), options: { format: 'text' } }]);
  if (version !== app.version) return;
  app.trapped = one.trap !== undefined;
  app.noEngine = app.trapped;
  const found = parsed(one.reply?.text ?? '');
  const whole = words.reply?.text ?? '';
  app.diagnosis = found?.recognised ? { found, lookAt: whole.slice(whole.indexOf('\n  Look at') + 1).replace(/^ {2}/gm, '') } : null;
  app.problem = app.diagnosis || app.trapped ? null : { diagnostics: one.reply?.diagnostics ?? [], usage: '', message: one.reply?.message ?? '' };
  app.entries = [];
  app.answer = null;
  app.answered = version;
  render();
}

async function lintActive() {
  const name = app.active;
  const answer = /\.txt$/.test(name) ? null : await client.ask('lint', linting(app.world.files, name));
  if (!answer?.reply || name !== app.active) return;
  app.lint = { name, findings: parsed(answer.reply.text)?.findings ?? [] };
  mark();
}

// What can wait until the typing rests: the world's facts, the fix, the suspects.
async function later() {
  const { version } = app;
  const current = () => version === app.version;
  await findFacts(current);
  if (current() && !app.lesson) await findFix(current);
  if (current()) await findSuspects(current);
  if (current()) await findTable(current);
  if (current()) render();
}

async function findFacts(current) {
  if (!switches.length) {
    const list = await client.ask('other', asking('check', app.world, { assume: ['list'] }));
    switches = switchesOf(list?.reply?.text || list?.reply?.message || list?.reply?.usage || '');
  }
  if (!current()) return;
  const text = app.world.inputs.length === 1 ? app.world.files[app.world.inputs[0]] : '';
  const plain = parsed(text);
  if (plain && !plain.extends && !plain.matrix) app.facts = factsOf(plain);
  else {
    const answer = await client.ask('extract', extracting({ ...app.world, options: { ...app.world.options, set: [] } }));
    if (answer && current()) app.facts = factsOf(parsed(answer.reply?.text ?? ''));
  }
}

async function findFix(current) {
  const bad = app.entries.some((one) => one.kind === 'delivery' && one.outcome === 'refused');
  if (!bad || app.problem) {
    app.fix = null;
    return;
  }
  const answer = await client.ask('fix', fixing(app.world));
  if (!answer || !current()) return;
  const found = parsed(answer.reply?.text ?? '');
  app.fix = found ? { fixes: found.fixes, deliveries: found.deliveries, way: 0, looking: false } : null;
}

async function findSuspects(current) {
  const unseen = app.facts.policies.filter(({ path }) => app.world.options.set.includes(`${path}=${NOT_SEEN}`));
  if (!unseen.length) {
    app.suspects = null;
    return;
  }
  const paths = unseen.map((one) => one.path);
  const seen = Object.fromEntries(app.entries.filter((one) => one.expected?.outcome === 'refused').map((one) => [one.id, { code: one.expected.error, message: one.expected.message }]));
  const replies = await client.askAll(paths.map((path) => checking({ ...app.world, options: { ...app.world.options, set: supposing(app.world.options.set, paths, path) } })));
  if (!current()) return;
  const answers = replies.map(({ reply }, i) => ({ path: paths[i], deliveries: parsed(reply?.text ?? '')?.deliveries ?? [] }));
  app.suspects = ranked(answers, seen).map((one) => ({ ...one, policy: unseen.find(({ path }) => path === one.path) }));
}

async function findTable(current) {
  const one = request();
  const { key } = entry() ?? {};
  const statement = one && nearestOf(entry(), one);
  const variants = statement && app.world.files[statement.policy] ? variantsOf(one, statement, app.world.files[statement.policy]) : [];
  if (!variants.length) return;
  const [answer] = await client.askAll([deciding(variants)]);
  if (!current()) return;
  const decisions = (answer.reply?.text ?? '').split('\n').map(parsed).filter(Boolean);
  app.table = { key, index: one.index, rows: variants.map(({ change, to, own }, i) => ({ change, to, own, decision: decisions[i]?.decision })).filter((row) => row.decision) };
}

// Another request is looked at: nothing else of the answer is another.
async function showTable() {
  const { version } = app;
  const current = () => version === app.version;
  await findTable(current);
  if (current()) render();
}

// ---- the world

function setWorld(world, { lesson = null, example = '' } = {}) {
  clearTimeout(calm);
  world = { ...world, files: withLines(world.files) };
  app = { ...fresh(), version: app.version, world, lesson, example, facts: factsOf(parsed(world.files[world.inputs[0]] ?? '')) };
  app.active = world.inputs[0] ?? world.options.error ?? Object.keys(world.files)[0];
  editor.reset();
  openFile(app.active);
  renderMenu();
  app.arriving = true;
  $('answer').scrollTop = 0;
  run();
}

function change(next) {
  app.world = { ...app.world, ...next };
  run();
}

const setOptions = (next) => {
  change({ options: { ...app.world.options, ...next } });
};

const setGiven = (line) => setOptions({ given: givenOf(line) });

const readOnly = (name) => Boolean(app.lesson) && !app.lesson.editable.includes(name);

function openFile(name) {
  app.active = name;
  editor.open(name, app.world.files[name], readOnly(name));
  renderFiles();
  $('files').querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  mark();
  if (app.version) lintActive();
}

// `undo` is what takes this back; what took back an older change no longer does.
function writeFiles(files, undo = null) {
  app.undo = undo;
  app.world = { ...app.world, files: { ...app.world.files, ...files } };
  for (const [name, text] of Object.entries(files)) if (name === app.active) editor.replace(text);
  renderFiles();
  run();
}

// Goes to a statement or a place of a message.
function go(place, focus = true) {
  const name = place.policy ?? place.file;
  if (!Object.hasOwn(app.world.files, name)) return;
  if (name !== app.active) openFile(name);
  editor.go(offsetOf(app.world.files[name], place.line, place.column), focus);
}

function goToNearest() {
  const one = request();
  const statement = one && nearestOf(entry(), one);
  if (statement && Object.hasOwn(app.world.files, statement.policy)) {
    if (statement.policy !== app.active) openFile(statement.policy);
    editor.go(statementPlace(statement.policy, app.world.files[statement.policy], statement).from);
  }
}

async function applyFix() {
  const { world } = app;
  const [answer] = await client.askAll([fixing(world, { write: true, way: app.fix.way + 1 })]);
  const changed = answer.reply?.files ?? {};
  if (app.world !== world || !Object.keys(changed).length) return;
  writeFiles(changed, { files: Object.fromEntries(Object.keys(changed).map((name) => [name, world.files[name]])) });
  $('answer').scrollTop = 0;
}

function undoFix() {
  writeFiles(app.undo.files);
}

// ---- what is shown

function mark() {
  const name = app.active;
  const text = app.world.files[name];
  const one = app.answered === app.version ? request() : null;
  const { marks, block } = one && !app.problem ? explanationMarks(name, text, nearestOf(entry(), one), one.decision, hoverOf) : { marks: [], block: null };
  const said = app.problem ? diagnosticMarks(name, text, app.problem.diagnostics) : [];
  const lint = app.lint.name === name && app.answered === app.version ? lintMarks(text, app.lint.findings) : [];
  editor.mark([...marks, ...said, ...lint].sort((a, b) => a.from - b.from), block);
}

function renderFiles() {
  const wrong = new Set((app.problem?.diagnostics ?? []).filter((one) => one.severity === 'error').map((one) => one.file));
  const one = request();
  const statement = one && !app.problem && one.decision !== 'Allowed' ? nearestOf(entry(), one) : null;
  show($('files'), roving(h('div', { role: 'tablist', 'aria-label': t('files.label'), 'data-follow': '' }, Object.keys(app.world.files).map((name) => h('button', {
    role: 'tab', 'aria-selected': String(name === app.active), 'aria-controls': 'editor', tabindex: name === app.active ? 0 : -1, 'data-key': `file ${name}`, title: readOnly(name) ? `${name} (${t('files.readOnly')})` : name,
    class: `${readOnly(name) ? 'locked ' : ''}${wrong.has(name) || statement?.policy === name ? 'fault' : ''}`, onclick: () => openFile(name),
  }, baseName(name), readOnly(name) ? h('span', { class: 'hidden' }, ` (${t('files.readOnly')})`) : null))), '[role=tab]'));
}

function choose(i) {
  app.chosen = i;
  app.request = null;
  render();
  goToNearest();
  travel($('story').querySelector('ol'));
  showTable();
}

function chooseRequest(index) {
  app.request = index;
  render();
  goToNearest();
  showTable();
}

const actions = { go, copy: (text) => copyText(readable(text)) };

function lessonPart() {
  if (!app.lesson) return null;
  const judged = judge(app.lesson, app.world.files, app.problem ? null : app.answer);
  const number = LESSONS.indexOf(app.lesson) + 1;
  if (judged.solved && !finished.includes(app.lesson.id)) {
    finished = [...finished, app.lesson.id];
    setDone(finished);
  }
  const wanted = (id) => {
    const found = [...(app.answer?.deliveries ?? []), ...(app.answer?.requests ?? [])].find((one) => one.id === id)?.expected;
    return found?.outcome ? t(`outcome.${found.outcome}`) : t(`decision.${found}`);
  };
  return lessonCard({ lesson: app.lesson, number, all: LESSONS.length, hints: app.hints, files: app.world.files, judged, expected: wanted }, {
    hint: () => { app.hints++; render(); },
    make: () => { openFile(app.lesson.edit.file); writeFiles({ [app.lesson.edit.file]: edited(app.world.files[app.lesson.edit.file], app.lesson.edit) }); },
    next: () => openLesson(LESSONS[number].id), again: () => openLesson(app.lesson.id), leave: () => openExample('seed'),
  });
}

let storyShown = '';
function renderStory() {
  const at = entry();
  $('story').classList.toggle('stale', Boolean(app.problem));
  const story = at ? JSON.stringify([language(), app.entries.map((one) => [one.key, one.outcome]), app.chosen, request()?.index, faultOf(at), at.requests.map((one) => [one.action, one.principal, one.resource, one.decision, one.agrees])]) : '';
  if (story === storyShown && $('story').firstChild) return;
  storyShown = story;
  show($('story'), at ? [deliveryChooser(app.entries, app.chosen, choose), strip(at, request()?.index, chooseRequest)] : []);
}

const suspectWords = ({ kind, file, name }) => `${policyWord(kind)}${file ?? name ? ` (${file ?? name})` : ''}`;

function renderAnswer() {
  const at = entry();
  const one = request();
  const { files, options } = app.world;
  const body = at ? [
    chips(options, app.facts, setOptions),
    verdictView(at),
    findingsView(app.answer?.findings ?? [], at.id),
    errorView(at, options.as, (as) => setOptions({ as }), actions.copy),
    whyView(at, one && (one.index === faultOf(at) || at.kind === 'requests') ? one : at.requests.find((r) => r.index === faultOf(at)) ?? null, files, go),
    app.undo ? h('p', { class: 'undo' }, h('span', {}, t('fix.applied', { files: Object.keys(app.undo.files).map(baseName).join(', ') }), ' '), h('button', { 'data-key': 'undo', onclick: undoFix }, t('fix.undo'))) : null,
    suspectsView(app.suspects?.map((one) => ({ ...one, words: suspectWords(one.policy) }))),
    app.fix && !app.lesson ? fixView(app.fix, { apply: applyFix, choose: (way) => { app.fix.way = way; render(); } }) : null,
    one ? requestView(at, one, files, { go, table: app.table?.key === at.key && app.table.index === one.index ? tableView(app.table.rows) : null }) : null,
    app.lesson ? null : whatIfView({ options, facts: app.facts, entry: at, switches }, setOptions),
    isScenario(app.world) || app.problem ? null : givenField(options.given, setGiven),
    notesView(app.notes),
  ] : [];
  show($('answer'), [
    app.brokenLink ? h('p', { class: 'problem bad', role: 'alert' }, t('share.broken')) : null,
    app.trapped ? h('p', { class: 'problem bad', role: 'alert' }, app.noEngine ? t('page.noEngine') : t('verdict.trap')) : null,
    lessonPart(),
    app.problem ? problemView(app.problem, go, isScenario(app.world) ? null : givenField(options.given, setGiven)) : null,
    app.problem && at ? h('p', { class: 'soft small' }, t('verdict.stale')) : null,
    app.diagnosis ? diagnosisView(app.diagnosis.found, app.diagnosis.lookAt) : null,
    h('div', { class: app.problem ? 'stale' : '' }, body.flat().filter(Boolean)),
  ]);
}

let spoken = '';
function announce() {
  const at = entry();
  const words = app.problem ? t('verdict.unreadable') : at ? t('verdict.said', { verdict: at.kind === 'requests' ? t(`verdict.requests.${at.outcome}`) : outcomeWord(at.outcome), reason: at.cause?.summary ?? '' }) : '';
  if (words !== spoken) $('live').textContent = readable(words);
  spoken = words;
}

function render() {
  renderStory();
  renderAnswer();
  renderFiles();
  mark();
  announce();
  if (app.arriving && app.entries.length) {
    app.arriving = false;
    goToNearest();
    travel($('story').querySelector('ol'));
  }
  document.documentElement.dataset.answered = app.answered;
}

// ---- menus

// The address tells the state of a link no more; a page inside another one may not change it.
function forgetLink() {
  try {
    if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  } catch {
    // the address stays as it is
  }
}

function openExample(id) {
  const { files, inputs, options = {} } = EXAMPLES.menu[id];
  forgetLink();
  setWorld({ files: { ...files }, inputs: [...inputs], options: { assume: [], set: [], as: app.world?.options.as ?? '', ...options } }, { example: id });
}

function openLesson(id) {
  const lesson = LESSONS.find((one) => one.id === id);
  setWorld({ files: { ...lesson.files }, inputs: ['scenario.json'], options: { assume: [], set: [], as: '' } }, { lesson });
}

function showLessons() {
  const dialog = openDialog(t('lesson.title'), (close) => lessonList(LESSONS, finished, (id) => { close(); openLesson(id); }));
  dialog.classList.add('wide');
}

function paste(text) {
  pasteDialog(text, {
    recognise: (one) => recognise(one, (requests) => client.askAll(requests)),
    choices: (found, one) => {
      const begin = { words: t('paste.fresh'), act: () => setWorld(worldOf(found, one)) };
      if (found.kind === 'scenario') return [begin];
      if (!isScenario(app.world)) return [{ words: t('paste.add'), act: () => setWorld(added(app.world, found, one)) }, begin];
      const fitting = found.kind === 'policy' ? placesFor(app.world, app.facts.policies, found.policy) : [];
      const twice = (name) => Object.keys(app.world.files).some((other) => other !== name && baseName(other) === baseName(name));
      return [...fitting.map((name) => ({ words: t('paste.into', { name: twice(name) ? name : baseName(name) }), act: () => { openFile(name); writeFiles({ [name]: one }); } })), begin];
    },
  });
}

async function share() {
  const packed = await pack(toShared(app.world, app.answer));
  const link = `${location.href.replace(/#.*/, '')}#s=${packed}`;
  shareDialog({
    link, local: location.protocol === 'file:',
    embed: `<iframe src="${link}" title="remora" width="100%" height="720" style="border:0" loading="lazy"></iframe>`,
    download: async () => {
      let { files } = app.world;
      if (!isScenario(app.world) || app.world.options.set.length) {
        const answer = await client.ask('extract', extracting(app.world));
        if (answer?.reply?.status === 0) files = { 'scenario.json': answer.reply.text };
      }
      const name = (app.lesson?.id ?? app.example) || 'fixture';
      const inFolder = Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]));
      const url = URL.createObjectURL(new Blob([zip(inFolder)], { type: 'application/zip' }));
      h('a', { href: url, download: `${name}.zip` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    },
  });
}

function renderMenu() {
  const menu = $('example');
  if (menu) menu.value = app.example;
}

function build() {
  document.documentElement.lang = language();
  document.title = t('page.title');
  show($('page'), frame({ examples: Object.keys(EXAMPLES.menu), example: app.example, chooseExample: openExample, lessons: showLessons, paste, share, speakTo: (name) => {
    speak(name);
    const { world, active } = app;
    build();
    openFile(active);
    app.world = world;
    render();
    $('language').focus();
  } }));
  editor = new Editor($('editor'), {
    label: (name) => t('files.editor', { name: baseName(name) }),
    changed: (name, text) => {
      if (app.world.files[name] === text) return;
      app.undo = null;
      app.world = { ...app.world, files: { ...app.world.files, [name]: text } };
      run();
    },
  });
}

async function fromAddress() {
  const link = /^#s=(.*)/.exec(location.hash);
  if (link) {
    try {
      const world = fromShared(await unpack(link[1]));
      if (world) return setWorld(world);
    } catch {
      // not ours; the first example says what a link would have said
    }
    openExample('seed');
    app.brokenLink = true;
    return undefined;
  }
  const lesson = /^#lesson=([\w-]+)/.exec(location.hash)?.[1];
  if (LESSONS.some(({ id }) => id === lesson)) return openLesson(lesson);
  const own = fromShared(parsed(data('world')));
  return own ? setWorld(own) : openExample('seed');
}

const editable = (element) => element.closest('input, textarea, select, dialog, .cm-editor');

document.addEventListener('paste', (event) => {
  if (editable(event.target)) return;
  const text = event.clipboardData.getData('text/plain');
  if (text.trim()) paste(text);
});
document.addEventListener('dragover', (event) => event.preventDefault());
// before the editor, which would put the file's text in
document.addEventListener('drop', async (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  event.stopPropagation();
  paste(await event.dataTransfer.files[0].text());
}, true);
addEventListener('hashchange', () => /^#(s|lesson)=/.test(location.hash) && fromAddress());

speak(preferred(navigator.languages ?? [navigator.language]));
build();
// what tests and whoever embeds the page may look at
window.remora = { version: () => app.version, answered: () => app.answered, took: () => app.took, world: () => structuredClone(app.world), answer: () => app.answer };
fromAddress();
