import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { examples, seed } from '../fixtures.mjs';
import { lessons } from '../lessons/lessons.js';
import en from '../texts/en.js';
import ja from '../texts/ja.js';
import lessonsEn from '../texts/lessons.en.js';
import lessonsJa from '../texts/lessons.ja.js';

const src = join(dirname(fileURLToPath(import.meta.url)), '../src');
const code = readdirSync(src).filter((name) => name.endsWith('.js')).map((name) => readFileSync(join(src, name), 'utf8')).join('\n');
const blanks = (text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

test('both languages have the same keys', () => assert.deepEqual(Object.keys(ja).sort(), Object.keys(en).sort()));
test('a text has the same blanks in both languages', () => {
  for (const key of Object.keys(en)) assert.deepEqual(blanks(ja[key]), blanks(en[key]), key);
});
test('no Japanese text was left in English', () => {
  const names = new Set(['CloudFormation', 'Control Tower', 'AWS CLI', 'Terraform', 'AWS']);
  for (const [key, text] of Object.entries(ja)) assert.ok(/[。、぀-ヿ一-鿿]/.test(text) || names.has(text), `${key}: ${text}`);
});
test('every key that the code names is there, and none is there in vain', () => {
  const named = new Set([...code.matchAll(/\bt\('([\w.-]+)'/g)].map(([, key]) => key));
  for (const [, a, b] of code.matchAll(/\bt\([^'()]*\? '([\w.]+)' : '([\w.]+)'/g)) named.add(a).add(b);
  for (const key of named) assert.ok(key in en, key);
  const families = /^(step|kind|mismatch|box|passage|policy|decision|outcome|verdict.requests|example|error\.form|error\.origin|verdict)\./;
  assert.deepEqual(Object.keys(en).filter((key) => !named.has(key) && !families.test(key)), [], 'not used');
});
test('every lesson and example has its words in both languages', () => {
  const ids = lessons(seed()).map(({ id }) => id);
  assert.equal(ids.length, 12);
  for (const [name, words] of [['en', lessonsEn], ['ja', lessonsJa]]) {
    assert.deepEqual(Object.keys(words), ids, name);
    for (const id of ids) assert.ok(words[id].title && words[id].story && words[id].hints.length === 2 && words[id].learned, `${name} ${id}`);
  }
  for (const id of Object.keys(examples())) assert.ok(en[`example.${id}`], id);
});
