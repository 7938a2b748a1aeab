// One request in detail: who asks for what, the boxes of AWS's flow, the statements, the condition keys.
import { actorOf, nearestOf, stepOf, toneOfDecision } from './answer_model.js';
import { fold, h, inEnglish } from './dom.js';
import { statementHead, statementRows } from './statement_view.js';
import { t } from './text.js';
import { boxWord, decisionWord, passageWord } from './words.js';

const TONES = { passed: 'good', granted: 'good', 'stopped here': 'bad', open: 'open', 'says nothing': 'dim' };
const SIGNS = { good: '✓', bad: '✗', open: '?', dim: '·' };
const list = (boxes) => boxes.map(({ box }) => boxWord(box)).join(t('page.comma'));

function flowView(flow) {
  const asked = flow.filter(({ passage }) => TONES[passage]);
  const off = flow.filter(({ passage }) => passage === 'not in force');
  const unasked = flow.filter(({ passage }) => passage === 'not asked');
  return h('div', { class: 'flow' },
    h('ol', {}, asked.map(({ box, passage, why }) => h('li', { class: TONES[passage] },
      h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[TONES[passage]]), h('span', { class: 'box' }, boxWord(box)), h('span', { class: 'passage' }, passageWord(passage)), h('span', { class: 'soft small', lang: 'en' }, why)))),
    unasked.length ? h('p', { class: 'soft small' }, t('request.notAsked', { list: list(unasked) })) : null,
    off.length ? h('p', { class: 'soft small' }, t('request.notInForce', { list: list(off) })) : null);
}

const valueOf = (value) => (value && typeof value === 'object' && !Array.isArray(value) ? h('span', { class: 'soft' }, inEnglish((why) => t('request.unknownKey', { why }), value.unknown ?? '')) : h('code', {}, Array.isArray(value) ? value.join(', ') : String(value)));

function contextView(request) {
  const entries = Object.entries(request.context ?? {});
  if (!entries.length) return null;
  const known = (value) => !(value && typeof value === 'object' && !Array.isArray(value));
  return fold('context', t('request.keys'), () => [
    request.absentKeys?.length ? h('p', { class: 'bad' }, t('request.absentKeys', { list: request.absentKeys.join(', ') })) : null,
    h('dl', { class: 'keys' }, [...entries.filter(([, value]) => known(value)), ...entries.filter(([, value]) => !known(value))].map(([key, value]) => [h('dt', {}, key), h('dd', {}, valueOf(value))]))]);
}

export function requestView(entry, request, files, { go, table }) {
  const { name } = actorOf(request.principal);
  const nearest = nearestOf(entry, request);
  const granted = request.decision === 'Allowed' && nearest;
  return h('section', { class: 'request', 'aria-labelledby': 'request' },
    h('h3', { id: 'request' }, t('request.title', { n: request.index }), ' ', h('span', { class: `pill ${toneOfDecision(request.decision)}` }, decisionWord(request)),
      request.agrees === false ? h('span', { class: 'pill bad' }, t('request.expected', { decision: t(`decision.${request.expected}`) })) : null),
    h('dl', { class: 'facts' },
      h('dt', {}, t('request.who')), h('dd', {}, name, name === request.principal ? null : [' ', h('code', {}, request.principal)]),
      h('dt', {}, t('request.for')), h('dd', {}, h('code', {}, request.action)),
      h('dt', {}, t('request.on')), h('dd', {}, h('code', {}, request.resource)),
      request.purpose ? [h('dt', {}, t('request.why')), stepOf(request.action) ? h('dd', {}, t(`step.${stepOf(request.action)}`)) : h('dd', { lang: 'en' }, request.purpose)] : null),
    h('h4', {}, t('request.flow')), flowView(request.flow ?? []),
    granted ? [h('h4', {}, t('why.granting')), statementHead(nearest, go)] : null,
    request.statements?.length ? fold('statements', `${t('request.statements')} (${request.statements.length})`, () => request.statements.map((statement) => h('div', { class: `statement ${statement.matches === true ? (statement.effect === 'Deny' ? 'bad' : 'good') : ''}` }, statementHead(statement, go), statement.matches === true ? null : statementRows(statement, files[statement.policy])))) : null,
    contextView(request),
    table ?? null);
}
