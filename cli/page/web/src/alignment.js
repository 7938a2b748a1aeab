// Where what a request has leaves what a policy wants: how much of each agrees. `*` and `?` of the
// policy stand for any text and any sign, as in IAM.
function reach(pattern, text) {
  // rows: how far into the text the first p signs of the pattern can lead
  let open = new Set([0]);
  let best = { wanted: 0, got: 0 };
  for (let p = 0; p < pattern.length && open.size; p++) {
    const next = new Set();
    if (pattern[p] === '*') {
      for (let t = Math.min(...open); t <= text.length; t++) next.add(t);
    } else {
      for (const t of open) if (t < text.length && (pattern[p] === '?' || pattern[p] === text[t])) next.add(t + 1);
    }
    if (!next.size) break;
    const far = pattern[p] === '*' ? Math.min(...next) : Math.max(...next);
    best = { wanted: p + 1, got: far };
    open = next;
  }
  return best;
}

// The wanted value that comes nearest, of the engine's list "a, b": {wanted, got, wantedAt, gotAt}.
export function align(wanted, got) {
  const candidates = wanted.split(', ');
  let best = null;
  for (const one of candidates) {
    const { wanted: wantedAt, got: gotAt } = reach(one, got);
    if (!best || gotAt > best.gotAt) best = { wanted: one, got, wantedAt, gotAt };
  }
  return { ...best, others: candidates.length - 1 };
}
