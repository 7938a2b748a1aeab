// Inside the worker: the engine, and a new instance of it after a trap.
import { load } from '../../engine.js';

let bytes;
let engine;

async function gunzip(data) {
  return new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new DecompressionStream('gzip'))).arrayBuffer());
}

self.onmessage = async ({ data }) => {
  if (data.start) {
    bytes = gunzip(data.start);
    engine = bytes.then(load);
    return;
  }
  try {
    const ready = await engine;
    const begin = performance.now();
    const reply = ready.call(data.request);
    self.postMessage({ number: data.number, reply, took: performance.now() - begin });
  } catch (error) {
    engine = bytes.then(load);
    self.postMessage({ number: data.number, trap: String(error?.message ?? error) });
  }
};
