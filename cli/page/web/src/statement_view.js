// A statement against a request: its elements with ✓ or ✗, and where the two texts part.
import { align } from './alignment.js';
import { baseName } from './answer_model.js';
import { h } from './dom.js';
import { member } from './json_places.js';
import { statementPlace } from './marks.js';
import { t } from './text.js';
import { reasonOf } from './words.js';

const ELEMENTS = ['Principal', 'Action', 'Resource', 'Condition'];

function aligned({ wanted, got, element }) {
  if (!got) return h('dl', { class: 'aligned' }, h('dt', {}, t('why.wanted')), h('dd', {}, h('code', {}, wanted)), h('dt', {}, t('why.got')), h('dd', { class: 'soft' }, t('why.nothing')));
  const at = align(wanted, got);
  // a list of actions or principals has nothing to do with the first one that begins alike
  const marked = element === 'Resource' || element === 'Condition';
  const split = (text, from) => (marked && from > 0 && from < text.length ? [text.slice(0, from), h('mark', {}, text.slice(from))] : h('mark', {}, text));
  return h('dl', { class: 'aligned' },
    h('dt', {}, t('why.wanted')), h('dd', {}, h('code', {}, split(at.wanted, at.wantedAt)), at.others ? h('span', { class: 'soft' }, ` ${t('why.others', { n: at.others })}`) : null),
    h('dt', {}, t('why.got')), h('dd', {}, h('code', {}, split(got, at.gotAt))));
}

const nameOf = (statement) => (statement.sid ? `“${statement.sid}”` : `Statement[${statement.index}]`);

// The head line of a statement, with a link into the editor.
export function statementHead(statement, go) {
  return h('p', { class: 'head' }, h('strong', {}, nameOf(statement)), h('span', { class: 'soft' }, ` ${statement.effect} · `),
    h('button', { class: 'link', 'data-key': `go ${statement.policy}:${statement.line}:${statement.column}`, onclick: () => go(statement) }, t('why.place', { file: baseName(statement.policy), line: statement.line })));
}

// All elements, those that fit in one line each. `text` is the policy's file, where it is at hand.
export function statementRows(statement, text) {
  const node = text === undefined ? null : statementPlace(statement.policy, text, statement).node;
  const has = (element) => !node || member(node, element) || member(node, `Not${element}`);
  return h('ul', { class: 'rows' }, ELEMENTS.filter((element) => has(element) || statement.mismatches.some((one) => one.element === element)).map((element) => {
    const wrong = statement.mismatches.filter((one) => one.element === element);
    if (!wrong.length) return h('li', { class: 'good' }, h('span', { class: 'sign' }, '✓'), h('span', { class: 'element' }, element));
    return h('li', { class: 'bad' }, h('span', { class: 'sign' }, '✗'), h('span', { class: 'element' }, element),
      h('div', {}, wrong.map((one) => [h('p', {}, reasonOf(one), one.key ? [' ', h('code', {}, one.key)] : null), one.wanted ? aligned(one) : null])));
  }));
}
