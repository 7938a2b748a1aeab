// The first script of the page. It starts the worker with the engine and, once that runs, the page's own
// script: a browser needs an idle page to start a worker, and both then work at the same time.
const data = (id) => document.getElementById(id).textContent;
const worker = new Worker(URL.createObjectURL(new Blob([data('worker')], { type: 'text/javascript' })));
window.remoraWorker = worker;
worker.postMessage({ start: data('engine') });

function begin({ type, message }) {
  if (type === 'error') worker.failed = message ?? '';
  worker.onmessage = worker.onerror = null;
  const script = document.createElement('script');
  script.textContent = data('main');
  document.body.append(script);
}
worker.onmessage = worker.onerror = begin;  // it says first that it is there
