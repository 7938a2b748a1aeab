// The first script of the page, before the engine's bytes are read. It starts the worker and, once that runs
// and the page is read, gives it the engine and starts the page's own script, so that both work at the same
// time: a browser needs an idle page to start a worker and to hand it its first message.
const data = (id) => document.getElementById(id).textContent;

function made() {
  try {
    return new Worker(URL.createObjectURL(new Blob([data('worker')], { type: 'text/javascript' })));
  } catch ({ message }) {
    return { failed: message, postMessage() {} };
  }
}

const worker = made();
const started = new Promise((resolve) => {
  worker.onmessage = worker.onerror = resolve;  // it says first that it is there
  if (worker.failed !== undefined) resolve({});
});
const read = new Promise((resolve) => {
  document.addEventListener('DOMContentLoaded', resolve);
});
Promise.all([started, read]).then(([{ type, message }]) => {
  if (type === 'error') worker.failed = message ?? '';
  worker.onmessage = worker.onerror = null;
  window.remoraWorker = worker;
  worker.postMessage({ packed: data('engine') });
  const script = document.createElement('script');
  script.textContent = data('main');
  document.body.append(script);
});
