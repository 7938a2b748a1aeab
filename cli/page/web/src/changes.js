// What changes the world: another one, another text, another option, a fix. Each asks the engine anew.
import { edited } from '../lessons/lessons.js';
import { nearestOf, parsed } from './answer_model.js';
import { fixing } from './asking.js';
import { EXAMPLES, LESSONS } from './carried.js';
import { givenOf } from './given.js';
import { statementPlace } from './marks.js';
import { offsetOf } from './positions.js';
import { client, forgetLater, lintActive, run } from './questions.js';
import { app, begin, draw, editor, entry, request } from './state.js';
import { withLines } from './take_in.js';
import { factsOf } from './world_facts.js';

export function setWorld(world, { lesson = null, example = '' } = {}) {
  forgetLater();
  world = { ...world, files: withLines(world.files) };
  begin({
    world, lesson, example, arriving: true, facts: factsOf(parsed(world.files[world.inputs[0]] ?? '')),
    active: world.inputs[0] ?? world.options.error ?? Object.keys(world.files)[0],
  });
  run();
  editor.reset();
  openFile(app.active);
  draw.arrived();
}

// The address tells the state of a link no more; a page inside another one may not change it.
function forgetLink() {
  try {
    if (location.hash) history.replaceState(null, '', location.pathname + location.search);
  } catch {
    // the address stays as it is
  }
}

export function openExample(id) {
  const { files, inputs, options = {} } = EXAMPLES.menu[id];
  forgetLink();
  setWorld({ files: { ...files }, inputs: [...inputs], options: { assume: [], set: [], as: app.world?.options.as ?? '', ...options } }, { example: id });
}

export function openLesson(id) {
  const lesson = LESSONS.find((one) => one.id === id);
  setWorld({ files: { ...lesson.files }, inputs: ['scenario.json'], options: { assume: [], set: [], as: '' } }, { lesson });
}

export function setOptions(next) {
  app.world = { ...app.world, options: { ...app.world.options, ...next } };
  run();
}

export const setGiven = (line) => setOptions({ given: givenOf(line) });

export const readOnly = (name) => Boolean(app.lesson) && !app.lesson.editable.includes(name);

export function openFile(name) {
  app.active = name;
  editor.open(name, app.world.files[name], readOnly(name));
  draw.opened();
  draw.marks();
  if (app.answered === app.version) lintActive();
}

// `undo` is what takes this back; what took back an older change no longer does.
export function writeFiles(files, undo = null) {
  put(files, undo);
  if (Object.hasOwn(files, app.active)) editor.replace(files[app.active]);
  draw.files();
}

function put(files, undo) {
  app.undo = undo;
  app.world = { ...app.world, files: { ...app.world.files, ...files } };
  run();
}

// Goes to a statement or a place of a message.
export function go(place, focus = true) {
  const name = place.policy ?? place.file;
  if (!Object.hasOwn(app.world.files, name)) return;
  if (name !== app.active) openFile(name);
  editor.go(offsetOf(app.world.files[name], place.line, place.column), focus);
}

export function goToNearest() {
  const one = request();
  const statement = one && nearestOf(entry(), one);
  if (statement && Object.hasOwn(app.world.files, statement.policy)) {
    if (statement.policy !== app.active) openFile(statement.policy);
    editor.go(statementPlace(statement.policy, app.world.files[statement.policy], statement).from);
  }
}

export async function applyFix() {
  const { world } = app;
  const [answer] = await client.askAll([fixing(world, { write: true, way: app.fix.way + 1 })]);
  const changed = answer.reply?.files ?? {};
  if (app.world !== world || !Object.keys(changed).length) return;
  writeFiles(changed, { files: Object.fromEntries(Object.keys(changed).map((name) => [name, world.files[name]])) });
  draw.top();
}

export function undoFix() {
  writeFiles(app.undo.files);
}

// The edit of a lesson's last hint.
export function makeEdit() {
  const { edit } = app.lesson;
  openFile(edit.file);
  writeFiles({ [edit.file]: edited(app.world.files[edit.file], edit) });
}

// Somebody has typed.
export function typed(name, text) {
  if (app.world.files[name] !== text) put({ [name]: text }, null);
}
