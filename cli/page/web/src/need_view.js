// What the engine says where there is no answer: mistakes in the input, what is still needed, or what
// an error text alone can tell.
import { baseName } from './answer_model.js';
import { fold, h } from './dom.js';
import { lineOfGiven } from './given.js';
import { t } from './text.js';
import { policyWord } from './words.js';

// A field for the options of the command line, where the engine asks for one.
export function givenField(given, setGiven) {
  const input = h('input', { type: 'text', value: lineOfGiven(given), 'data-key': 'given', spellcheck: 'false', placeholder: '--param NAME=VALUE --account 111122223333', onchange: () => setGiven(input.value) });
  return h('p', {}, h('label', { class: 'given' }, `${t('need.options')} `, input));
}

export function problemView({ diagnostics, usage, message }, go, field) {
  const found = diagnostics.filter((one) => one.severity !== 'note');
  return h('section', { class: 'problem open' }, h('h2', {}, h('span', { class: 'sign', 'aria-hidden': 'true' }, '?'), ' ', t('verdict.unreadable')),
    h('ul', {}, found.map((one) => h('li', {}, h('span', { lang: 'en' }, one.message, one.hint ? `, ${one.hint}` : ''), one.file ? [' ', h('button', { class: 'link', onclick: () => go(one) }, t('why.place', { file: baseName(one.file), line: one.line }))] : null))),
    field,
    !found.length && (usage || message) ? h('pre', { class: 'text', lang: 'en' }, usage || message) : null);
}

export function diagnosisView(found, lookAt) {
  const policies = [...new Set(found.causes.map((cause) => cause.policy).filter(Boolean))];
  const facts = [['bucket', found.bucket], ['prefix', found.prefix], ['key', found.kmsKeyArn], ['accounts', found.accounts.join(', ')], ['region', found.region]].filter(([, value]) => value);
  return [h('header', { class: 'verdict bad' }, h('h2', {}, h('span', { class: 'sign', 'aria-hidden': 'true' }, '✗'), ' ', t('paste.isError', { service: found.service === 'config' ? 'AWS Config' : 'CloudTrail', code: found.code ?? found.variant }))),
    h('dl', { class: 'facts' }, facts.map(([name, value]) => [h('dt', { lang: 'en' }, name), h('dd', {}, h('code', {}, value))])),
    policies.length ? h('section', {}, h('h3', {}, t('need.title')), h('p', {}, policies.slice(0, 3).map((policy) => t('need.policy', { type: policyWord(policy) })).join(' ')), lookAt ? h('pre', { class: 'text', lang: 'en', tabindex: 0 }, lookAt) : null) : null,
    h('section', {}, h('h3', {}, t('need.causes')), h('ol', { lang: 'en' }, found.causes.map((cause) => h('li', {}, cause.summary, h('span', { class: 'soft small' }, ` (${cause.likelihood})`)))))];
}

// What the inputs do beside the verdicts, of one delivery.
export function findingsView(findings, id) {
  return findings.filter((one) => one.delivery === null || one.delivery === id).map((one) => h('p', { class: 'open small', lang: 'en' }, '! ', one.message, one.hint ? `, ${one.hint}` : ''));
}

export function notesView(diagnostics) {
  const notes = diagnostics.filter((one) => one.severity === 'note');
  return notes.length ? fold('notes', `${t('need.assumed')} (${notes.length})`, () => h('ul', { lang: 'en' }, notes.map((one) => h('li', {}, one.message, one.hint ? `, ${one.hint}` : '')))) : null;
}
