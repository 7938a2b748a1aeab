// What somebody pasted: kind and name for it. The engine decides; here is only asked.
import { diagnosing, linting } from './asking.js';

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const TYPES = { 'bucket policy': 'bucket', 'key policy': 'key', 'topic policy': 'topic', 'trust policy': 'trust', 'identity policy': 'identity', 'identity-based policy': 'identity', 'resource control policy': 'rcp', 'service control policy': 'scp' };

const isPolicy = (value) => value && typeof value === 'object' && ('Statement' in value || typeof value.Policy === 'string' || Object.values(value).some((one) => typeof one === 'string' && /"Statement"/.test(one)));

// {kind: 'scenario' | 'policy' | 'error' | 'other' | 'unknown', name, type?, diagnosis?, finding?}
export async function recognise(text, ask) {
  const json = parsed(text);
  const yaml = json === undefined && /^\s*(?:#.*\n\s*)*[\w"'-]+:(\s|$)/.test(text);
  const suffix = json === undefined ? 'yaml' : 'json';
  if ((json && typeof json === 'object' && 'remora' in json) || (yaml && /^remora:/m.test(text))) return { kind: 'scenario', name: `scenario.${suffix}` };
  if (json !== undefined && isPolicy(json)) {
    const [reply] = await ask([linting({ 'pasted.json': text }, 'pasted.json')]);
    const admission = Object.values(parsed(reply.reply?.text ?? '')?.admission ?? {})[0];
    const type = admission?.policyType ?? '';
    return { kind: 'policy', type, policy: TYPES[type] ?? '', name: `${type.replaceAll(' ', '-') || 'policy'}.json` };
  }
  if (json !== undefined && typeof json === 'object' && json !== null) return { kind: 'other', name: 'eventName' in json || 'Records' in json ? 'event.json' : 'pasted.json' };
  const [reply] = await ask([diagnosing(text)]);
  const diagnosis = parsed(reply.reply?.text ?? '');
  if (diagnosis?.recognised) return { kind: 'error', name: 'error.txt', diagnosis };
  if (/^\s*(Resources|AWSTemplateFormatVersion|deliveries):/m.test(text)) return { kind: 'other', name: 'template.yaml' };
  return { kind: 'unknown', name: 'pasted.txt', finding: reply.reply?.message ?? '' };
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

export const isScenario = (world) => world.inputs.length === 1 && /(^|[\s{,])["']?remora["']?\s*:/.test(world.files[world.inputs[0]] ?? '');
