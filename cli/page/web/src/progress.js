// Which lessons are done, kept in the browser where it lets us: a page from a file may be refused.
const KEY = 'remora.lessons';

function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

let kept = read();

export const done = () => kept;

export function finish(id) {
  if (kept.includes(id)) return;
  kept = [...kept, id];
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // then it is kept as long as the page is open
  }
}
