// browser.mjs PAGE: the page in a real browser, from a file, without network. Needs playwright-core
// (npm ci in cli/page/web) and Chromium (REMORA_CHROMIUM, else /usr/bin/chromium); exit status 77 where
// they are missing. Times are printed; the ceilings are wide, for a machine that is shared.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const web = join(root, 'cli/page/web');
const executablePath = process.env.REMORA_CHROMIUM ?? '/usr/bin/chromium';
function skip(why) {
  console.log(`skipped: ${why}`);
  process.exit(77);
}
if (!existsSync(executablePath)) skip(`no browser at ${executablePath}`);
if (!existsSync(join(web, 'node_modules/playwright-core'))) skip('no playwright-core, npm ci in cli/page/web brings it');
const { chromium } = createRequire(join(web, 'package.json'))('playwright-core');
const { lessons } = await import(join(web, 'lessons/lessons.js'));
const { examples, seed } = await import(join(web, 'fixtures.mjs'));
const { MOST, pack } = await import(join(web, 'src/share.js'));

const address = pathToFileURL(resolve(process.argv[2] ?? process.env.REMORA_PAGE ?? join(root, 'build/page/remora.html'))).href;
const CEILING = { first: 8000, key: 400, many: 6000 };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
  });
});
after(() => browser?.close());

const answered = (page) => page.waitForFunction(() => window.remora?.version() > 0 && remora.answered() === remora.version(), null, { timeout: 30000 });

