// The dialogs: lessons, paste, share. They are native, so that the keyboard and screen readers know them.
import { h } from './dom.js';
import { t } from './text.js';
import { policyWord } from './words.js';

export function openDialog(label, build) {
  const dialog = h('dialog', { 'aria-label': label });
  const close = () => dialog.close();
  dialog.append(...[build(close)].flat(Infinity).filter(Boolean), h('form', { method: 'dialog', class: 'close' }, h('button', { class: 'link' }, t('share.close'))));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.addEventListener('click', (event) => event.target === dialog && close());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

export async function copyText(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = h('textarea', { value: text });
    (button?.closest('dialog') ?? document.body).append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
  }
  if (!button) return;
  const before = button.textContent;
  button.textContent = t('share.copied');
  setTimeout(() => { button.textContent = before; }, 1200);
}

function copyField(label, text) {
  const button = h('button', { onclick: () => copyText(text, button) }, t('share.copy'));
  return h('div', { class: 'copy' }, h('input', { readonly: true, value: text, 'aria-label': label, onfocus: (event) => event.target.select() }), button);
}

export function shareDialog({ link, embed, local, download }) {
  return openDialog(t('share.title'), () => [
    h('h2', {}, t('share.title')),
    h('h3', {}, t('share.link')), h('p', { class: 'soft' }, t('share.linkText')), copyField(t('share.link'), link),
    h('h3', {}, t('share.embed')), local ? h('p', { class: 'soft' }, t('share.embedLocal')) : null, copyField(t('share.embed'), embed),
    h('h3', {}, t('share.folder')), h('p', { class: 'soft' }, t('share.folderText')), h('p', {}, h('button', { class: 'primary', id: 'download', onclick: download }, t('share.download')))]);
}

// `recognise` says what a text is; `choices` what can be done with it: [{words, act}].
export function pasteDialog(first, { recognise, choices }) {
  return openDialog(t('paste.title'), (close) => {
    const area = h('textarea', { rows: 12, value: first, 'aria-label': t('paste.label'), spellcheck: 'false' });
    const said = h('div', { class: 'said', 'aria-live': 'polite' });
    const look = async () => {
      const text = area.value;
      if (!text.trim()) return said.replaceChildren();
      const found = await recognise(text);
      if (area.value !== text) return undefined;
      const words = {
        error: () => t('paste.isError', { service: found.diagnosis.service === 'config' ? 'AWS Config' : 'CloudTrail', code: found.diagnosis.code ?? found.diagnosis.variant }),
        policy: () => (found.policy ? t('paste.isPolicy', { type: policyWord(found.policy) }) : t('paste.isSomePolicy')),
        scenario: () => t('paste.isScenario'), other: () => t('paste.isOther'), unknown: () => t('paste.isUnknown'),
      }[found.kind]();
      const offered = found.kind === 'unknown' ? [] : choices(found, text);
      said.replaceChildren(h('p', {}, h('strong', {}, words)), h('p', { class: 'buttons' }, offered.map(({ words: label, act }, i) => h('button', { class: i ? '' : 'primary', onclick: () => { close(); act(); } }, label))));
      return undefined;
    };
    area.addEventListener('input', look);
    if (first) look();
    return [h('h2', {}, t('paste.title')), h('p', { class: 'soft' }, t('paste.text')), area, said];
  });
}
