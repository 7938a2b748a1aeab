// The truth table of a statement, folded: what would decide otherwise.
import { toneOfDecision } from './answer_model.js';
import { fold, h } from './dom.js';
import { t } from './text.js';

const SIGNS = { good: '✓', open: '?', bad: '✗' };

export function tableView(rows) {
  return fold('table', t('request.table'), () => [h('p', { class: 'soft small' }, t('request.tableText')),
    h('div', { class: 'scroll', tabindex: 0 }, h('table', {}, h('thead', {}, h('tr', {}, [t('request.tableChange'), t('request.tableValue'), t('request.tableDecision')].map((one) => h('th', { scope: 'col' }, one)))),
      h('tbody', {}, rows.map(({ change, to, own, decision }) => {
        const tone = toneOfDecision(decision);
        return h('tr', { class: own ? 'this' : '' }, h('td', {}, change ? h('code', {}, change) : t(own ? 'request.tableAsIs' : 'request.tableWanted')), h('td', {}, to === null ? h('span', { class: 'soft' }, t('request.tableAbsent')) : h('code', {}, to)),
          h('td', { class: tone }, SIGNS[tone], ' ', t(`decision.${decision}`)));
      }))))]);
}
