// Inside the worker: the engine, and a new instance of it after a trap.
import { load } from '../../engine.js';
import { unlzma } from '../../unlzma.js';

let module;
let engine;

// A loop over the letters of what atob gives takes a twentieth of Uint8Array.from with a function.
function fromBase64(text) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(text);
  const letters = atob(text);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = letters.charCodeAt(i);
  return bytes;
}

// Fails where the browser has no WebAssembly or not all of it, and on a broken page.
async function start(packed) {
  module = await WebAssembly.compile(unlzma(fromBase64(packed)));
  return load(module);
}

self.onmessage = async ({ data }) => {
  if (data.packed) {
    engine = start(data.packed);
    engine.catch(() => {});  // the first question is told
    return;
  }
  try {
    const ready = await engine;
    const begin = performance.now();
    const reply = ready.call(data.request);
    self.postMessage({ number: data.number, reply, took: performance.now() - begin });
  } catch (error) {
    if (module) engine = load(module);
    self.postMessage({ number: data.number, trap: String(error?.message ?? error) });
  }
};
// A browser holds messages to a worker back until its script has ended and the page's thread has noted that.
setTimeout(() => self.postMessage({ here: true }));
