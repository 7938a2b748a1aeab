import assert from 'node:assert/strict';
import { test } from 'node:test';
import { align } from '../src/alignment.js';
import { diffLines } from '../src/diff_lines.js';
import { objectAt, placeOf, places } from '../src/json_places.js';
import { diagnosticMarks, explanationMarks } from '../src/marks.js';
import { offsetOf, offsetOfByte } from '../src/positions.js';
import { variantsOf } from '../src/truth_table.js';
import { yamlPlaceOf, yamlStatementEnd } from '../src/yaml_places.js';

const POLICY = '{"Statement": [\n  {"Effect": "Allow", "Principal": {"AWS": "arn:a"},\n   "Condition": {"StringEquals": {"aws:SourceAccount": "1"}}}]}';
const at = (place) => POLICY.slice(place.from, place.to);

test('an element is found at the value that was wanted, else as a whole', () => {
  const statement = objectAt(places(POLICY), offsetOf(POLICY, 2, 3));
  for (const [mismatch, expected] of [
    [{ element: 'Principal', wanted: 'arn:a' }, '"arn:a"'],
    [{ element: 'Principal', wanted: 'x, y' }, '"Principal": {"AWS": "arn:a"}'],
    [{ element: 'Condition', operator: 'StringEquals', key: 'aws:sourceaccount' }, '"aws:SourceAccount": "1"'],
    [{ element: 'Condition', operator: 'Bool' }, '"Condition": {"StringEquals": {"aws:SourceAccount": "1"}}'],
  ]) assert.equal(at(placeOf(statement, mismatch)), expected);
  assert.equal(placeOf(statement, { element: 'Resource' }), null);
});
test('a text that is being typed is read as far as it goes', () => {
  assert.equal(places('{"a": [1, {"b": "c').members[0].value.items[1].members[0].value.value.length, 1);
  for (let end = 0; end < POLICY.length; end++) assert.doesNotThrow(() => places(POLICY.slice(0, end)));
});
test('lines and columns count characters, bytes are UTF-8', () => {
  const text = 'a\n😀é"x"';
  assert.equal(offsetOf(text, 2, 3), 5);
  assert.equal(offsetOf(text, 9, 1), text.length);
  assert.equal(offsetOfByte(text, 2 + 4 + 2), 5);
});
test('a star covers any text, and the nearest of several wanted ones is told', () => {
  for (const [wanted, got, left, right] of [
    ['arn:trail/Base*Trail', 'arn:trail/BaselineTrail', '', ''],
    ['arn:aws:s3:::logs/AWSLogs/2/*', 'arn:aws:s3:::logs/AWSLogs/1/x', '2/*', '1/x'],
    ['other, arn:a/b', 'arn:a/c', 'b', 'c'],
    ['abc', 'abcd', '', 'd'],
  ]) {
    const { wanted: one, wantedAt, gotAt } = align(wanted, got);
    assert.deepEqual([one.slice(wantedAt), got.slice(gotAt)], [left, right], wanted);
  }
});
test('an element of YAML is found by its indentation', () => {
  const yaml = 'Statement:\n  - Sid: a\n    Principal:\n      Service: x\n    Action: [b]\n    Condition:\n      StringEquals:\n        aws:SourceArn: y\n  - Sid: c\n    Resource: z\n';
  const from = yaml.indexOf('Sid: a');
  const show = (mismatch) => { const place = yamlPlaceOf(yaml, from, mismatch); return place && yaml.slice(place.from, place.to); };
  assert.equal(show({ element: 'Action' }), 'Action: [b]');
  assert.equal(show({ element: 'Condition', key: 'aws:SourceArn' }), 'aws:SourceArn: y');
  assert.equal(show({ element: 'Principal' }), 'Service: x');
  assert.equal(show({ element: 'Resource' }), null);
  assert.match(yaml.slice(from, yamlStatementEnd(yaml, from)), /aws:SourceArn: y$/);
});
test('marks stay inside the text and say why', () => {
  const statement = { policy: 'k.json', line: 2, column: 3, effect: 'Allow', matches: false, mismatches: [{ element: 'Principal', wanted: 'arn:a', got: 'svc', code: 'c' }] };
  const { marks, block } = explanationMarks('k.json', POLICY, statement, 'ImplicitlyDenied', (one) => one.code);
  assert.equal(at(marks[0]), '"arn:a"');
  assert.equal(block.tone, 'bad');
  assert.deepEqual(explanationMarks('other.json', POLICY, statement, 'ImplicitlyDenied', String).marks, []);
  for (const mark of diagnosticMarks('k', 'ab', [{ file: 'k', severity: 'error', line: 7, column: 9, message: 'm' }, { file: 'k', severity: 'note', begin: 1, end: 99, message: 'm' }])) assert.ok(mark.from <= mark.to && mark.to <= 2);
});
test('a diff is told by line', () => {
  assert.deepEqual(diffLines('--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n c\n').map(({ kind }) => kind), ['place', 'drop', 'add', 'keep']);
});
test('the table has the request, one that fits, and a row for each thing that a statement tests', () => {
  const text = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: { Service: 'a.amazonaws.com' }, Action: 's3:Put*', Resource: '*', Condition: { StringEquals: { k: 'v' } } }] });
  const statement = { policy: 'p', line: 1, column: text.indexOf('{"Effect') + 1, mismatches: [{ element: 'Condition', key: 'K', operator: 'StringEquals', wanted: 'v', got: 'w' }] };
  const rows = variantsOf({ principal: 'a.amazonaws.com', action: 's3:PutObject', resource: 'r', context: { k: 'w', other: { unknown: 'x' } } }, statement, text);
  assert.deepEqual(rows.map(({ change, to }) => [change, to]), [['', ''], ['', ''], ['Principal', 'delivery.logs.amazonaws.com'], ['Action', 's3:DeleteObject'], ['Resource', 'arn:aws:s3:::other/x'], ['k', 'w']]);
  assert.deepEqual(rows[1].request.context, { k: 'v' });
  assert.deepEqual(variantsOf({ principal: 'x', action: 'y', resource: 'z' }, statement, '{'), []);
});
test('a text nested without end is read as far as it makes sense', () => {
  for (const open of ['[', '{"a":']) assert.ok(places(open.repeat(100000)));
  assert.equal(objectAt(places(`${'['.repeat(50)}{}${']'.repeat(50)}`), 50).from, 50);
});
