// links.mjs WASM PROGRAM: the program reads the links that the page makes, of all its examples, answers as the page
// does, and finds in them what came out when they were shared.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { load } from '../../cli/page/engine.js';
import { examples } from '../../cli/page/web/fixtures.mjs';
import { pack } from '../../cli/page/web/src/share.js';
import { toShared } from '../../cli/page/web/src/share_state.js';

const [wasm, program] = process.argv.slice(2);
const engine = await load(readFileSync(wasm));

function run(...given) {
  try {
    return { status: 0, out: execFileSync(program, given, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 26 }) };
  } catch (error) {
    return { status: error.status, out: error.stdout };
  }
}

let longest = 0;
const all = Object.entries(examples());
for (const [name, { files, inputs, options = {} }] of all) {
  const { given, ...others } = options;
  const reply = engine.call({ command: 'check', inputs, files, options: { ...others, ...given, format: 'json' } });
  const answer = JSON.parse(reply.text);
  const state = await pack(toShared({ files, inputs, options }, answer));
  longest = Math.max(longest, state.length);
  const link = `https://example.org/remora.html#s=${state}`;
  assert.deepEqual(run('check', '-f', 'json', link), { status: reply.status, out: reply.text }, `check of ${name}`);
  const tested = run('test', link);
  assert.equal(tested.status, 0, `test of ${name}: ${tested.out}`);
  assert.match(tested.out, /passed/, name);
  // Another outcome than that of today is noticed.
  const [first] = answer.deliveries;
  const other = { ...first, outcome: first.outcome === 'delivered' ? 'refused' : 'delivered' };
  const changed = await pack(toShared({ files, inputs, options }, { ...answer, deliveries: [other] }));
  assert.equal(run('test', `#s=${changed}`).status, 1, `test of ${name} with another outcome`);
}
console.log(`the program reads the links of all ${all.length} examples, of up to ${longest} characters`);
