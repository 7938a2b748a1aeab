// What can be switched in a world, as paths for --set: its keys, policies and deliveries.
import { baseName } from './answer_model.js';

function named(list, id) {
  return Array.isArray(list) ? list.map((entry, i) => ({ entry, i, name: entry?.[id] })).filter(({ entry }) => entry && typeof entry === 'object') : [];
}

// A policy that is a file: what the scenario calls it, and its name.
const fileOf = (value) => (typeof value === 'string' && !value.startsWith('arn:') && !value.includes('{') ? { named: value, file: baseName(value) } : { named: null, file: null });

// `scenario` is a scenario as an object; what it does not have is not offered.
export function factsOf(scenario) {
  const keys = named(scenario?.keys, 'arn').map(({ entry, i, name }) => ({ path: `keys[${i}].keyState`, name: name ?? `keys[${i}]`, state: entry.keyState ?? 'Enabled' }));
  const policies = [
    ...named(scenario?.buckets, 'name').filter(({ entry }) => entry.policy).map(({ entry, i, name }) => ({ path: `buckets[${i}].policy`, kind: 'bucket', name, ...fileOf(entry.policy) })),
    ...named(scenario?.keys, 'arn').filter(({ entry }) => entry.policy).map(({ entry, i, name }) => ({ path: `keys[${i}].policy`, kind: 'key', name, ...fileOf(entry.policy) })),
    ...named(scenario?.topics, 'arn').filter(({ entry }) => entry.policy).map(({ entry, i, name }) => ({ path: `topics[${i}].policy`, kind: 'topic', name, ...fileOf(entry.policy) })),
    ...named(scenario?.roles, 'arn').filter(({ entry }) => entry.trustPolicy).map(({ entry, i, name }) => ({ path: `roles[${i}].trustPolicy`, kind: 'trust', name, ...fileOf(entry.trustPolicy) })),
  ];
  const deliveries = named(scenario?.deliveries, 'id').filter(({ name }) => name).map(({ entry, i, name }) => ({ path: `deliveries[${i}]`, id: name, accountId: entry.accountId ?? '', region: entry.region ?? '' }));
  return { keys, policies, deliveries };
}

// The value of a path in a list of PATH=VALUE, and the list with another one (null takes it out).
export const settingOf = (set, path) => set.find((one) => one.startsWith(`${path}=`))?.slice(path.length + 1);
export const withSetting = (set, path, value) => [...set.filter((one) => !one.startsWith(`${path}=`)), ...(value === null ? [] : [`${path}=${value}`])];

export const NOT_SEEN = '{"unknown": "not seen"}';

// What `check --assume list` prints: [{name, states, why}]; the first state is the default.
export function switchesOf(text) {
  const switches = [];
  for (const line of text.split('\n')) {
    const head = /^(\w+) = (.+)$/.exec(line);
    if (head) switches.push({ name: head[1], states: head[2].split(' '), why: '' });
    else if (switches.length && /^\s+\S/.test(line)) switches.at(-1).why += (switches.at(-1).why ? ' ' : '') + line.trim();
  }
  return switches;
}
