// The right pane's first half: the verdict, AWS's words, and why.
import { actorOf, nearestOf, signOf, toneOf } from './answer_model.js';
import { FORMS } from './asking.js';
import { fold, h, inEnglish } from './dom.js';
import { statementHead, statementRows } from './statement_view.js';
import { t } from './text.js';
import { kindWords, outcomeWord, policyWord } from './words.js';

// Where it stops, in one sentence.
function stopsAt(entry) {
  const request = entry.requests.find((one) => one.index === entry.cause?.request);
  if (!request || entry.kind === 'requests') return null;
  const { policy } = entry.cause;
  const parts = { n: request.index, who: actorOf(request.principal).name, action: request.action, policy: policyWord(policy ?? '') };
  if (entry.outcome === 'undetermined') return t('verdict.opensAt', parts);
  return t(policy ? 'verdict.stopsAt' : 'verdict.stops', parts);
}

export function verdictView(entry) {
  const requests = entry.kind === 'requests';
  const expectation = entry.agrees === true && entry.outcome !== 'delivered' && entry.expected?.records !== 'fault' ? t('verdict.asExpected') : null;
  return h('header', { class: `verdict ${toneOf(entry.outcome)}` },
    h('h2', {}, h('span', { class: 'sign', 'aria-hidden': 'true' }, signOf(entry.outcome)), ' ', requests ? t(`verdict.requests.${entry.outcome}`) : outcomeWord(entry.outcome)),
    requests ? null : h('p', { class: 'soft' }, t('verdict.place', { operation: entry.operation, account: entry.accountId, region: entry.region }), expectation ? ` · ${expectation}` : ''),
    stopsAt(entry) ? h('p', { class: 'lead' }, stopsAt(entry)) : null,
    entry.outcome === 'delivered' && !requests ? h('p', {}, t('verdict.deliveredText')) : null,
    (entry.warnings ?? []).map((warning) => h('p', { class: 'open small', lang: 'en' }, '! ', typeof warning === 'string' ? warning : warning.message)),
    entry.agrees === false && entry.expected?.records !== 'fault' ? h('p', { class: 'bad small' }, t('verdict.otherwise'), ' ', h('span', { lang: 'en' }, (entry.disagreements ?? []).join('; '))) : null,
    entry.objectsWritten?.length ? fold('objects', `${t('verdict.objects')} (${entry.objectsWritten.length})`, () => h('ul', {}, entry.objectsWritten.map((one) => h('li', {}, h('code', {}, one))))) : null);
}

export function errorView(entry, form, setForm, copy) {
  if (!entry.error) return null;
  const { code, message, origin, wrapped } = entry.error;
  const missing = form && !wrapped?.text;
  const text = wrapped?.text ?? message;
  const choice = h('select', { 'data-key': 'as', onchange: () => setForm(choice.value) }, FORMS.map((one) => h('option', { value: one, selected: one === form }, t(`error.form.${one}`))));
  return h('figure', { class: 'error' },
    h('figcaption', {}, h('strong', {}, t('error.label')), h('label', {}, `${t('error.as')} `, choice), h('button', { class: 'link', 'data-key': 'copy error', onclick: () => copy(text) }, t('error.copy'))),
    h('blockquote', { lang: 'en' }, wrapped?.text ? null : h('b', {}, code), wrapped?.text ? null : ' ', text),
    h('p', { class: 'soft small' }, missing ? `${t('error.notThere', { form: t(`error.form.${form}`) })} ` : '', t(`error.origin.${origin}`)));
}

export function whyView(entry, request, files, go) {
  if (entry.outcome === 'delivered' || entry.kind === 'requests' && !request) return null;
  const { cause } = entry;
  const nearest = request ? nearestOf(entry, request) : null;
  const summary = cause?.summary;
  if (!cause && (!nearest || request.decision === 'Allowed')) return null;
  return h('section', { class: 'why', 'aria-labelledby': 'why' },
    h('h3', { id: 'why' }, t('why.title')),
    cause?.kind ? h('p', { class: 'lead' }, kindWords(cause.kind)) : null,
    summary && cause.kind !== 'unknown-fact' ? h('p', { class: 'soft', lang: 'en' }, summary[0].toUpperCase() + summary.slice(1), '.') : null,
    cause?.missing?.length ? h('ul', {}, cause.missing.map((one) => h('li', {}, inEnglish((fact) => t('why.missing', { fact }), one.fact), one.reason ? h('span', { class: 'soft', lang: 'en' }, ` (${one.reason})`) : null))) : null,
    nearest && request.decision !== 'Allowed' ? h('div', { class: 'nearest' },
      h('h4', {}, nearest.effect === 'Deny' ? t('why.denying') : t('why.nearest')), statementHead(nearest, go),
      nearest.effect === 'Deny' && nearest.matches === true ? h('p', {}, t('mismatch.denies'), '.') : statementRows(nearest, files[nearest.policy])) : null);
}
