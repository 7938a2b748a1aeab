// The dialogs of the bar: lessons, what is pasted, what is shared.
import { baseName } from './answer_model.js';
import { extracting } from './asking.js';
import { LESSONS } from './carried.js';
import { openFile, openLesson, readOnly, setWorld, writeFiles } from './changes.js';
import { openDialog, pasteDialog, shareDialog } from './dialogs.js';
import { h } from './dom.js';
import { lessonList } from './lessons_view.js';
import { done } from './progress.js';
import { client } from './questions.js';
import { pack } from './share.js';
import { toShared } from './share_state.js';
import { app } from './state.js';
import { added, isScenario, placesFor, recognise, worldOf } from './take_in.js';
import { t } from './text.js';
import { zip } from './zip.js';

export function showLessons() {
  const dialog = openDialog(t('lesson.title'), (close) => lessonList(LESSONS, done(), (id) => { close(); openLesson(id); }));
  dialog.classList.add('wide');
}

export function paste(text) {
  pasteDialog(text, {
    recognise: (one) => recognise(one, (requests) => client.askAll(requests)),
    choices: (found, one) => {
      const begin = { words: t('paste.fresh'), act: () => setWorld(worldOf(found, one)) };
      if (found.kind === 'scenario') return [begin];
      if (!isScenario(app.world)) return [{ words: t('paste.add'), act: () => setWorld(added(app.world, found, one)) }, begin];
      const fitting = found.kind === 'policy' ? placesFor(app.world, app.facts.policies, found.policy).filter((name) => !readOnly(name)) : [];
      const twice = (name) => Object.keys(app.world.files).some((other) => other !== name && baseName(other) === baseName(name));
      return [...fitting.map((name) => ({ words: t('paste.into', { name: twice(name) ? name : baseName(name) }), act: () => { openFile(name); writeFiles({ [name]: one }); } })), begin];
    },
  });
}

export async function share() {
  const packed = await pack(toShared(app.world, app.answer));
  const link = `${location.href.replace(/#.*/, '')}#s=${packed}`;
  shareDialog({
    link, local: location.protocol === 'file:',
    embed: `<iframe src="${link}" title="remora" width="100%" height="720" style="border:0" loading="lazy"></iframe>`,
    download: async () => {
      let { files } = app.world;
      if (!isScenario(app.world) || app.world.options.set.length) {
        const answer = await client.ask('extract', extracting(app.world));
        if (answer?.reply?.status === 0) files = { 'scenario.json': answer.reply.text };
      }
      const name = (app.lesson?.id ?? app.example) || 'fixture';
      const inFolder = Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]));
      const url = URL.createObjectURL(new Blob([zip(inFolder)], { type: 'application/zip' }));
      h('a', { href: url, download: `${name}.zip` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 10000);
    },
  });
}