// A page that notes what it must not do: speak on the console, ask the network, open a dialog.
async function open(hash = '', options = {}) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, locale: 'en-US', ...options });
  const page = await context.newPage();
  page.told = [];
  page.on('pageerror', (error) => page.told.push(`error: ${error.message}`));
  page.on('console', (message) => page.told.push(`console: ${message.text()}`));
  page.on('dialog', (dialog) => { page.told.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on('request', (request) => { if (!/^(file|blob|data):/.test(request.url())) page.told.push(`request: ${request.url()}`); });
  await page.goto(address + hash);
  await answered(page);
  return page;
}

async function done(page) {
  assert.deepEqual(page.told, []);
  await page.context().close();
}

const outcome = (page) => page.evaluate(() => remora.answer()?.deliveries.map((one) => one.outcome) ?? []);
const median = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const link = async (world) => `#s=${await pack({ version: 1, options: {}, ...world })}`;

// Types one key after the other and notes how long each takes to be answered on the page.
async function typed(page, keys) {
  await page.evaluate(() => {
    window.times = [];
    let pressed = 0;
    addEventListener('keydown', () => { pressed = performance.now(); }, true);
    new MutationObserver(() => { if (pressed && remora.answered() === remora.version()) { times.push(performance.now() - pressed); pressed = 0; } }).observe(document.documentElement, { attributes: true, attributeFilter: ['data-answered'] });
  });
  for (let i = 0; i < keys; i++) {
    await page.keyboard.press(i % 2 ? 'Backspace' : 'Space');
    await page.waitForFunction((n) => times.length > n, i);
  }
  return page.evaluate(() => times);
}

test('the first verdict stands soon after navigation, and is that of the story', async () => {
  const times = [];
  let page;
  for (let i = 0; i < 4; i++) {
    if (page) await done(page);
    page = await open();
    times.push(await page.evaluate(() => performance.getEntriesByName('verdict')[0].startTime));
  }
  const took = Math.min(...times);
  console.log(`first verdict ${took.toFixed(0)} ms after navigation, best of ${times.length}`);
  assert.deepEqual(await outcome(page), ['refused', 'refused']);
  assert.match(await page.textContent('#answer h2'), /Refused/);
  assert.match(await page.textContent('#answer blockquote'), /^InsufficientDeliveryPolicyException Insufficient delivery policy to s3 bucket/);
  assert.equal(await page.textContent('.strip .fault .action'), 'kms:GenerateDataKey');
  assert.equal(await page.textContent('.cm-lintRange-error'), '"arn:aws:iam::567890123456:root"');
  assert.ok(took < CEILING.first);
  await done(page);
});

test('a key is answered while one types', async () => {
  const page = await open();
  await page.click('.cm-content');
  await page.keyboard.press('Control+Home');
  const times = await typed(page, 50);
  console.log(`answer to a key: median ${median(times).toFixed(0)} ms of ${times.length}, worst ${Math.max(...times).toFixed(0)} ms`);
  assert.ok(median(times) < CEILING.key);
  await done(page);
});

test('a world of 200 deliveries is answered while one types', async () => {
  const { files, inputs } = examples().seed;
  const scenario = JSON.parse(files[inputs[0]]);
  const [channel] = scenario.deliveries;
  const account = (i) => String(123456789012 + i);
  scenario.organization.root.units[1].accounts = Array.from({ length: 200 }, (_, i) => account(i));
  scenario.roles = Array.from({ length: 200 }, (_, i) => ({ ...scenario.roles[0], arn: scenario.roles[0].arn.replace('123456789012', account(i)) }));
  scenario.deliveries = scenario.roles.map(({ arn }, i) => ({ ...channel, id: `config-${account(i)}`, accountId: account(i), configurationRecorder: { ...channel.configurationRecorder, roleARN: arn }, expect: undefined }));
  const page = await open(await link({ files: { ...files, [inputs[0]]: JSON.stringify(scenario, null, 1) }, inputs }));
  assert.equal((await outcome(page)).filter((one) => one === 'refused').length, 200);
  await page.waitForTimeout(3000);
  await page.click('.cm-content');
  await page.keyboard.press('Control+Home');
  const times = await typed(page, 7);
  console.log(`200 deliveries: median ${median(times).toFixed(0)} ms a key, engine ${(await page.evaluate(() => remora.took())).toFixed(0)} ms`);
  assert.ok(median(times) < CEILING.many);
  await done(page);
});

test('the fix is shown, made and taken back', async () => {
  const page = await open();
  await page.click('button[data-key=apply]');
  await page.waitForFunction(() => remora.answer().deliveries.every((one) => one.outcome === 'delivered'));
  assert.match(await page.textContent('#answer h2'), /Delivered/);
  await page.click('button[data-key=undo]');
  await page.waitForFunction(() => remora.answer().deliveries.every((one) => one.outcome === 'refused'));
  assert.equal((await page.evaluate(() => remora.world())).files['default-key-policy/key-policy.json'], seed().broken);
  await done(page);
});

test('the error is told as a tool shows it, and a request as it was decided', async () => {
  const page = await open();
  await page.selectOption('select[data-key=as]', 'cli');
  await page.waitForFunction(() => /An error occurred \(InsufficientDelivery/.test(document.querySelector('#answer blockquote').textContent));
  await page.click('.strip li:nth-child(2) button');
  assert.match(await page.textContent('#request'), /Request 2 in detail denied/);
  assert.match(await page.textContent('.flow'), /explicit Deny.*passed/);
  await done(page);
});

test('a policy that nobody has seen leaves the answer open, with suspects', async () => {
  const page = await open();
  await page.click('details[data-key="whatif unseen"] summary');
  for (const path of ['buckets[0].policy', 'keys[0].policy']) {
    await page.click(`input[data-key="unseen ${path}"]`);
    await answered(page);
  }
  await page.waitForSelector('.suspects li');
  assert.deepEqual(await outcome(page), ['undetermined', 'undetermined']);
  assert.match(await page.textContent('.suspects li:first-child'), /would give the very error/);
  await page.click('button[data-key="clear all"]');
  await page.waitForFunction(() => remora.answer().deliveries[0].outcome === 'refused');
  await done(page);
});

test('no lesson is passed at its start, and each by its own hint', async () => {
  for (const { id } of lessons(seed())) {
    const page = await open(`#lesson=${id}`);
    assert.equal(await page.getAttribute('.lesson', 'data-solved'), 'false', id);
    for (let i = 0; i < 3; i++) await page.click('button[data-key=hint]');
    await page.click('button[data-key=make]');
    await page.waitForSelector('.lesson[data-solved=true]', { timeout: 10000 }).catch(() => assert.fail(`${id} is not solved by its hint`));
    await done(page);
  }
});

test('what a lesson does not let one edit is not replaced by what is pasted', async () => {
  const page = await open('#lesson=key-policy');
  const offered = async (policy) => {
    await page.click('#paste');
    await page.fill('dialog textarea', policy);
    await page.waitForSelector('dialog .said button');
    const words = await page.textContent('dialog .said');
    await page.click('dialog .close button');
    return words;
  };
  assert.match(await offered(seed().broken), /key-policy\.json/);
  assert.doesNotMatch(await offered(seed().bucketPolicy), /bucket-policy\.json/);
  await done(page);
});

test('every example comes back from its link', async () => {
  const page = await open();
  for (const id of Object.keys(examples())) {
    await page.selectOption('#example', id);
    await answered(page);
    const world = await page.evaluate(() => remora.world());
    await page.click('#share');
    const href = await page.inputValue('dialog input');
    await page.click('dialog .close button');
    const other = await open(href.slice(href.indexOf('#')));
    assert.deepEqual(await other.evaluate(() => remora.world()), world, id);
    await done(other);
  }
  await done(page);
});

test('a link that is none of ours shows the first example', async () => {
  for (const [hash, why] of [['#s=AAAA', /link cannot be read/], ['#s=%%%', /link cannot be read/], [`#s=${await pack({ version: 9 })}`, /link cannot be read/], [`#s=${await pack(' '.repeat(MOST))}`, /more than 16 MiB/]]) {
    const page = await open(hash);
    assert.deepEqual(await outcome(page), ['refused', 'refused']);
    assert.match(await page.textContent('#answer [role=alert]'), why);
    await page.selectOption('#example', 'mended');
    await page.waitForFunction(() => !document.querySelector('#answer [role=alert]'));
    await done(page);
  }
});

test('the skip link goes to the answer and leaves the world', async () => {
  const page = await open();
  await page.selectOption('#example', 'mended');
  await answered(page);
  await page.focus('.skip');
  await page.keyboard.press('Enter');
  await page.waitForTimeout(300);
  assert.deepEqual(await outcome(page), ['delivered', 'delivered']);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'answer');
  await done(page);
});

test('what is being typed into a field outlives a new answer', async () => {
  const page = await open();
  await page.click('details[data-key="whatif move"] summary');
  await page.click('input[data-key="move region"]');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('eu-wst-1');
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
  await page.evaluate(() => document.querySelector('button[data-key="request 2"]').click());
  await answered(page);
  await page.focus('input[data-key="move region"]');
  await page.keyboard.type('e');
  assert.equal(await page.inputValue('input[data-key="move region"]'), 'eu-west-1');
  assert.deepEqual((await page.evaluate(() => remora.world())).options.set, []);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.chip');
  assert.deepEqual((await page.evaluate(() => remora.world())).options.set, ['deliveries[0].region=eu-west-1']);
  await done(page);
});

test('what had the focus and is gone leaves it in its place, and what was scrolled stays so', async () => {
  const page = await open('', { viewport: { width: 800, height: 800 } });
  const scrolled = await page.evaluate(() => { const list = document.querySelector('ol.strip'); list.scrollLeft = 40; return list.scrollLeft; });
  assert.equal(scrolled, 40);
  await page.evaluate(() => document.querySelector('button[data-key="request 2"]').click());
  assert.equal(await page.evaluate(() => document.querySelector('ol.strip').scrollLeft), 40);
  await page.focus('button[data-key=apply]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => remora.answer().deliveries.every((one) => one.outcome === 'delivered'));
  await page.waitForFunction(() => !document.querySelector('button[data-key=apply]'));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'answer');
  await done(page);
});

test('a change that comes too late is not made', async () => {
  const page = await open();
  await page.waitForSelector('button[data-key=apply]');
  await page.evaluate(() => {
    document.querySelector('button[data-key=apply]').click();
    const menu = document.querySelector('#example');
    menu.value = 'deny';
    menu.dispatchEvent(new Event('change'));
  });
  await page.waitForSelector('button[data-key=apply]');
  assert.equal(await page.locator('button[data-key=undo]').count(), 0);
  assert.deepEqual((await page.evaluate(() => remora.world())).files, examples().deny.files);
  await done(page);
});

test('the answer to another world is not shown', async () => {
  const page = await open();
  await page.evaluate(() => {
    window.seen = [];
    new MutationObserver(() => seen.push(document.querySelector('#answer .verdict')?.className)).observe(document.querySelector('#answer'), { childList: true });
    const menu = document.querySelector('#example');
    for (menu.value of ['mended', 'deny']) menu.dispatchEvent(new Event('change'));
  });
  await answered(page);
  await page.waitForSelector('button[data-key=apply]');
  assert.deepEqual([...new Set(await page.evaluate(() => seen))], ['verdict bad']);
  await done(page);
});

// The engine answers these late: when they come, the page shows another world.
const misspelt = () => {
  const { files, inputs } = examples().seed;
  const scenario = JSON.parse(files[inputs[0]]);
  scenario.keys[0].policy = JSON.parse(seed().broken.replace('kms:*', 'kms:Decryptt'));
  return { files: { ...files, [inputs[0]]: JSON.stringify(scenario, null, 1) }, inputs };
};
for (const [late, world] of [['lint', misspelt], ['fix', () => examples().seed]]) {
  test(`what ${late} says of another world is not shown`, async () => {
    const page = await open();
    await page.evaluate((command) => {
      window.asked = 0;
      window.seen = [];
      const worker = window.remoraWorker;
      const ask = worker.postMessage.bind(worker);
      worker.postMessage = (message) => {
        const held = message.request?.command === command;
        if (held) window.asked++;
        setTimeout(() => ask(message), held ? 500 : 0);
      };
    }, late);
    await page.evaluate((hash) => { location.hash = hash; }, await link(world()));
    await page.waitForFunction(() => window.asked > 0);
    await page.evaluate(() => {
      const menu = document.querySelector('#example');
      menu.value = 'mended';
      menu.dispatchEvent(new Event('change'));
      window.marked = () => [...document.querySelectorAll('button[data-key=apply], [class*=cm-lintRange]')].map((one) => one.textContent);
      new MutationObserver(() => seen.push(...marked())).observe(document.body, { childList: true, subtree: true, attributes: true });
    });
    await answered(page);
    await page.waitForTimeout(1500);
    assert.deepEqual(await outcome(page), ['delivered', 'delivered']);
    assert.deepEqual(await page.evaluate(() => seen.filter((one) => !marked().includes(one))), []);
    assert.equal(await page.locator('button[data-key=apply]').count(), 0);
    await done(page);
  });
}

test('undo takes back the change, not what came after it', async () => {
  const page = await open();
  await page.click('button[data-key=apply]');
  await page.waitForSelector('button[data-key=undo]');
  await page.click('#paste');
  await page.fill('dialog textarea', seed().broken);
  await page.click('dialog .said button');
  await page.waitForFunction(() => remora.answer().deliveries.every((one) => one.outcome === 'refused'));
  await page.waitForFunction(() => !document.querySelector('button[data-key=undo]'));
  await done(page);
});

test('a file with the line ends of Windows is marked at its places', async () => {
  const { files, inputs } = examples().seed;
  const page = await open(await link({ files: Object.fromEntries(Object.entries(files).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')])), inputs }));
  assert.equal(await page.textContent('.cm-lintRange-error'), '"arn:aws:iam::567890123456:root"');
  await done(page);
});

test('a file that is dropped on the editor goes into the dialog alone', async () => {
  const page = await open();
  const before = await page.evaluate(() => remora.world());
  await page.evaluate(() => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['{"remora": 1}'], 'a.json'));
    document.querySelector('.cm-content').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  });
  await page.waitForSelector('dialog .said button');
  await page.waitForTimeout(300);
  assert.deepEqual(await page.evaluate(() => remora.world()), before);
  await done(page);
});

test('the way to mend it stays chosen while one looks at another request', async () => {
  const page = await open();
  await page.selectOption('#example', 'wrong-trail-name');
  await page.waitForSelector('button[data-key=way]');
  await page.click('button[data-key=way]');
  assert.match(await page.textContent('button[data-key=way]'), /^Way 2/);
  await page.click('.strip li:nth-child(1) button');
  await page.waitForTimeout(1500);
  assert.match(await page.textContent('button[data-key=way]'), /^Way 2/);
  await done(page);
});

test('a browser that cannot run the engine is told so', async () => {
  for (const without of [
    () => { const { Blob } = window; window.Blob = function (parts, options) { return new Blob(options?.type === 'text/javascript' ? ['delete self.WebAssembly;', ...parts] : parts, options); }; },
    () => { const { Blob } = window; window.Blob = function (parts, options) { return new Blob(options?.type === 'text/javascript' ? ['throw 1;'] : parts, options); }; },
    () => { window.Worker = class { constructor() { throw new Error('no workers'); } }; },
  ]) {
    const page = await browser.newPage();
    await page.addInitScript(without);
    await page.goto(address);
    await page.waitForFunction(() => /cannot run the engine/.test(document.querySelector('#answer')?.textContent));
    await page.close();
  }
});

test('what is pasted is taken in, and the page says what it still needs', async () => {
  const page = await open();
  await page.click('#paste');
  await page.fill('dialog textarea', readFileSync(join(root, 'fixtures/inputs/story/error.txt'), 'utf8'));
  await page.click('dialog .said button');
  await page.waitForFunction(() => /AWS Config: InsufficientDeliveryPolicyException/.test(document.querySelector('#answer').textContent));
  assert.match(await page.textContent('#answer'), /Paste the key policy/);
  for (const policy of [seed().broken, seed().bucketPolicy]) {
    await page.click('#paste');
    await page.fill('dialog textarea', policy);
    await page.click('dialog .said button');
    await answered(page);
  }
  await page.waitForFunction(() => remora.answer()?.deliveries[0]?.outcome === 'refused');
  assert.match(await page.textContent('.why'), /An account principal stands for/);
  await done(page);
});

test('a hostile world is shown as text and runs nothing', async () => {
  const evil = '</script><img src=x onerror="window.pwned=1"><svg onload=window.pwned=1>';
  const { files, inputs } = examples().seed;
  const inJson = JSON.stringify(evil).slice(1, -1);
  const key = `key ${evil.replaceAll('/', '')}.json`;
  const hostile = Object.fromEntries(Object.entries(files).map(([name, text]) => [name.replace('key-policy.json', key),
    text.replaceAll('Enable IAM User Permissions', inJson).replaceAll('member-config', inJson).replaceAll('"key-policy.json"', JSON.stringify(key))]));
  const safe = async (page) => {
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => window.pwned), undefined);
    assert.equal(await page.locator('img, svg, #page script').count(), 0);
  };
  const openFolds = (page) => page.evaluate(() => { for (let closed; (closed = document.querySelector('#answer details:not([open]) > summary'));) { closed.click(); closed.parentElement.open = true; } });

  let page = await open(await link({ files: hostile, inputs }));
  assert.deepEqual(await outcome(page), ['refused', 'refused']);
  assert.ok((await page.textContent('#answer')).includes(evil));
  assert.ok((await page.textContent('#answer')).includes(`${key}, line`));
  assert.ok((await page.textContent('#story')).includes(evil));
  assert.ok((await page.textContent('#files')).includes(key));
  await page.waitForSelector('button[data-key=apply]');
  assert.ok((await page.textContent('.diff')).includes(key));
  for (const n of [1, 2, 6]) {
    await page.click(`button[data-key="request ${n}"]`);
    await openFolds(page);
    await safe(page);
  }
  await page.waitForSelector('details[data-key=table] table');
  await page.hover('.cm-lintRange-error');
  await page.waitForSelector('.cm-tooltip');
  await safe(page);
  await page.click('#share');
  await page.waitForSelector('dialog input');
  await safe(page);
  await page.click('dialog .close button');
  await page.click('button[data-key=apply]');
  await page.waitForSelector('button[data-key=undo]');
  assert.ok((await page.textContent('.undo')).includes(key));
  await safe(page);
  await page.selectOption('#language', 'ja');
  await safe(page);
  // a policy that nobody has seen, and who is suspected
  await openFolds(page);
  await page.click('input[data-key="unseen keys[0].policy"]');
  await answered(page);
  await page.waitForSelector('.suspects li');
  assert.ok((await page.textContent('.suspects')).includes(evil));
  await openFolds(page);
  await safe(page);
  await done(page);

  // names, values and files of which the engine complains, and words of AWS with them in
  const told = { files: { [key]: `{"remora": 1, "deliveries": [{"id": "${inJson}", "${inJson}": 1}]}` }, inputs: [key] };
  page = await open(await link(told));
  assert.ok((await page.textContent('.problem')).includes(evil));
  await safe(page);
  await page.click('#paste');
  await page.fill('dialog textarea', readFileSync(join(root, 'fixtures/inputs/story/error.txt'), 'utf8').replace(/s3 bucket: [^ ,]+/i, (found) => `${found}${evil}`));
  await page.waitForSelector('dialog .said p');
  await safe(page);
  // the text alone, and what the page still needs
  await page.click('dialog .said button');
  await page.waitForFunction(() => /InsufficientDeliveryPolicyException/.test(document.querySelector('#answer').textContent));
  await safe(page);
  await done(page);
});

