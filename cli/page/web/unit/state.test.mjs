import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checking, fixing } from '../src/asking.js';
import { EngineClient } from '../src/engine_client.js';
import { givenOf, lineOfGiven } from '../src/given.js';
import { pack, unpack } from '../src/share.js';
import { fromShared, toShared } from '../src/share_state.js';
import { ranked, supposing } from '../src/suspects.js';
import { added, freeName, isScenario, recognise, worldOf } from '../src/take_in.js';
import { NOT_SEEN, factsOf, settingOf, switchesOf, withSetting } from '../src/world_facts.js';
import { crc32, zip } from '../src/zip.js';
import { edited, sameTask } from '../lessons/lessons.js';

const WORLD = { files: { 'scenario.json': '{"remora": 1}', 'k.json': '{}' }, inputs: ['scenario.json'], options: { assume: ['era=2019'], set: [], as: 'cli' } };

test('a state survives the link, with what is expected', async () => {
  const shared = await unpack(await pack(toShared(WORLD, { deliveries: [{ id: 'a', outcome: 'refused' }], requests: [] })));
  assert.deepEqual(shared, { version: 1, files: WORLD.files, inputs: WORLD.inputs, options: { assume: ['era=2019'], as: 'cli' }, expectations: [{ id: 'a', outcome: 'refused' }] });
  assert.deepEqual(fromShared(shared), WORLD);
});
test('a link that is none of ours is refused', () => {
  for (const bad of [null, 1, {}, { version: 2, files: {}, inputs: [] }, { version: 1, files: { a: 1 }, inputs: [] }, { version: 1, files: {}, inputs: ['a'] }, { version: 1, files: {}, inputs: 'a' }]) assert.equal(fromShared(bad), null);
  assert.deepEqual(fromShared({ version: 1, files: { a: '' }, inputs: ['a'], options: { set: 1, error: 'b', evil: 1 } }).options, { assume: [], set: [], as: '' });
});
test('options of the command line are read as they are typed, and survive a link', () => {
  const given = givenOf(`--param A=B --param "C=d e" --region=eu-west-1 --assume-references --evil x --org-id o-1 --account`);
  assert.deepEqual(given, { param: ['A=B', 'C=d e'], region: ['eu-west-1'], 'assume-references': true, 'org-id': 'o-1' });
  assert.deepEqual(givenOf(lineOfGiven(given)), given);
  const world = { ...WORLD, options: { ...WORLD.options, given } };
  assert.deepEqual(fromShared(toShared(world, null)), world);
  assert.deepEqual(checking(world).options.param, ['A=B', 'C=d e']);
});
test('an archive has the sums and sizes of its texts', () => {
  assert.equal(crc32(new TextEncoder().encode('123456789')), 0xcbf43926);
  const bytes = zip({ 'a/ü.json': '{}', b: '' });
  const view = new DataView(bytes.buffer);
  assert.equal(view.getUint32(0, true), 0x04034b50);
  assert.equal(view.getUint16(bytes.length - 12, true), 2);
  assert.equal(view.getUint32(view.getUint32(bytes.length - 6, true), true), 0x02014b50);
});
test('of a channel the latest question is kept, and urgent channels go first', async () => {
  const posted = [];
  const worker = { postMessage: (message) => posted.push(message) };
  const client = new EngineClient(worker);
  const asked = [client.ask('check', 1), client.ask('fix', 2), client.ask('check', 3), client.ask('check', 4)];
  const answer = () => worker.onmessage({ data: { number: posted.at(-1).number, reply: posted.at(-1).request } });
  answer(); answer(); answer();
  assert.deepEqual(posted.map((one) => one.request), [1, 4, 2]);
  assert.deepEqual((await Promise.all(asked)).map((one) => one?.reply ?? null), [1, 2, null, 4]);
});
test('a command is asked with the options that it knows', () => {
  assert.deepEqual(checking(WORLD).options, { assume: ['era=2019'], as: 'cli', format: 'json' });
  assert.deepEqual(fixing(WORLD, { write: true }).options, { assume: ['era=2019'], format: 'json', write: true });
});
test('the facts of a world are paths for --set', () => {
  const facts = factsOf({ keys: [{ arn: 'k', policy: 'p/key.json' }], buckets: [{ name: 'b' }], deliveries: [{ id: 'd', accountId: '1', region: 'r' }] });
  assert.deepEqual(facts.policies, [{ path: 'keys[0].policy', kind: 'key', name: 'k', file: 'key.json' }]);
  assert.equal(facts.keys[0].path, 'keys[0].keyState');
  assert.deepEqual(factsOf(null), { keys: [], policies: [], deliveries: [] });
  const set = withSetting(withSetting([], 'a', '1'), 'a', '2');
  assert.deepEqual([set, settingOf(set, 'a'), withSetting(set, 'a', null)], [['a=2'], '2', []]);
  assert.deepEqual(switchesOf('x = a b\n    why\n    more\n\nThe first value is the default.\n'), [{ name: 'x', states: ['a', 'b'], why: 'why more' }]);
});
test('the suspect that explains what was seen stands first', () => {
  const set = supposing([`a=${NOT_SEEN}`, `b=${NOT_SEEN}`], ['a', 'b'], 'a');
  assert.match(settingOf(set, 'a'), /Deny/);
  assert.match(settingOf(set, 'b'), /Allow/);
  const refused = (code) => [{ id: 'd', outcome: 'refused', error: { code, message: '' } }];
  assert.deepEqual(ranked([{ path: 'a', deliveries: refused('X') }, { path: 'b', deliveries: refused('Y') }, { path: 'c', deliveries: [] }], { d: { code: 'Y' } }).map((one) => one.path), ['b', 'a', 'c']);
});
test('what is pasted is known by what it is', async () => {
  const ask = async (requests) => requests.map((request) => ({ reply: { text: request.command === 'lint' ? '{"admission": {"pasted.json": {"policyType": "key policy"}}}' : `{"recognised": ${request.files['pasted.txt'].includes('Insufficient')}}` } }));
  for (const [text, kind, name] of [
    ['{"remora": 1}', 'scenario', 'scenario.json'], ['remora: 1\ntitle: x\n', 'scenario', 'scenario.yaml'], ['{"Statement": []}', 'policy', 'key-policy.json'],
    ['{"eventName": "x"}', 'other', 'event.json'], ['Resources:\n  A: {}\n', 'other', 'template.yaml'], ['Insufficient delivery', 'error', 'error.txt'], ['hello', 'unknown', 'pasted.txt'],
  ]) {
    const found = await recognise(text, ask);
    assert.deepEqual([found.kind, found.name], [kind, name]);
  }
  const pile = worldOf({ kind: 'error', name: 'error.txt' }, 'e');
  assert.deepEqual([pile.inputs, pile.options.error], [[], 'error.txt']);
  assert.deepEqual(added(pile, { kind: 'policy', name: 'error.txt' }, 'p').inputs, ['error-2.txt']);
  assert.equal(freeName({ 'a.json': '' }, 'a.json'), 'a-2.json');
  assert.deepEqual([isScenario(WORLD), isScenario(pile)], [true, false]);
});
test('the task of a lesson is kept but for the order of its deliveries', () => {
  const task = (deliveries, title = 't') => JSON.stringify({ title, deliveries });
  const [a, b] = [{ id: 'a', expect: { outcome: 'delivered' } }, { id: 'b' }];
  assert.ok(sameTask(task([a, b]), task([b, a])));
  for (const other of [task([a]), task([a, b], 'u'), task([{ ...a, expect: { outcome: 'refused' } }, b]), task([a, b, b]), '{']) assert.ok(!sameTask(task([a, b]), other));
  assert.equal(edited('a b', { find: 'c', replace: 'd' }), null);
});
