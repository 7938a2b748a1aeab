// Where the parts of a JSON text stand. Reads on after mistakes, as a text is that is being typed:
// what cannot be read ends there. A node: {type, from, to, value?, members?, items?}.
const DEEPEST = 200;

class Reader {
  constructor(text) {
    this.text = text;
    this.at = 0;
    this.depth = 0;
  }
  skip() {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }
  take(sign) {
    this.skip();
    if (this.text[this.at] !== sign) return false;
    this.at++;
    return true;
  }
  string() {
    const from = this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"' && this.text[this.at] !== '\n') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at = Math.min(this.at + 1, this.text.length);
    const node = { type: 'string', from, to: this.at };
    try {
      node.value = JSON.parse(this.text.slice(from, this.at));
    } catch {
      node.value = this.text.slice(from + 1, this.at).replace(/"$/, '');
    }
    return node;
  }
  object() {
    const node = { type: 'object', from: this.at++, to: 0, members: [] };
    while (!this.take('}')) {
      this.skip();
      if (this.text[this.at] !== '"') break;
      const key = this.string();
      if (!this.take(':')) break;
      const value = this.value();
      if (!value) break;
      node.members.push({ name: key.value, key, value });
      this.take(',');
    }
    node.to = this.at;
    return node;
  }
  array() {
    const node = { type: 'array', from: this.at++, to: 0, items: [] };
    while (!this.take(']')) {
      const value = this.value();
      if (!value) break;
      node.items.push(value);
      this.take(',');
    }
    node.to = this.at;
    return node;
  }
  value() {
    this.skip();
    const sign = this.text[this.at];
    if (sign === '{' || sign === '[') {
      if (this.depth >= DEEPEST) return null;
      this.depth++;
      const node = sign === '{' ? this.object() : this.array();
      this.depth--;
      return node;
    }
    if (sign === '"') return this.string();
    const word = /^[\w.+-]+/.exec(this.text.slice(this.at, this.at + 40));
    if (!word) return null;
    const from = this.at;
    this.at += word[0].length;
    return { type: 'word', from, to: this.at, value: word[0] };
  }
}

export const places = (text) => new Reader(text).value();

const inside = (node) => (node.type === 'object' ? node.members.map((member) => member.value) : node.items ?? []);

// The object that begins at an offset, or null.
export function objectAt(root, offset) {
  if (!root || offset < root.from || offset >= root.to) return null;
  if (root.from === offset && root.type === 'object') return root;
  for (const child of inside(root)) {
    const found = objectAt(child, offset);
    if (found) return found;
  }
  return null;
}

export const member = (node, name) =>
  node?.members?.find((entry) => entry.name === name) ?? node?.members?.find((entry) => entry.name.toLowerCase() === name.toLowerCase());

// The narrowest place in a statement for a mismatch: the value that was wanted, else the condition's
// key, else the element; {from, to}, or null.
export function placeOf(statement, { element, operator, key, wanted }) {
  let part = member(statement, element) ?? member(statement, `Not${element}`);
  if (!part) return null;
  if (element === 'Condition' && operator) {
    part = member(part.value, operator) ?? part;
    part = (key && member(part.value, key)) || part;
    return { from: part.key.from, to: part.value.to };
  }
  const strings = (node) => (node.type === 'string' ? [node] : inside(node).flatMap(strings));
  const same = strings(part.value).filter((node) => node.value === wanted);
  return same.length === 1 ? { from: same[0].from, to: same[0].to } : { from: part.key.from, to: part.value.to };
}
