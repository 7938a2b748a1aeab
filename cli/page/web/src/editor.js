// The editor: a state a file, marks from outside, and the statement of the explanation as a block.
import { Decoration, EditorView, drawSelection, highlightActiveLine, highlightActiveLineGutter, highlightSpecialChars, keymap, lineNumbers } from '@codemirror/view';
import { Compartment, EditorState, StateEffect, StateField } from '@codemirror/state';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { classHighlighter } from '@lezer/highlight';

const setBlock = StateEffect.define();
const block = StateField.define({
  create: () => Decoration.none,
  update(lines, transaction) {
    let next = lines.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setBlock)) continue;
      const { doc } = transaction.state;
      const found = [];
      if (effect.value) {
        const last = doc.lineAt(Math.min(effect.value.to, doc.length)).number;
        for (let n = doc.lineAt(Math.min(effect.value.from, doc.length)).number; n <= last; n++) found.push(Decoration.line({ class: `cm-stmt ${effect.value.tone}` }).range(doc.line(n).from));
      }
      next = Decoration.set(found);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const theme = EditorView.theme({
  '&': { height: '100%', fontSize: '.84rem', backgroundColor: 'transparent' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--faint)' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '.5rem 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground': { backgroundColor: 'var(--select)' },
  '.cm-lintRange': { backgroundImage: 'none !important', paddingBottom: '0' },
  '.cm-tooltip': { backgroundColor: 'var(--card)', color: 'var(--ink)', border: '1px solid var(--line)', borderRadius: '6px', boxShadow: 'var(--shadow)', maxWidth: '34rem', overflowWrap: 'anywhere' },
  '.cm-diagnostic': { padding: '.4rem .7rem', fontFamily: 'var(--sans)', fontSize: '.85rem', whiteSpace: 'pre-wrap' },
});

export class Editor {
  #states = new Map();
  #readOnly = new Compartment();
  #name = null;

  constructor(parent, { changed, label }) {
    this.changed = changed;
    this.label = label;
    this.view = new EditorView({ parent });
  }

  #make(name, text) {
    return EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(), foldGutter(), lintGutter(), history(), drawSelection(), highlightSpecialChars(), highlightActiveLine(), highlightActiveLineGutter(),
        bracketMatching(), indentOnInput(), syntaxHighlighting(classHighlighter), block, theme,
        /\.ya?ml$/.test(name) ? yaml() : /\.txt$/.test(name) ? [] : json(),
        this.#readOnly.of([]),
        keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap, ...lintKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) this.changed(name, update.state.doc.toString());
        }),
        EditorView.contentAttributes.of({ 'aria-label': this.label(name), spellcheck: 'false' }),
      ],
    });
  }

  // Another world: the states of the last one are forgotten.
  reset() {
    this.#states.clear();
    this.#name = null;
  }

  open(name, text, readOnly) {
    if (this.#name !== null) this.#states.set(this.#name, this.view.state);
    this.#name = name;
    const kept = this.#states.get(name);
    this.view.setState(kept && kept.doc.toString() === text ? kept : this.#make(name, text));
    this.view.dispatch({ effects: this.#readOnly.reconfigure(readOnly ? [EditorState.readOnly.of(true)] : []) });
  }

  // The open file has another text now, from outside: the smallest change, so that undo and the
  // cursor live on.
  replace(text) {
    const old = this.view.state.doc.toString();
    if (old === text) return;
    let from = 0;
    while (from < old.length && from < text.length && old[from] === text[from]) from++;
    let end = 0;
    while (end < old.length - from && end < text.length - from && old.at(-1 - end) === text.at(-1 - end)) end++;
    this.view.dispatch({ changes: { from, to: old.length - end, insert: text.slice(from, text.length - end) } });
  }

  mark(marks, place) {
    const { length } = this.view.state.doc;
    const inside = marks.filter((mark) => mark.to <= length);
    this.view.dispatch(setDiagnostics(this.view.state, inside), { effects: setBlock.of(place && place.to <= length ? place : null) });
  }

  // Without focus only the editor scrolls, not the page around it, where something else is being read.
  go(offset, focus = false) {
    const { view } = this;
    const at = Math.min(offset, view.state.doc.length);
    view.dispatch({ selection: { anchor: at }, effects: focus ? EditorView.scrollIntoView(at, { y: 'center' }) : [] });
    if (focus) view.focus();
    else view.scrollDOM.scrollTop = view.lineBlockAt(at).top - view.scrollDOM.clientHeight / 2;
  }
}
