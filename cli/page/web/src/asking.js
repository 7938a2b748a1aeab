// Requests to the engine, as cli/page/api.h takes them.
const listed = (value) => (value && value.length ? value : undefined);
const clean = (options) => Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== ''));

// Options of the world that a command understands, beside those that loose files may need.
const KNOWS = { check: ['assume', 'set', 'as', 'error'], fix: ['assume', 'set', 'error'], extract: ['set', 'error'] };

// What --as knows.
export const FORMS = ['', 'cli', 'cloudformation', 'control-tower', 'terraform'];

export function asking(command, world, options = {}) {
  const { assume, set, as, error, given } = world.options;
  const own = { assume: listed(assume), set: listed(set), as: as || undefined, error };
  const known = Object.fromEntries(KNOWS[command].map((name) => [name, own[name]]));
  return { command, files: world.files, inputs: world.inputs, options: clean({ ...known, ...given, ...options }) };
}

export const checking = (world) => asking('check', world, { format: 'json' });
export const fixing = (world, options = {}) => asking('fix', world, { format: 'json', ...options });
export const linting = (files, name) => ({ command: 'lint', files: { [name]: files[name] }, inputs: [name], options: { format: 'json' } });
export const extracting = (world) => asking('extract', world);
export const diagnosing = (text) => ({ command: 'diagnose', files: { 'pasted.txt': text }, inputs: ['pasted.txt'], options: { format: 'json' } });