test('a text that cannot be read is marked, and the last answer stays', async () => {
  const page = await open();
  await page.click('.cm-content');
  await page.keyboard.press('Control+End');
  await page.keyboard.type('x');
  await page.waitForSelector('.problem li');
  await page.waitForSelector('.cm-lintRange-error');
  assert.match(await page.textContent('.stale h2'), /Refused/);
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.querySelector('.problem'));
  await done(page);
});

test('the keyboard alone reaches everything, and what is read aloud changes with the answer', async () => {
  const page = await open();
  await page.waitForSelector('button[data-key=apply]');
  const reached = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    reached.push(await page.evaluate(() => document.activeElement.id || document.activeElement.dataset.key || document.activeElement.className));
  }
  for (const one of ['skip', 'example', 'lessons', 'paste', 'share', 'language', 'delivery 0', 'request 6', 'apply']) assert.ok(reached.some((name) => name.includes(one)), `${one} of ${reached}`);
  assert.match(await page.textContent('#live'), /^Refused\. the key policy has no statement/);
  assert.equal(await page.getAttribute('[data-key="delivery 0"]', 'aria-label'), 'member-config, Refused');
  await page.focus('[data-key="delivery 0"]');
  await page.keyboard.press('Control+ArrowRight');
  assert.match(await page.textContent('#answer blockquote'), /InsufficientDeliveryPolicyException/);
  await page.keyboard.press('ArrowRight');
  assert.match(await page.textContent('#answer blockquote'), /InsufficientEncryptionPolicyException/);
  await done(page);
});

test('the page speaks the reader’s language, and another one when asked', async () => {
  const page = await open('', { locale: 'ja-JP' });
  assert.match(await page.textContent('#answer h2'), /拒否されます/);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'ja');
  await page.selectOption('#language', 'en');
  assert.match(await page.textContent('#answer h2'), /Refused/);
  await done(page);
});

test('nothing is cut off at 400 pixels', async () => {
  for (const hash of ['', '#lesson=confused-deputy', '#lesson=seed']) {
    const page = await open(hash, { viewport: { width: 400, height: 800 } });
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 400, hash);
    assert.equal(await page.evaluate(() => scrollY), 0, hash);
    await done(page);
  }
});
