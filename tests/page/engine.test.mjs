// What engine.js and unlzma.js do by themselves, whatever the engine is. node --test
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { load } from '../../cli/page/engine.js';
import { unlzma } from '../../cli/page/unlzma.js';

// (module (memory (export "memory") 1) (func (export "_initialize")) ... (func (export "remora_call") ... (unreachable)))
const TRAPS = Buffer.from('AGFzbQEAAAABEwRgAX8AYAAAYAF/AX9gAn9/AX8DBgUBAgADAAUDAQABB0QGBm1lbW9yeQIAC19pbml0aWFsaXplAAAGbWFsbG9jAAEEZnJlZQACC3JlbW9yYV9jYWxsAAMLcmVtb3JhX2ZyZWUABAoWBQMAAQsEAEEQCwMAAQsDAAALAwABCw==', 'base64');

test('a call that runs into a trap answers, and so does the next', async () => {
  const engine = await load(TRAPS);
  for (let i = 0; i < 3; i++) {
    const reply = engine.call({ command: 'version' });
    assert.equal(reply.status, 70);
    assert.match(reply.usage, /which is a bug/);
    assert.deepEqual([reply.text, reply.diagnostics, reply.files], ['', [], {}]);
  }
});

test('bytes that are no module are an error', async () => {
  await assert.rejects(load(new Uint8Array([0, 1, 2])));
});

const pack = (bytes, ...how) => execFileSync('xz', ['--format=lzma', ...how, '-c'], { input: bytes });
const noise = (length, seed) => Uint8Array.from({ length }, () => { seed = (seed * 1103515245 + 12345) % 2147483648; return seed >> 16; });

for (const [name, bytes] of [
  ['nothing', Buffer.alloc(0)],
  ['one byte', Buffer.from('x')],
  ['one byte again and again', Buffer.alloc(300000, 'a')],
  ['words', Buffer.from(Array.from({ length: 20000 }, (_, i) => `word ${i * i % 977} `).join(''))],
  ['noise', Buffer.from(noise(100000, 7))],
  ['words far apart', Buffer.concat([Buffer.from(noise(50000, 3)), Buffer.from(noise(400000, 5)), Buffer.from(noise(50000, 3))])],
]) {
  for (const how of [['-9e'], ['--lzma1=preset=9e,lc=4,lp=0,pb=0'], ['--lzma1=preset=1,lc=0,lp=2,pb=4']]) {
    test(`${name} (${how})`, () => assert.ok(Buffer.from(unlzma(pack(bytes, ...how))).equals(bytes)));
  }
}

test('what is broken is told, and ends', () => {
  const packed = pack(Buffer.from(noise(20000, 11)));
  assert.throws(() => unlzma(packed.subarray(0, 10)), /broken/);
  assert.throws(() => unlzma(packed.subarray(0, 9000)), /broken/);
  assert.throws(() => unlzma(Buffer.concat([Buffer.from([255]), packed.subarray(1)])), /broken/);
});
