// The questions to the engine, and what the state keeps of the answers.
import { entriesOf, nearestOf, parsed } from './answer_model.js';
import { asking, checking, diagnosing, extracting, fixing, linting } from './asking.js';
import { EngineClient } from './engine_client.js';
import { app, draw, entry, request } from './state.js';
import { ranked, supposing } from './suspects.js';
import { deciding, variantsOf } from './truth_table.js';
import { NOT_SEEN, factsOf, switchesOf } from './world_facts.js';

const CALM = 250;  // ms without a key before what is not urgent is asked
const SLOW = 200;  // ms of a check above which a fix is looked for later still

// boot.js has made the worker.
export const client = new EngineClient(window.remoraWorker);
export let switches = [];
let calm;

// What waits for the typing to rest waits no longer.
export const forgetLater = () => clearTimeout(calm);

export async function run() {
  const version = ++app.version;
  const asked = app;
  const { world } = app;
  if (!world.inputs.length && world.options.error) return diagnoseAlone(version);
  const answer = await client.ask('check', checking(world));
  // an older answer is better than none while one types; one of another world is not
  if (!answer || asked !== app) return undefined;
  if (answer.trap !== undefined && !app.answer) app.noEngine = true;
  if (answer.trap !== undefined || answer.reply.status === 70) app.trapped = true;
  else takeAnswer(answer.reply);
  app.took = answer.took ?? 0;
  app.answered = version;
  draw.all();
  if (version === app.version) {
    lintActive();
    forgetLater();
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
  draw.all();
}

export async function lintActive() {
  const name = app.active;
  const text = app.world.files[name];
  const answer = /\.txt$/.test(name) ? null : await client.ask('lint', linting(app.world.files, name));
  if (!answer?.reply || name !== app.active || text !== app.world.files[name]) return;
  app.lint = { name, text, findings: parsed(answer.reply.text)?.findings ?? [] };
  draw.marks();
}

// What can wait until the typing rests: the world's facts, the fix, the suspects.
async function later() {
  const { version } = app;
  const current = () => version === app.version;
  await findFacts(current);
  if (current() && !app.lesson) await findFix(current);
  if (current()) await findSuspects(current);
  if (current()) await findTable(current);
  if (current()) draw.all();
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
export async function showTable() {
  const { version } = app;
  const current = () => version === app.version;
  await findTable(current);
  if (current()) draw.all();
}
