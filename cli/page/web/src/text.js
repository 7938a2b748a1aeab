// The words of the page in the reader's language: a table a language, all with the same keys.
import en from '../texts/en.js';
import ja from '../texts/ja.js';
import lessonsEn from '../texts/lessons.en.js';
import lessonsJa from '../texts/lessons.ja.js';

export const LANGUAGES = { en: { name: 'English', texts: en, lessons: lessonsEn }, ja: { name: '日本語', texts: ja, lessons: lessonsJa } };

let current = 'en';

export const language = () => current;
export function speak(name) {
  current = LANGUAGES[name] ? name : 'en';
}

export const preferred = (wanted) => wanted.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => LANGUAGES[tag]) ?? 'en';

// The text of a key with {name} replaced; the key itself where there is none.
export function t(key, values = {}) {
  const text = LANGUAGES[current].texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (values[name] === undefined ? whole : String(values[name])));
}
export const has = (key) => LANGUAGES[current].texts[key] !== undefined;
export const lessonTexts = (id) => LANGUAGES[current].lessons[id];
