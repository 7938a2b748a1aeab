// Elements without markup: every text becomes a text node, so nothing that was read can run.
import { readable } from './readable.js';

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'open') element[name] = value;
    else element.setAttribute(name, value === true ? '' : readable(String(value)));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false).map((child) => (child instanceof Node ? child : readable(String(child)))));
  return element;
}

// A fold whose inside is made when it is first opened, and which stays open when it is made anew.
const opened = new Set();
export function fold(key, summary, build, attributes = {}) {
  const element = h('details', { ...attributes, 'data-key': key }, h('summary', {}, summary));
  let empty = true;
  const fill = () => {
    if (empty) element.append(...[build()].flat(Infinity).filter(Boolean));
    empty = false;
  };
  if (opened.has(key)) {
    fill();
    element.open = true;
  }
  element.addEventListener('toggle', () => {
    if (element.open) fill();
    opened[element.open ? 'add' : 'delete'](key);
  });
  return element;
}

// New content for a container: what was focused there stays so, found by `data-key`.
export function show(container, ...children) {
  const key = container.contains(document.activeElement) ? document.activeElement.closest('[data-key]')?.dataset.key : undefined;
  container.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (key !== undefined) [...container.querySelectorAll('[data-key]')].find((element) => element.dataset.key === key)?.focus({ preventScroll: true });
}

// Arrow keys, Home and End move between the buttons of a row; Tab leaves it.
export function roving(row, selector) {
  row.addEventListener('keydown', (event) => {
    const all = [...row.querySelectorAll(selector)];
    const at = all.indexOf(document.activeElement);
    if (at < 0) return;
    const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[(to + all.length) % all.length];
    next.focus();
    if (row.dataset.follow !== undefined) next.click();
  });
  return row;
}
