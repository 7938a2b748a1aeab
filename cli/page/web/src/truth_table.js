// Contexts that tell a statement apart: beside the request as it is, one that has all that the statement
// wants, and for each thing it tests one without that thing. `remora eval` decides them.
import { parsed } from './answer_model.js';
import { member, places } from './json_places.js';
import { statementPlace } from './marks.js';

const OTHER = { Principal: 'delivery.logs.amazonaws.com', Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::other/x' };
const strings = (node) => (!node ? [] : node.type === 'string' ? [node.value] : (node.items ?? node.members?.map((one) => one.value) ?? []).flatMap(strings));

// A value that a pattern covers.
const covered = (pattern) => pattern.replaceAll('*', 'x').replaceAll('?', 'x');
const plain = (context) => Object.fromEntries(Object.entries(context).filter(([, value]) => typeof value === 'string' || Array.isArray(value)));

function principalsOf(node) {
  const principal = member(node, 'Principal')?.value;
  if (!principal) return [];
  return principal.type === 'string' ? [principal.value] : (principal.members ?? []).filter(({ name }) => name === 'Service' || name === 'AWS').flatMap((one) => strings(one.value));
}

// The parts of a request that the statement tests: {name, wanted, own, set, fits}; what fits is wanted as it is.
function partsOf(request, statement, node) {
  const wrong = (element, key) => statement.mismatches.find((one) => one.element === element && (!key || one.key?.toLowerCase() === key.toLowerCase()));
  const part = (name, patterns, own, put) => {
    const fits = !wrong(name);
    return patterns.length ? [{ name, wanted: fits ? own : covered(patterns[0]), own, fits, foreign: OTHER[name], put }] : [];
  };
  const parts = [
    ...part('Principal', principalsOf(node).map((one) => one.replace(/:root$/, ':role/x')), request.principal, (to, value) => { to.principal = value; }),
    ...part('Action', strings(member(node, 'Action')?.value), request.action, (to, value) => { to.action = value; }),
    ...part('Resource', strings(member(node, 'Resource')?.value), request.resource, (to, value) => { to.resource = value; }),
  ];
  for (const operator of member(node, 'Condition')?.value.members ?? []) {
    for (const { name, value } of operator.value.members ?? []) {
      const own = request.context[name] ?? null;
      const fits = !wrong('Condition', name);
      const wanted = strings(value)[0];
      if (wanted === undefined && !fits) continue;
      parts.push({ name, wanted: fits ? own : covered(wanted), own, fits, foreign: null, put: (to, next) => {
        const { [name]: _, ...without } = to.context;
        to.context = next === null ? without : { ...without, [name]: next };
      } });
    }
  }
  return parts;
}

// [{change, to, own, request, policy}]: the request itself; all as the statement wants it; then, with
// one thing otherwise, a row for each: as the request has it where that does not fit, else foreign.
export function variantsOf(request, statement, text) {
  const { node } = statementPlace(statement.policy, text, statement);
  const document = places(text);
  // a text that is being typed has no table
  const policy = document && parsed(text.slice(document.from, document.to));
  if (!node || !policy?.Statement || !member(node, 'Principal')) return [];
  const account = request.context?.['aws:ResourceAccount'];
  const own = { principal: request.principal, action: request.action, resource: request.resource, ...(typeof account === 'string' ? { resource_account: account } : {}), context: plain(request.context ?? {}) };
  const parts = partsOf(own, statement, node);
  const wanted = { ...own };
  for (const part of parts) part.put(wanted, part.wanted);
  const rows = [{ change: '', to: '', own: true, request: own }, { change: '', to: '', request: wanted }];
  for (const part of parts) {
    const value = part.fits ? part.foreign : part.own;
    const changed = { ...wanted };
    part.put(changed, value);
    if (JSON.stringify(changed) !== JSON.stringify(wanted)) rows.push({ change: part.name, to: Array.isArray(value) ? value.join(', ') : value, request: changed });
  }
  return rows.map((row) => ({ ...row, policy }));
}

export function deciding(variants) {
  const vectors = variants.map(({ request, policy }, i) => JSON.stringify({ id: String(i), request, policies: { [request.action.startsWith('kms:') ? 'key_policy' : 'resource']: policy } }));
  return { command: 'eval', files: { 'variants.ndjson': vectors.join('\n') }, inputs: ['variants.ndjson'], options: { format: 'json' } };
}
