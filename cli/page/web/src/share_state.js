import { FORMS } from './asking.js';
import { pickGiven } from './given.js';

// What a link holds, and what is taken from one: {"version": 1, "files": {NAME: TEXT}, "inputs": [NAME],
// "options": {"assume": [..], "set": [..], "as": FORM, "error": NAME, "param": [..], ...}, "expectations": [{"id", "outcome"}]}.
// `expectations` are the answers at the time of sharing. Options are named as on the command line.
export const VERSION = 1;

const isTexts = (value) => Array.isArray(value) && value.every((entry) => typeof entry === 'string');

export function toShared(world, answer) {
  const { given, ...options } = world.options;
  const kept = Object.fromEntries(Object.entries({ ...options, ...given }).filter(([, value]) => (Array.isArray(value) ? value.length : value)));
  return {
    version: VERSION,
    files: world.files,
    inputs: world.inputs,
    options: kept,
    expectations: [
      ...(answer?.deliveries ?? []).map(({ id, outcome }) => ({ id, outcome })),
      ...(answer?.requests ?? []).map(({ id, decision }) => ({ id, outcome: decision })),
    ],
  };
}

// A name is a path inside the world: it becomes one of the folder that is downloaded.
const isName = (name) => name !== '' && !/^\/|^[a-z]:|[\\\0]/i.test(name) && !name.split('/').includes('..');

// The world of a link, or null if it is none of ours: a link is input like any other.
export function fromShared(shared) {
  if (!shared || shared.version !== VERSION || typeof shared.files !== 'object' || !isTexts(Object.values(shared.files ?? {}))) return null;
  if (!isTexts(shared.inputs) || !shared.inputs.every((name) => Object.hasOwn(shared.files, name))) return null;
  if (!Object.keys(shared.files).every(isName)) return null;
  const options = shared.options ?? {};
  return {
    files: { ...shared.files },
    inputs: [...shared.inputs],
    options: {
      assume: isTexts(options.assume) ? options.assume : [],
      set: isTexts(options.set) ? options.set : [],
      as: FORMS.includes(options.as) ? options.as : '',
      ...(Object.keys(pickGiven(options)).length ? { given: pickGiven(options) } : {}),
      ...(typeof options.error === 'string' && Object.hasOwn(shared.files, options.error) ? { error: options.error } : {}),
    },
  };
}
