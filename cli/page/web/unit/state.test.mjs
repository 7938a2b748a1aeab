import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { checking, fixing } from '../src/asking.js';
import { EngineClient } from '../src/engine_client.js';
import { givenOf, lineOfGiven } from '../src/given.js';
import { MOST, pack, unpack } from '../src/share.js';
import { fromShared, toShared } from '../src/share_state.js';
import { ranked, supposing } from '../src/suspects.js';
import { TYPES, added, freeName, isScenario, placesFor, recognise, withLines, worldOf } from '../src/take_in.js';
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
test('a link gives no name that leads out of a folder, and no form that is not known', () => {
  const world = (name, as = '') => fromShared({ version: 1, files: { [name]: '' }, inputs: [name], options: { as } });
  for (const bad of ['../a', 'a/../../b', 'a/..', '..', '/etc/x', 'a\\b', 'a\0b']) assert.equal(world(bad), null, bad);
  for (const good of ['a', 'a/b.json', '..a', 'a..b/c...json']) assert.deepEqual(world(good).inputs, [good]);
  assert.equal(world('a', 'cli').options.as, 'cli');
  for (const as of ['evil', 'constructor', 1]) assert.equal(world('a', as).options.as, '');
});
test('a link of more than it may hold is not unpacked', async () => {
  const bomb = await pack(' '.repeat(2 * MOST));
  assert.ok(bomb.length < MOST / 16);
  await assert.rejects(unpack(bomb), RangeError);
  assert.equal((await unpack(await pack('x'.repeat(MOST - 2)))).length, MOST - 2);
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
test('a worker that fails answers what was asked and what will be', async () => {
  const worker = { postMessage() {} };
  const client = new EngineClient(worker);
  const asked = [client.ask('check', 1), client.ask('fix', 2)];
  worker.onerror({ message: 'why' });
  asked.push(client.ask('check', 3));
  assert.deepEqual(await Promise.all(asked), Array(3).fill({ trap: 'why' }));
  assert.deepEqual(await new EngineClient({ failed: 'so' }).ask('check', 1), { trap: 'so' });
});
test('an engine that does not start says so to every question', async () => {
  const told = [];
  globalThis.self = { postMessage: (message) => told.push(message) };
  await import('../src/worker.js');
  await new Promise(setTimeout);
  await self.onmessage({ data: { packed: 'AAAA'.repeat(5) } });
  for (const number of [1, 2]) await self.onmessage({ data: { number, request: {} } });
  assert.deepEqual(told.map(({ here, number, trap }) => [here ?? number, typeof trap]), [[true, 'undefined'], [1, 'string'], [2, 'string']]);
});
test('a command is asked with the options that it knows', () => {
  assert.deepEqual(checking(WORLD).options, { assume: ['era=2019'], as: 'cli', format: 'json' });
  assert.deepEqual(fixing(WORLD, { write: true }).options, { assume: ['era=2019'], format: 'json', write: true });
});
test('the facts of a world are paths for --set', () => {
  const facts = factsOf({ keys: [{ arn: 'k', policy: 'p/key.json' }], buckets: [{ name: 'b' }], deliveries: [{ id: 'd', accountId: '1', region: 'r' }] });
  assert.deepEqual(facts.policies, [{ path: 'keys[0].policy', kind: 'key', name: 'k', named: 'p/key.json', file: 'key.json' }]);
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
test('every type of policy that the engine names is known', () => {
  const header = readFileSync(new URL('../../../../engine/policy/policy_type.h', import.meta.url), 'utf8');
  const returned = (name) => [...header.slice(header.indexOf(` ${name}(PolicyType`)).split('\n}')[0].matchAll(/return "(.*)";/g)].map(([, text]) => text);
  const types = returned('describe');
  assert.ok(types.length > 10);
  assert.deepEqual(types.map((type) => TYPES[type]), returned('short_name'));
});
test('a policy whose type is not known is a policy still', async () => {
  const of = async (type) => recognise('{"Statement": []}', async () => [{ reply: { text: JSON.stringify({ admission: { a: { policyType: type } } }) } }]);
  assert.deepEqual(await of(''), { kind: 'policy', policy: '', name: 'policy.json' });
  assert.deepEqual(await of('role trust policy'), { kind: 'policy', policy: 'trust', name: 'role-trust-policy.json' });
  assert.deepEqual(await of('VPC endpoint policy'), { kind: 'policy', policy: 'vpce', name: 'vpc-endpoint-policy.json' });
});
test('a policy goes into the place of the file that the scenario means', () => {
  const world = { files: { 'a/s.json': '', 'a/p.json': '', 'b/p.json': '', 'p.json': '' }, inputs: ['a/s.json'] };
  const { policies } = factsOf({ keys: [{ arn: 'k', policy: '../b/p.json' }], buckets: [{ name: 'b', policy: './p.json' }], topics: [{ arn: 't', policy: 'none.json' }] });
  assert.deepEqual(placesFor(world, policies, 'key'), ['b/p.json']);
  assert.deepEqual(placesFor(world, policies, 'bucket'), ['a/p.json']);
  assert.deepEqual(placesFor(world, policies, 'trust'), []);
  for (const any of ['', 'resource']) assert.deepEqual(placesFor(world, policies, any).sort(), ['a/p.json', 'b/p.json']);
});
test('lines end in one way', () => assert.deepEqual(withLines({ a: 'x\r\ny\rz\n' }), { a: 'x\ny\nz\n' }));
test('the task of a lesson is kept but for the order of its deliveries', () => {
  const task = (deliveries, title = 't') => JSON.stringify({ title, deliveries });
  const [a, b] = [{ id: 'a', expect: { outcome: 'delivered' } }, { id: 'b' }];
  assert.ok(sameTask(task([a, b]), task([b, a])));
  for (const other of [task([a]), task([a, b], 'u'), task([{ ...a, expect: { outcome: 'refused' } }, b]), task([a, b, b]), '{']) assert.ok(!sameTask(task([a, b]), other));
  assert.equal(edited('a b', { find: 'c', replace: 'd' }), null);
});
