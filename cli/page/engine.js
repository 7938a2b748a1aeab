// The engine (remora.wasm) as a function that takes and gives objects. For a browser, a worker and node alike; it needs
// nothing of them, and gives the engine nothing: four trivial functions that its library asks for.
//
//     const engine = await load(bytes);
//     engine.call({command: 'check', inputs: ['scenario.yaml'], files: {'scenario.yaml': text}})
//
// Requests and replies are described in answer.h and reply.h.

const kTrapped = 'the engine stopped, which is a bug: please report it with these files';

export async function load(bytes) {
  const module = bytes instanceof WebAssembly.Module ? bytes : await WebAssembly.compile(bytes);
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  let wasm;

  const view = () => new DataView(wasm.memory.buffer);
  const imports = {
    env: { emscripten_notify_memory_growth() {} },
    wasi_snapshot_preview1: {
      proc_exit(status) { throw new Error(`exit status ${status}`); },
      environ_sizes_get(count, size) {
        view().setUint32(count, 0, true);
        view().setUint32(size, 0, true);
        return 0;
      },
      environ_get: () => 0,
    },
  };
  const start = (instance) => {
    wasm = instance.exports;
    wasm._initialize();
  };

  function exchange(request) {
    const text = encoder.encode(JSON.stringify(request));
    const place = wasm.malloc(text.length);
    if (place === 0) throw new Error('out of memory');
    new Uint8Array(wasm.memory.buffer).set(text, place);
    const reply = wasm.remora_call(place, text.length);
    wasm.free(place);
    if (reply === 0) throw new Error('out of memory');
    const memory = new Uint8Array(wasm.memory.buffer);
    const json = decoder.decode(memory.subarray(reply, memory.indexOf(0, reply)));
    wasm.remora_free(reply);
    return JSON.parse(json);
  }

  start(await WebAssembly.instantiate(module, imports));
  return {
    // What runs into a trap answers with status 70, and the next call meets a new engine.
    call(request) {
      try {
        return exchange(request);
      } catch (error) {
        start(new WebAssembly.Instance(module, imports));
        return { text: '', diagnostics: [], message: '', usage: `${kTrapped} (${error.message})`, status: 70,
                 noResult: true, files: {} };
      }
    },
    // Bytes that the engine has taken of the machine.
    memory: () => wasm.memory.buffer.byteLength,
  };
}
