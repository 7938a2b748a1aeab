// What the page knows, and what of it is looked at.
import { explained, faultOf } from './answer_model.js';
import { factsOf } from './world_facts.js';

const fresh = () => ({
  world: null, active: null, lesson: null, hints: 0, example: '', facts: factsOf(null),
  version: 0, answered: 0, took: 0,  // of questions: the latest, the latest that is answered, how long it took
  answer: null, entries: [], notes: [], problem: null, diagnosis: null, trapped: false, noEngine: false,
  chosen: 0, request: null, arriving: false,
  fix: null, undo: null, lint: {}, suspects: null, table: null, brokenLink: null,
});

export let app = fresh();
export let editor = null;

// How it is drawn: screen.js says. {all, files, opened, marks, arrived, top}
export const draw = {};

// Another world, of which nothing is known but `parts`. What was asked before stays older than what will be.
export function begin(parts) {
  app = { ...fresh(), version: app.version, ...parts };
}

export function edits(one) {
  editor = one;
}

export const entry = () => app.entries[app.chosen];

// The request that is looked at: the chosen one, else where it stops.
export function request() {
  const at = entry();
  if (!at) return null;
  const wanted = app.request ?? faultOf(at) ?? at.requests.at(-1)?.index;
  const found = at.requests.find((one) => one.index === wanted) ?? at.requests[0];
  return found ? explained(app.entries, found) : null;
}
