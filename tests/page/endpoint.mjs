// endpoint.mjs PROGRAM: the page in a real browser as `remora serve` gives it out. Needs a page beside the program,
// playwright-core and Chromium; exit status 77 where one is missing.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const web = join(dirname(fileURLToPath(import.meta.url)), '../../cli/page/web');
const executablePath = process.env.REMORA_CHROMIUM ?? '/usr/bin/chromium';
const program = process.argv[2];
function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}
if (!existsSync(executablePath)) skip(`no browser at ${executablePath}`);
if (!existsSync(join(web, 'node_modules/playwright-core'))) skip('no playwright-core, npm ci in cli/page/web brings it');
const { chromium } = createRequire(join(web, 'package.json'))('playwright-core');

const server = spawn(program, ['serve', '--port', '0', '--print-endpoint', '-q'], { stdio: ['ignore', 'pipe', 'inherit'] });
const [url] = await new Promise((resolve) => createInterface({ input: server.stdout }).once('line', (line) => resolve([line])));
process.on('exit', () => server.kill('SIGTERM'));  // also where it is skipped
const wait = { timeout: 60000 };
const headers = (service, more = {}) => ({ Authorization: `AWS4-HMAC-SHA256 Credential=111122223333/20261128/us-east-1/${service}/aws4_request`, ...more });
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
try {
  if ((await fetch(`${url}/_remora/page`)).status === 404) skip('no page beside the program, ./dev page makes it');
  const page = await (await browser.newContext({ locale: 'en-US' })).newPage();
  const told = [];
  page.on('pageerror', (error) => told.push(error.message));
  page.on('console', (message) => told.push(message.text()));
  page.on('request', (request) => { if (!request.url().startsWith(url) && !/^(blob|data):/.test(request.url())) told.push(request.url()); });
  await page.goto(url);
  await page.waitForSelector('#endpoint button#push', wait);
  // What a client does shows.
  assert.equal((await fetch(`${url}/seen-by-the-page`, { method: 'PUT', headers: headers('s3') })).status, 200);
  await page.waitForFunction(() => Object.values(remora.world().files)[0].includes('seen-by-the-page'), null, wait);
  await fetch(url, { method: 'POST', headers: headers('config', { 'X-Amz-Target': 'StarlingDoveService.PutDeliveryChannel' }), body: '{"DeliveryChannel":{"name":"default","s3BucketName":"seen-by-the-page"}}' });
  await page.waitForSelector('#deliveries a[href="/_remora/deliveries/1"]', wait);
  // An edit stays in the page, whatever the endpoint does meanwhile.
  const text = await page.evaluate(() => Object.values(remora.world().files)[0]);
  await page.click('#editor .cm-content');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(text.replaceAll('seen-by-the-page', 'edited-in-the-page'));
  await page.waitForFunction(() => Object.values(remora.world().files)[0].includes('edited-in-the-page'), null, wait);
  assert.equal((await fetch(`${url}/another-one`, { method: 'PUT', headers: headers('s3') })).status, 200);
  await page.waitForSelector('#take', wait);
  assert.ok(await page.evaluate(() => Object.values(remora.world().files)[0].includes('edited-in-the-page')));
  assert.ok(!(await (await fetch(`${url}/_remora/state`)).text()).includes('edited-in-the-page'));
  // It goes back by the button, and only so.
  await page.click('#push');
  await page.waitForFunction(() => !document.getElementById('take'), null, wait);
  const state = await (await fetch(`${url}/_remora/state`)).text();
  assert.ok(state.includes('edited-in-the-page') && !state.includes('another-one'));
  // What cannot be pushed is said, and stays said; the browser notes the refusal by itself.
  assert.deepEqual(told.splice(0), []);
  await page.click('#editor .cm-content');
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText('{"remora": 1, "buckets": 3}');
  await page.waitForFunction(() => Object.values(remora.world().files)[0].includes('"buckets": 3'), null, wait);
  await page.click('#push');
  await page.waitForFunction(() => /did not take/.test(document.querySelector('#endpoint p').textContent), null, wait);
  const refused = await page.textContent('#endpoint p');
  await page.waitForTimeout(2500);
  assert.equal(await page.textContent('#endpoint p'), refused);
  // The page reaches its own origin, and nothing else.
  assert.deepEqual(told.splice(0), ['Failed to load resource: the server responded with a status of 400 (Bad Request)']);
  const reached = await page.evaluate(() => fetch('http://127.0.0.2:1/').then(() => true, () => document.title && false));
  assert.equal(reached, false);
  assert.ok(told.some((line) => line.includes('Content Security Policy')), told.join('\n'));
  console.log('the page follows its endpoint');
} finally {
  await browser.close();
  server.kill('SIGTERM');
}
