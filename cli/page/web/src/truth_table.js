// Contexts that tell a statement apart: the request as it is, and for each thing that the statement
// asks for one variant that has it and one that has not. `remora eval` decides them.
import { member, places } from './json_places.js';
import { statementPlace } from './marks.js';

const OTHER = { Principal: 'delivery.logs.amazonaws.com', Action: 's3:DeleteObject' };
const strings = (node) => (!node ? [] : node.type === 'string' ? [node.value] : (node.items ?? node.members?.map((one) => one.value) ?? []).flatMap(strings));

// A value that a pattern covers.
const covered = (pattern) => pattern.replaceAll('*', 'x').replaceAll('?', 'x');
const plain = (context) => Object.fromEntries(Object.entries(context).filter(([, value]) => typeof value === 'string' || Array.isArray(value)));

function principalsOf(node) {
  const principal = member(node, 'Principal')?.value;
  if (!principal) return [];
  return principal.type === 'string' ? [principal.value] : (principal.members ?? []).filter(({ name }) => name === 'Service' || name === 'AWS').flatMap((one) => strings(one.value));
}

// [{change, to, request, policy}]; the first is the request itself.
export function variantsOf(request, statement, text) {
  const { node } = statementPlace(statement.policy, text, statement);
  const document = places(text);
  if (!node || !document) return [];
  let policy;
  try {
    policy = JSON.parse(text.slice(document.from, document.to));
  } catch {
    return [];
  }
  if (!policy.Statement || !member(node, 'Principal')) return [];
  const account = request.context?.['aws:ResourceAccount'];
  const base = { principal: request.principal, action: request.action, resource: request.resource, ...(typeof account === 'string' ? { resource_account: account } : {}), context: plain(request.context ?? {}) };
  const rows = [{ change: '', to: '', request: base }];
  const vary = (change, to, changed) => {
    if (!rows.some((row) => JSON.stringify(row.request) === JSON.stringify(changed))) rows.push({ change, to, request: changed });
  };
  for (const value of principalsOf(node).filter((one) => one !== '*').slice(0, 2)) vary('Principal', value, { ...base, principal: value.replace(/:root$/, ':role/x') });
  vary('Principal', OTHER.Principal, { ...base, principal: OTHER.Principal });
  for (const value of strings(member(node, 'Action')?.value).filter((one) => one !== '*').slice(0, 2)) vary('Action', covered(value), { ...base, action: covered(value) });
  for (const value of strings(member(node, 'Resource')?.value).filter((one) => one !== '*').slice(0, 2)) vary('Resource', covered(value), { ...base, resource: covered(value) });
  for (const operator of member(node, 'Condition')?.value.members ?? []) {
    for (const { name: key, value } of operator.value.members ?? []) {
      const { [key]: _, ...without } = base.context;
      for (const wanted of strings(value).slice(0, 2)) vary(key, covered(wanted), { ...base, context: { ...without, [key]: covered(wanted) } });
      vary(key, null, { ...base, context: without });
    }
  }
  return rows.map((row) => ({ ...row, policy }));
}

export function deciding(variants) {
  const vectors = variants.map(({ request, policy }, i) => JSON.stringify({ id: String(i), request, policies: { [request.action.startsWith('kms:') ? 'key_policy' : 'resource']: policy } }));
  return { command: 'eval', files: { 'variants.ndjson': vectors.join('\n') }, inputs: ['variants.ndjson'], options: { format: 'json' } };
}
