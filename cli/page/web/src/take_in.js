// What somebody pasted: kind and name for it. The engine decides; here is only asked.
import { parsed } from './answer_model.js';
import { diagnosing, linting } from './asking.js';

// The engine's words and its short names (engine/policy/policy_type.h).
export const TYPES = {
  'identity-based policy': 'identity', 'permissions boundary': 'boundary', 'session policy': 'session', 'service control policy': 'scp', 'resource control policy': 'rcp',
  'bucket policy': 'bucket', 'key policy': 'key', 'topic policy': 'topic', 'role trust policy': 'trust', 'VPC endpoint policy': 'vpce', 'resource-based policy': 'resource',
};

const isPolicy = (value) => value && typeof value === 'object' && ('Statement' in value || typeof value.Policy === 'string' || Object.values(value).some((one) => typeof one === 'string' && /"Statement"/.test(one)));

// {kind: 'scenario' | 'policy' | 'error' | 'other' | 'unknown', name, policy?, diagnosis?}; `policy` is '' where the engine does not know.
export async function recognise(text, ask) {
  const json = parsed(text);
  const yaml = json === undefined && /^\s*(?:#.*\n\s*)*[\w"'-]+:(\s|$)/.test(text);
  const suffix = json === undefined ? 'yaml' : 'json';
  if ((json && typeof json === 'object' && 'remora' in json) || (yaml && /^remora:/m.test(text))) return { kind: 'scenario', name: `scenario.${suffix}` };
  if (json !== undefined && isPolicy(json)) {
    const [reply] = await ask([linting({ 'pasted.json': text }, 'pasted.json')]);
    const admission = Object.values(parsed(reply.reply?.text ?? '')?.admission ?? {})[0];
    const type = admission?.policyType ?? '';
    return { kind: 'policy', policy: TYPES[type] ?? '', name: `${type.toLowerCase().replaceAll(' ', '-') || 'policy'}.json` };
  }
  if (json !== undefined && typeof json === 'object' && json !== null) return { kind: 'other', name: 'eventName' in json || 'Records' in json ? 'event.json' : 'pasted.json' };
  const [reply] = await ask([diagnosing(text)]);
  const diagnosis = parsed(reply.reply?.text ?? '');
  if (diagnosis?.recognised) return { kind: 'error', name: 'error.txt', diagnosis };
  if (/^\s*(Resources|AWSTemplateFormatVersion|deliveries):/m.test(text)) return { kind: 'other', name: 'template.yaml' };
  return { kind: 'unknown', name: 'pasted.txt' };
}

// A world of that alone.
export function worldOf({ kind, name }, text) {
  return { files: { [name]: text }, inputs: kind === 'error' ? [] : [name], options: { assume: [], set: [], as: '', ...(kind === 'error' ? { error: name } : {}) } };
}

export function freeName(files, name) {
  if (!Object.hasOwn(files, name)) return name;
  const dot = name.lastIndexOf('.');
  for (let n = 2; ; n++) {
    const next = `${name.slice(0, dot)}-${n}${name.slice(dot)}`;
    if (!Object.hasOwn(files, next)) return next;
  }
}

// The world with it in: added to what there is.
export function added(world, { kind, name }, text) {
  const free = freeName(world.files, name);
  const options = kind === 'error' ? { ...world.options, error: free } : world.options;
  return { files: { ...world.files, [free]: text }, inputs: kind === 'error' ? world.inputs : [...world.inputs, free], options };
}

// The files that stand for policies of a scenario of that kind; `policies` as factsOf gives them.
export function placesFor(world, policies, kind) {
  const folder = world.inputs[0].split('/').slice(0, -1);
  const reached = (path) => path.split('/').reduce((parts, part) => (part === '.' || part === '' ? parts : part === '..' ? parts.slice(0, -1) : [...parts, part]), folder).join('/');
  const names = policies.filter((one) => one.named && (one.kind === kind || !kind || kind === 'resource')).map((one) => reached(one.named));
  return [...new Set(names)].filter((name) => Object.hasOwn(world.files, name));
}

// Editors and people count lines in one way only: what a file of Windows has is the same text.
export const withLines = (files) => Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replace(/\r\n?/g, '\n')]));

export const isScenario = (world) => world.inputs.length === 1 && /(^|[\s{,])["']?remora["']?\s*:/.test(world.files[world.inputs[0]] ?? '');
