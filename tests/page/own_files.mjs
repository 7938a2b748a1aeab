// own_files.mjs PROGRAM PAGE: a page that `remora page` has put files into opens on them in a real browser, and what is
// hostile in them runs nothing.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const { chromium } = createRequire(join(root, 'cli/page/web/package.json'))('playwright-core');
const [program, page] = process.argv.slice(2).map((name) => resolve(name));
const folder = mkdtempSync(join(tmpdir(), 'remora-'));

// The seed's world, with a title that would like to be more than a text.
const seed = join(root, 'fixtures/control-tower-kms/default-key-policy');
const scenario = JSON.parse(readFileSync(join(seed, 'scenario.json'), 'utf8'));
scenario.title = '</script><script>document.title = "run"</script><!-- <img src=x onerror="document.title = `run`">';
for (const [name, text] of Object.entries({
  'zone/scenario.json': JSON.stringify(scenario),
  'zone/key-policy.json': readFileSync(join(seed, 'key-policy.json'), 'utf8'),
})) {
  execFileSync('mkdir', ['-p', dirname(join(folder, name))]);
  writeFileSync(join(folder, name), text);
}
execFileSync('cp', ['-r', join(seed, '../policies'), folder]);
const out = join(folder, 'mine.html');
execFileSync(program, ['page', '--page', page, join(folder, 'zone'), '-o', out], { stdio: 'inherit' });

const browser = await chromium.launch({
  executablePath: process.env.REMORA_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
try {
  const tab = await browser.newPage();
  const told = [];
  tab.on('pageerror', (error) => told.push(error.message));
  tab.on('console', (message) => told.push(message.text()));
  await tab.goto(pathToFileURL(out).href);
  await tab.waitForFunction(() => window.remora?.version() > 0 && remora.answered() === remora.version(), null, { timeout: 60000 });
  const world = await tab.evaluate(() => remora.world());
  assert.deepEqual(world.inputs, ['zone/scenario.json']);
  assert.equal(JSON.parse(world.files['zone/scenario.json']).title, scenario.title);
  assert.ok(Object.keys(world.files).every((name) => /^(zone|policies)\//.test(name)), Object.keys(world.files).join(' '));
  assert.deepEqual(await tab.evaluate(() => remora.answer().deliveries.map((one) => one.outcome)), ['refused', 'refused']);
  assert.notEqual(await tab.title(), 'run');
  assert.deepEqual(told, []);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
console.log('a page with files of its own opens on them');
