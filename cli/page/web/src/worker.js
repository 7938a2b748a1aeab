// Inside the worker: the engine, and a new instance of it after a trap.
import { load } from '../../engine.js';
import { unlzma } from '../../unlzma.js';

let module;
let engine;

self.onmessage = async ({ data }) => {
  if (data.start) {
    module = WebAssembly.compile(unlzma(new Uint8Array(data.start)));
    engine = module.then(load);
    return;
  }
  try {
    const ready = await engine;
    const begin = performance.now();
    const reply = ready.call(data.request);
    self.postMessage({ number: data.number, reply, took: performance.now() - begin });
  } catch (error) {
    engine = module.then(load);
    self.postMessage({ number: data.number, trap: String(error?.message ?? error) });
  }
};
