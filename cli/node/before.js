// Before the program runs in node: what it finds of the machine.
{
  const tty = require('tty');
  const waiting = new Set(['EAGAIN', 'EWOULDBLOCK']);
  const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
  const files = require('fs');

  // A pipe that others made non-blocking is waited for; on Windows its end is an error.
  const patient = (call, end) => (...args) => {
    for (;;) {
      try {
        return call(...args);
      } catch (error) {
        if (end && error.code === 'EOF') return 0;
        if (!waiting.has(error.code)) throw error;
        pause();
      }
    }
  };
  files.readSync = patient(files.readSync, true);
  files.writeSync = patient(files.writeSync, false);

  // Where the program looks for what is installed with it.
  const { readlinkSync } = files;
  files.readlinkSync = (path, ...rest) => (path === '/proc/self/exe' ? __filename : readlinkSync(path, ...rest));

  // Emscripten would fetch it, as a page does, wherever there is a `fetch`.
  Module.wasmBinary = files.readFileSync(require('path').join(__dirname, 'remora.wasm'));
  Module.preRun = [() => {
    Object.assign(ENV, process.env);
    // Without them the program keeps no journal, which needs locks that node does not have: it would take files of
    // another run that is at work for left over. Emscripten puts a home of its own in where there is merely none.
    ENV.HOME = ENV.XDG_STATE_HOME = undefined;
    if (tty.isatty(1)) ENV.COLUMNS = String(process.stdout.columns);
  }];
  Module.onRuntimeInitialized = () => {
    for (const descriptor of [0, 1, 2]) FS.streams[descriptor].tty = tty.isatty(descriptor);
  };
}
