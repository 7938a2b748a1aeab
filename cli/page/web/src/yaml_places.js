// Where the element of a statement stands in YAML in block style, found by indentation: {from, to} or null.
const indentOf = (line) => /^[\s-]*/.exec(line)[0].length;

// `offset` is where the statement begins; the element is searched up to where the statement ends.
export function yamlPlaceOf(text, offset, { element, key }) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const depth = offset - start;
  let from = start;
  let found = null;
  for (const line of text.slice(start).split('\n')) {
    const blank = /^\s*(#|$)/.test(line);
    if (from > start && !blank && (/^\s*/.exec(line)[0].length < depth)) break;
    const at = indentOf(line);
    const name = /^["']?((?:Not)?[\w:/.-]+?)["']?\s*:(\s|$)/.exec(line.slice(at))?.[1];
    if (!found && (name === element || name === `Not${element}`)) found = { from: from + at, to: from + line.trimEnd().length, depth: at };
    else if (found && key && name?.toLowerCase() === key.toLowerCase()) return { from: from + at, to: from + line.trimEnd().length };
    else if (found && !blank && at <= found.depth) break;
    else if (found && !blank && !key) found.to = from + line.trimEnd().length;
    from += line.length + 1;
  }
  return found && oneLine(text, found);
}

// The line that says it, of an element that begins above its only value; else its first line.
function oneLine(text, { from, to }) {
  const lines = text.slice(from, to).split('\n');
  const last = text.lastIndexOf('\n', to - 1) + 1;
  if (lines.length === 2) return { from: last + indentOf(lines[1]), to };
  return { from, to: from + lines[0].trimEnd().length };
}

// Where the statement ends that begins at an offset.
export function yamlStatementEnd(text, offset) {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  let at = start;
  let end = offset;
  for (const line of text.slice(start).split('\n')) {
    const blank = /^\s*(#|$)/.test(line);
    if (at > start && !blank && /^\s*/.exec(line)[0].length < offset - start) break;
    if (!blank) end = at + line.trimEnd().length;
    at += line.length + 1;
  }
  return end;
}
