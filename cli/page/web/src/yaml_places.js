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
  return found && { from: found.from, to: found.to };
}
