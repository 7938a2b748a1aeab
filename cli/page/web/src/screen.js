// What is shown of the state.
import { judge } from '../lessons/lessons.js';
import { baseName, faultOf, nearestOf } from './answer_model.js';
import { errorView, verdictView, whyView } from './answer_view.js';
import { LESSONS } from './carried.js';
import { applyFix, go, goToNearest, makeEdit, openExample, openFile, openLesson, readOnly, setGiven, setOptions, undoFix } from './changes.js';
import { copyText } from './dialogs.js';
import { $, h, roving, show } from './dom.js';
import { fixView } from './fix_view.js';
import { lessonCard } from './lessons_view.js';
import { diagnosticMarks, explanationMarks, lintMarks } from './marks.js';
import { diagnosisView, findingsView, givenField, notesView, problemView } from './need_view.js';
import { finish } from './progress.js';
import { showTable, switches } from './questions.js';
import { readable } from './readable.js';
import { requestView } from './request_view.js';
import { app, draw, editor, entry, request } from './state.js';
import { deliveryChooser, strip, travel } from './strip.js';
import { isScenario } from './take_in.js';
import { language, t } from './text.js';
import { tableView } from './truth_table_view.js';
import { chips, suspectsView, whatIfView } from './what_if_view.js';
import { hoverOf, outcomeWord, policyWord } from './words.js';

function marks() {
  const name = app.active;
  const text = app.world.files[name];
  const one = app.answered === app.version ? request() : null;
  const { marks, block } = one && !app.problem ? explanationMarks(name, text, nearestOf(entry(), one), one.decision, hoverOf) : { marks: [], block: null };
  const said = app.problem ? diagnosticMarks(name, text, app.problem.diagnostics) : [];
  const lint = app.lint.name === name && app.lint.text === text ? lintMarks(text, app.lint.findings) : [];
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

// The tab of the open file is in sight; only the row of tabs scrolls for it.
function opened() {
  renderFiles();
  const tab = $('files').querySelector('[aria-selected=true]');
  const [row, box] = [tab.parentElement.getBoundingClientRect(), tab.getBoundingClientRect()];
  tab.parentElement.scrollLeft += Math.min(0, box.left - row.left) || Math.max(0, box.right - row.right);
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

function lessonPart() {
  if (!app.lesson) return null;
  const judged = judge(app.lesson, app.world.files, app.problem ? null : app.answer);
  const number = LESSONS.indexOf(app.lesson) + 1;
  if (judged.solved) finish(app.lesson.id);
  const wanted = (id) => {
    const found = [...(app.answer?.deliveries ?? []), ...(app.answer?.requests ?? [])].find((one) => one.id === id)?.expected;
    return found?.outcome ? t(`outcome.${found.outcome}`) : t(`decision.${found}`);
  };
  return lessonCard({ lesson: app.lesson, number, all: LESSONS.length, hints: app.hints, files: app.world.files, judged, expected: wanted }, {
    hint: () => { app.hints++; render(); },
    make: makeEdit,
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
    errorView(at, options.as, (as) => setOptions({ as }), (text) => copyText(readable(text))),
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
    app.brokenLink ? h('p', { class: 'problem bad', role: 'alert' }, app.brokenLink()) : null,
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
  announce();
  // of a world that is new the answer is read first: it is painted before the editor is ready
  if (app.arriving) {
    performance.mark('verdict');
    setTimeout(renderRest);
  } else renderRest();
}

function renderRest() {
  renderFiles();
  marks();
  if (app.arriving && app.entries.length) {
    app.arriving = false;
    goToNearest();
    travel($('story').querySelector('ol'));
  }
  document.documentElement.dataset.answered = app.answered;
}

Object.assign(draw, {
  all: render,
  files: renderFiles,
  opened,
  marks,
  arrived() {
    $('example').value = app.example;
    draw.top();
  },
  top() { $('answer').scrollTop = 0; },
});
