// The lines of a unified diff with their kind: {kind: 'add' | 'drop' | 'keep' | 'place', text}.
export function diffLines(diff) {
  return diff.split('\n').filter((line, i, all) => !(i === all.length - 1 && line === '')).filter((line) => !/^(---|\+\+\+) /.test(line)).map((line) => {
    if (line.startsWith('@@')) return { kind: 'place', text: line };
    if (line.startsWith('+')) return { kind: 'add', text: line.slice(1) };
    if (line.startsWith('-')) return { kind: 'drop', text: line.slice(1) };
    return { kind: 'keep', text: line.slice(1) };
  });
}
