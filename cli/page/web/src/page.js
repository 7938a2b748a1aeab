// The frame of the page: bar, story, editor, answer. Its parts are filled by main.js.
import { h } from './dom.js';
import { LANGUAGES, language, t } from './text.js';

export function frame({ examples, example, chooseExample, lessons, paste, share, speakTo }) {
  const menu = h('select', { id: 'example', 'aria-label': t('menu.examples'), onchange: () => chooseExample(menu.value) },
    h('option', { value: '', disabled: true, hidden: true, selected: !example }, t('menu.examples')),
    examples.map((id) => h('option', { value: id, selected: id === example }, t(`example.${id}`))));
  const tongue = h('select', { id: 'language', 'aria-label': t('menu.language'), onchange: () => speakTo(tongue.value) }, Object.entries(LANGUAGES).map(([id, { name }]) => h('option', { value: id, lang: id, selected: id === language() }, name)));
  return [
    h('a', { class: 'skip', href: '#answer' }, t('page.skip')),
    h('header', { class: 'bar' }, h('h1', {}, 'remora'), h('p', { class: 'soft' }, t('page.tagline')),
      h('nav', {}, menu, h('button', { id: 'lessons', onclick: lessons }, t('menu.lessons')), h('button', { id: 'paste', onclick: () => paste('') }, t('menu.paste')), h('button', { id: 'share', onclick: share }, t('menu.share')), tongue)),
    h('main', {},
      h('section', { id: 'story', tabindex: -1, 'aria-label': t('strip.label') }),
      h('section', { id: 'left', 'aria-label': t('files.label') }, h('div', { id: 'files' }), h('div', { id: 'editor', role: 'tabpanel' })),
      h('section', { id: 'answer', tabindex: -1, 'aria-label': t('error.label') }, h('p', { class: 'soft' }, t('page.starting')))),
    h('p', { id: 'live', class: 'hidden', role: 'status', 'aria-live': 'polite' }),
    h('footer', { class: 'soft small' }, t('page.local')),
  ];
}
