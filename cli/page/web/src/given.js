// Options of the command line that a world of loose files may need, such as --param of a template:
// {NAME: [TEXT] | TEXT | true}, named as on the command line.
const LISTS = ['channel', 'trail', 'param', 'import-value', 'ssm', 'att', 'condition', 'account', 'region'];
const TEXTS = ['input', 'org-id', 'stack-name'];
const FLAGS = ['assume-references'];

const quoted = (text) => (/[\s"']/.test(text) ? `"${text.replaceAll('"', '\\"')}"` : text);
const words = (line) => [...line.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"']+)/g)].map(([, double, single, plain]) => double?.replaceAll('\\"', '"') ?? single ?? plain);

// The options of a line as one would type it. What is no such option is left out.
export function givenOf(line) {
  const given = {};
  const all = words(line.replace(/(^|\s)(--[\w-]+)=/g, '$1$2 '));
  for (let i = 0; i < all.length; i++) {
    const name = all[i].replace(/^--/, '');
    if (FLAGS.includes(name)) given[name] = true;
    else if (TEXTS.includes(name) && i + 1 < all.length) given[name] = all[++i];
    else if (LISTS.includes(name) && i + 1 < all.length) given[name] = [...(given[name] ?? []), all[++i]];
  }
  return given;
}

export const lineOfGiven = (given = {}) => Object.entries(given).flatMap(([name, value]) => (value === true ? [`--${name}`] : [].concat(value).map((one) => `--${name} ${quoted(one)}`))).join(' ');

// Those of an object that may come from a link.
export function pickGiven(options) {
  const texts = (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string');
  return Object.fromEntries(Object.entries(options).filter(([name, value]) => (LISTS.includes(name) && texts(value)) || (TEXTS.includes(name) && typeof value === 'string') || (FLAGS.includes(name) && value === true)));
}
