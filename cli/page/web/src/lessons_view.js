// The course: the list of lessons, and the card of the one that is open.
import { edited } from '../lessons/lessons.js';
import { h } from './dom.js';
import { lessonTexts, t } from './text.js';

const HINTS = 3;

export function lessonList(lessons, done, choose) {
  return [h('h2', {}, t('lesson.title')), h('p', { class: 'soft' }, t('lesson.intro')),
    h('ol', { class: 'lessons' }, lessons.map(({ id }) => h('li', {}, h('button', { 'data-lesson': id, onclick: () => choose(id) },
      h('span', { class: done.includes(id) ? 'sign good' : 'sign', 'aria-hidden': 'true' }, done.includes(id) ? '✓' : '○'), ' ', lessonTexts(id).title,
      done.includes(id) ? h('span', { class: 'hidden' }, ` (${t('lesson.done')})`) : null))))];
}

function changeView({ file, find, replace, text }) {
  return h('div', { class: 'change' }, h('p', {}, t('lesson.change', { file })), h('pre', { class: 'add', tabindex: 0 }, replace ?? text), find ? [h('p', {}, t('lesson.inPlaceOf')), h('pre', { class: 'drop', tabindex: 0 }, find)] : null);
}

// `state`: {lesson, number, all, hints, files, judged, answer}
export function lessonCard({ lesson, number, all, hints, files, judged, expected }, { hint, make, next, again, leave }) {
  const words = lessonTexts(lesson.id);
  const shown = words.hints.slice(0, hints);
  const possible = edited(files[lesson.edit.file], lesson.edit) !== null;
  return h('section', { class: `lesson ${judged.solved ? 'good' : ''}`, 'aria-labelledby': 'lesson', 'data-solved': String(judged.solved) },
    h('p', { class: 'soft small' }, t('lesson.of', { n: number, all })),
    h('h2', { id: 'lesson' }, words.title),
    h('p', {}, words.story),
    shown.map((one) => h('p', { class: 'hint' }, one)),
    hints >= HINTS && !judged.solved ? [changeView(lesson.edit), possible ? h('p', {}, h('button', { class: 'primary', 'data-key': 'make', onclick: make }, t('lesson.applyHint'))) : h('p', { class: 'soft' }, t('lesson.editGone'))] : null,
    judged.solved ? h('p', { class: 'lead good' }, h('span', { class: 'sign' }, '✓ '), t('lesson.solved'), ' ', words.learned)
      : judged.changed ? h('p', { class: 'bad' }, t('lesson.taskChanged'))
        : judged.left.length ? h('p', { class: 'soft' }, judged.left.map((id) => t('lesson.expects', { id, outcome: expected(id) })).join(' ')) : null,
    h('p', { class: 'buttons' },
      judged.solved && number < all ? h('button', { class: 'primary', 'data-key': 'next', onclick: next }, t('lesson.next')) : null,
      !judged.solved && hints < HINTS ? h('button', { 'data-key': 'hint', onclick: hint }, hints < HINTS - 1 ? t('lesson.hint') : t('lesson.lastHint')) : null,
      h('button', { class: 'link', 'data-key': 'again', onclick: again }, t('lesson.again')), h('button', { class: 'link', 'data-key': 'leave', onclick: leave }, t('lesson.leave'))));
}
