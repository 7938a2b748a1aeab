// Which lessons are done, kept in the browser where it lets us: a page from a file may be refused.
const KEY = 'remora.lessons';

export function done() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}

export function setDone(ids) {
  try {
    localStorage.setItem(KEY, JSON.stringify(ids));
  } catch {
    // then it is kept as long as the page is open
  }
}
