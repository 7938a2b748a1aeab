// What mends it: the diff, and the buttons that make the change and take it back.
import { baseName } from './answer_model.js';
import { diffLines } from './diff_lines.js';
import { h, inEnglish } from './dom.js';
import { t } from './text.js';

const SIGNS = { add: '+', drop: '−', keep: ' ', place: '' };

export function diffView(file, diff) {
  return h('figure', { class: 'diff' }, h('figcaption', {}, t('fix.diff', { file: baseName(file) })),
    h('pre', { tabindex: 0, 'data-key': `diff ${file}` }, diffLines(diff).map(({ kind, text }) => h('span', { class: `row ${kind}` }, h('span', { class: 'mark' }, SIGNS[kind]), text, '\n'))));
}

// `state`: {fixes, way, looking, prospects}; `undo` is there once a change was made.
export function fixView({ fixes, way, looking, deliveries }, { apply, choose }) {
  const fix = fixes[way];
  const steps = [...new Set(deliveries.flatMap((one) => one.nextSteps ?? []))];
  const reasons = [...new Set(deliveries.filter((one) => !['mended', 'nothing', 'delivered'].includes(one.prospect)).map((one) => one.advice ?? one.reason).filter(Boolean))];
  if (!fix && !looking && !reasons.length) return null;
  const sources = fix ? [...new Set(fix.edits.map((edit) => edit.documented).filter(Boolean))] : [];
  return h('section', { class: 'fix', 'aria-labelledby': 'fix' },
    h('h3', { id: 'fix' }, t('fix.title')),
    looking ? h('p', { class: 'soft' }, t('fix.looking')) : null,
    fix ? [
      h('p', {}, h('button', { class: 'primary', 'data-key': 'apply', onclick: apply }, t('fix.apply')),
        fixes.length > 1 ? h('button', { class: 'link', 'data-key': 'way', onclick: () => choose((way + 1) % fixes.length) }, t('fix.way', { n: way + 1, all: fixes.length })) : null,
        fix.verified ? h('span', { class: 'soft small' }, ' ✓ ', t('fix.verified')) : null),
      fix.files.filter((one) => one.diff).map((one) => diffView(one.file, one.diff)),
      sources.length ? h('p', { class: 'soft small' }, inEnglish((source) => t('fix.documented', { source }), sources.join('; '))) : null,
      [...new Set(fix.edits.map((edit) => edit.remark).filter(Boolean))].map((remark) => h('p', { class: 'soft small', lang: 'en' }, remark)),
    ] : reasons.map((reason) => h('p', { lang: 'en' }, reason)),
    fix ? steps.map((step) => h('p', { class: 'soft small' }, inEnglish((gap) => t('fix.then', { step: gap }), step))) : null);
}
