// The page: its frame, the editor, and where its world comes from.
import { baseName } from './answer_model.js';
import { EXAMPLES, LESSONS, OWN } from './carried.js';
import { openExample, openFile, openLesson, setWorld, typed } from './changes.js';
import { $, show } from './dom.js';
import { Editor } from './editor.js';
import { drawEndpoint, followEndpoint } from './endpoint.js';
import { paste, share, showLessons } from './menus.js';
import { frame } from './page.js';
import './screen.js';
import { unpack } from './share.js';
import { fromShared } from './share_state.js';
import { app, draw, edits } from './state.js';
import { language, preferred, speak, t } from './text.js';

function build() {
  document.documentElement.lang = language();
  document.title = t('page.title');
  show($('page'), frame({ examples: Object.keys(EXAMPLES.menu), example: app.example, chooseExample: openExample, lessons: showLessons, paste, share, speakTo: (name) => {
    speak(name);
    build();
    openFile(app.active);
    draw.all();
    drawEndpoint();
    $('language').focus();
  } }));
  edits(new Editor($('editor'), { label: (name) => t('files.editor', { name: baseName(name) }), changed: typed }));
}

async function fromAddress() {
  const { hash } = location;
  const link = /^#s=(.*)/.exec(hash);
  if (link) {
    let world = null;
    let wrong = () => t('share.broken');
    try {
      world = fromShared(await unpack(link[1]));
    } catch (error) {
      if (error instanceof RangeError) wrong = () => t('share.tooLarge');
    }
    if (location.hash !== hash) return;  // another one was opened meanwhile
    if (world) return void setWorld(world);
    openExample('seed');
    app.brokenLink = wrong;
    return;
  }
  const lesson = /^#lesson=([\w-]+)/.exec(hash)?.[1];
  if (LESSONS.some(({ id }) => id === lesson)) return void openLesson(lesson);
  const own = fromShared(OWN);
  if (own) {
    setWorld(own);
    followEndpoint();
  } else openExample('seed');
}

const editable = (element) => element.closest('input, textarea, select, dialog, .cm-editor');

document.addEventListener('paste', (event) => {
  if (editable(event.target)) return;
  const text = event.clipboardData.getData('text/plain');
  if (text.trim()) paste(text);
});
document.addEventListener('dragover', (event) => event.preventDefault());
// before the editor, which would put the file's text in
document.addEventListener('drop', async (event) => {
  if (!event.dataTransfer?.files.length) return;
  event.preventDefault();
  event.stopPropagation();
  paste(await event.dataTransfer.files[0].text());
}, true);
addEventListener('hashchange', () => /^#(s|lesson)=/.test(location.hash) && fromAddress());

speak(preferred(navigator.languages ?? [navigator.language]));
build();
// what tests and whoever embeds the page may look at
window.remora = { version: () => app.version, answered: () => app.answered, took: () => app.took, world: () => structuredClone(app.world), answer: () => app.answer };
fromAddress();
