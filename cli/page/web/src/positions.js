// The engine counts lines and characters from 1, or bytes of UTF-8; the page counts UTF-16 units.

export function offsetOf(text, line, column = 1) {
  let from = 0;
  for (let n = 1; n < line; n++) {
    const end = text.indexOf('\n', from);
    if (end < 0) return text.length;
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  const rest = text.slice(from, end < 0 ? text.length : end);
  return from + [...rest].slice(0, column - 1).join('').length;
}

export function offsetOfByte(text, byte) {
  let bytes = 0;
  let at = 0;
  for (const sign of text) {
    if (bytes >= byte) break;
    const code = sign.codePointAt(0);
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    at += sign.length;
  }
  return at;
}
