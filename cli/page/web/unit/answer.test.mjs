import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorOf, entriesOf, explained, faultOf, nearestOf, thingOf } from '../src/answer_model.js';

const statement = (policy, line, mismatches, more = {}) => ({ policy, line, column: 1, effect: 'Allow', matches: mismatches.length === 0, mismatches: mismatches.map((element) => ({ element })), ...more });
const denied = (statements) => ({ index: 1, decision: 'ImplicitlyDenied', statements });

test('the nearest statement is that with the fewest elements that do not match', () => {
  const [far, near] = [statement('k', 1, ['Principal', 'Action']), statement('k', 9, ['Condition'])];
  assert.equal(nearestOf({}, denied([far, near])), near);
  assert.equal(nearestOf({ cause: { request: 1, statement: 0, file: 'k', line: 1, column: 1 } }, denied([far, near])), far);
});
test('a policy that allows it is not the one to look at', () => {
  const own = statement('role', 5, ['Action', 'Resource']);
  assert.equal(nearestOf({}, denied([statement('key', 1, []), statement('key', 9, ['Principal']), own])), own);
  assert.equal(nearestOf({}, denied([statement('key', 1, [])])), null);
});
test('a Deny that hits stands before any Allow', () => {
  const deny = statement('k', 3, [], { effect: 'Deny' });
  assert.equal(nearestOf({}, { ...denied([statement('k', 1, ['Action']), deny]), decision: 'ExplicitlyDenied' }), deny);
});
test('raw requests are an entry of their own, at fault where they are not as expected', () => {
  const [entry] = entriesOf({ deliveries: [], requests: [{ id: 'a', agrees: true, decision: 'Allowed' }, { id: 'b', agrees: false, decision: 'Allowed' }] });
  assert.deepEqual([entry.kind, entry.outcome, faultOf(entry)], ['requests', 'refused', 2]);
});
test('an explanation that is another’s is looked up there', () => {
  const entries = [{ id: 'x/y', requests: [{ index: 3, flow: [1], statements: [2] }] }];
  assert.deepEqual(explained(entries, { index: 7, explainedBy: 'x/y/3' }).flow, [1]);
  assert.deepEqual(explained(entries, { index: 7, explainedBy: 'gone/3' }).statements, []);
});
test('who and what are told in few words', () => {
  for (const [principal, name] of [['config.amazonaws.com', 'AWS Config'], ['delivery.logs.amazonaws.com', 'delivery.logs.amazonaws.com'], ['arn:aws:sts::1:assumed-role/r/s', 'r'], ['arn:aws:iam::1:role/path/r', 'r'], ['arn:aws:iam::1:user/eve', 'eve']]) assert.equal(actorOf(principal).name, name, principal);
  assert.equal(thingOf('arn:aws:s3:::b/AWSLogs/x'), 'AWSLogs/x');
});
