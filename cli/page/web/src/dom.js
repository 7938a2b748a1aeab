// Elements without markup: every text becomes a text node, so nothing that was read can run.
import { readable } from './readable.js';

export const $ = (id) => document.getElementById(id);

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (tag === 'input') followTyping(element);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' && tag === 'input') element.defaultValue = value;
    else if (name === 'value' || name === 'checked' || name === 'open') element[name] = value;
    else element.setAttribute(name, value === true ? '' : readable(String(value)));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false).map((child) => (child instanceof Node ? child : readable(String(child)))));
  return element;
}

// A field's value is its default until somebody types, and again once what was typed is taken.
function followTyping(input) {
  input.addEventListener('change', () => { input.defaultValue = input.value; });
  input.addEventListener('compositionstart', () => { input.composing = true; });
  input.addEventListener('compositionend', () => { input.composing = false; });
}

// A sentence of the reader's language with an English part in it, which alone is marked as such:
// `text` gives the sentence with a text in the part's place.
export function inEnglish(text, part) {
  const [before, ...after] = text('\0').split('\0');
  return [before, ...after.flatMap((rest) => [h('span', { lang: 'en' }, part), rest])];
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

const isText = (element) => element?.tagName === 'INPUT' && element.type === 'text';
const SCROLLS = 'pre, ol, table, blockquote, [role=tablist], .scroll';
const sizeOf = (element) => `${element.tagName} ${element.scrollWidth} ${element.scrollHeight}`;
const quiet = (event) => event.stopPropagation();

// New content for a container: what was focused there stays so, found by `data-key`, with what is being
// typed in it, and what was scrolled. While an input method composes a word the content waits.
export function show(container, ...children) {
  const at = container.contains(document.activeElement) ? document.activeElement : null;
  if (at?.composing) {
    at.addEventListener('compositionend', () => show(container, ...children), { once: true });
    return;
  }
  const key = at?.closest('[data-key]')?.dataset.key;
  const scrolled = [...container.querySelectorAll(SCROLLS)].map((element, i) => [i, element]).filter(([, element]) => element.scrollLeft || element.scrollTop)
    .map(([i, element]) => ({ i, left: element.scrollLeft, top: element.scrollTop, size: sizeOf(element) }));
  // a browser may call a field changed that is taken away
  container.addEventListener('change', quiet, true);
  container.replaceChildren(...children.flat(Infinity).filter(Boolean));
  container.removeEventListener('change', quiet, true);
  const scrolls = scrolled.length ? container.querySelectorAll(SCROLLS) : [];
  for (const { i, left, top, size } of scrolled) if (scrolls[i] && sizeOf(scrolls[i]) === size) scrolls[i].scrollTo({ left, top, behavior: 'instant' });
  if (!at) return;
  const next = key === undefined ? null : [...container.querySelectorAll('[data-key]')].find((element) => element.dataset.key === key);
  if (isText(at) && isText(next)) {
    if (at.value !== at.defaultValue) next.value = at.value;
    next.setSelectionRange(at.selectionStart, at.selectionEnd);
  }
  // what is there no more leaves the reader in its place, not at the top of the page
  (next ?? container).focus({ preventScroll: true });
}

// Arrow keys, Home and End move between the buttons of a row; Tab leaves it.
export function roving(row, selector) {
  row.addEventListener('keydown', (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
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
