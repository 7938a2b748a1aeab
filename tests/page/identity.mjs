// identity.mjs WASM PROGRAM SOURCES: asks the engine in WebAssembly and the native program the same, over all fixtures,
// and compares what they answer: every byte of the result and of the remarks, and the exit status.
import { execFile } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { load } from '../../cli/page/engine.js';

const [wasm, program, sources] = process.argv.slice(2);
const engine = await load(readFileSync(wasm));
process.chdir(sources);

const names = readdirSync('fixtures', { recursive: true })
  .map((name) => join('fixtures', name))
  .filter((name) => statSync(name).isFile())
  .sort();
const texts = new Map();
for (const name of names) {
  const bytes = readFileSync(name);
  const text = bytes.toString('utf8');
  // A page's texts are JavaScript's, which cannot hold what is no UTF-8.
  if (Buffer.from(text, 'utf8').equals(bytes)) texts.set(name, text);
}

const all = [...texts.keys()];
const named = (pattern) => all.filter((name) => pattern.test(name));
const each = (step, list) => list.filter((_, index) => index % step === 0);
const scenarios = named(/scenario[^/]*\.(json|ya?ml)$/);
const vectors = named(/\.(json|ya?ml)$/)
  .filter((name) => !scenarios.includes(name) && /"vectors"|^vectors:/m.test(texts.get(name).slice(0, 65536)));
const others = named(/\.(json|ya?ml)$/).filter((name) => !scenarios.includes(name) && !vectors.includes(name));
const messages = named(/^fixtures\/(texts|messages)\/.*\.txt$/);

const SAMPLE = 12;
const runs = [
  ['check', 'json', scenarios],
  ['check', 'text', each(SAMPLE, scenarios)],
  ['check', 'html', each(SAMPLE, scenarios)],
  ['check', 'markdown', each(SAMPLE, scenarios)],
  ['explain', 'text', each(SAMPLE, scenarios)],
  ['explain', 'json', each(SAMPLE, scenarios)],
  ['fix', 'json', each(3, scenarios)],
  ['fix', 'diff', each(SAMPLE, scenarios)],
  ['extract', 'json', each(SAMPLE, scenarios)],
  ['lint', 'json', each(2, others)],
  ['lint', 'sarif', each(SAMPLE, others)],
  ['eval', 'json', vectors],
  ['test', 'json', each(SAMPLE, scenarios)],
  ['diagnose', 'json', messages],
  ['diagnose', 'text', each(SAMPLE, messages)],
].flatMap(([command, format, inputs]) => inputs.map((input) => ({ command, format, input })));

const native = ({ command, format, input }) => new Promise((resolve) => {
  const environment = { PATH: process.env.PATH, LANG: 'C.UTF-8', COLUMNS: '100', HOME: '/nonexistent' };
  execFile(program, [command, '-f', format, ...(command === 'test' ? ['--jobs', '1'] : []), input],
    { maxBuffer: 1 << 28, env: environment },
    (error, stdout, stderr) => resolve({ status: error ? error.code : 0, stdout, stderr }));
});

const top = (name) => name.split('/').slice(0, 2).join('/') + '/';
const near = new Map();
for (const [name, text] of texts) {
  if (!near.has(top(name))) near.set(top(name), {});
  near.get(top(name))[name] = text;
}
// What a scenario extends may stand in another folder.
function extended(input) {
  const said = /"extends": "([^"]+)"/.exec(texts.get(input) ?? '');
  const name = said && join(dirname(input), said[1]);
  return name ? near.get(top(name)) : {};
}
const ours = ({ command, format, input }) =>
  engine.call({ command, inputs: [input], files: { ...near.get(top(input)), ...extended(input) }, options: { format } });

// What the program prints of a reply (cli/options.cc).
function printed({ command }, reply) {
  let stderr = reply.diagnostics.map((one) => one.shown).join('');
  if (reply.message) stderr += reply.message.replace(/\n+$/, '') + '\n';
  if (reply.status === 0 && !reply.text && !stderr) stderr = `remora ${command}: nothing to show\n`;
  if (reply.usage) stderr += `remora ${command}: error: ${reply.usage}\ntry \`remora ${command} --help\`\n`;
  return { stdout: reply.usage ? '' : reply.text, stderr, status: reply.status };
}

// How long something took differs from run to run.
const timeless = (text) => text.replace(/"(seconds|milliseconds|duration)": [0-9.e-]+/g, '"$1": 0');

let differing = 0;
const queue = runs.values();
async function work() {
  for (const run of queue) {
    const expected = await native(run);
    const reply = printed(run, ours(run));
    const parts = [
      ['status', expected.status, reply.status],
      ['result', timeless(expected.stdout), timeless(reply.stdout)],
      ['remarks', expected.stderr, reply.stderr],
    ].filter(([, a, b]) => a !== b);
    if (parts.length > 0 && differing++ < 10) {
      for (const [what, a, b] of parts) {
        const at = typeof a === 'string' ? [...a].findIndex((c, i) => c !== b[i]) : 0;
        const part = (value) => JSON.stringify(typeof value === 'string' ? value.slice(Math.max(at - 40, 0), at + 160) : value);
        console.log(`remora ${run.command} -f ${run.format} ${run.input}: another ${what}\n  program ${part(a)}\n  engine  ${part(b)}`);
      }
    }
  }
}
await Promise.all(cpus().slice(0, 4).map(work));
console.log(`${runs.length} runs of the engine and of the program, ${differing} differ; memory ${engine.memory() >> 20} MiB`);
process.exitCode = differing > 0 || runs.length < 500 ? 1 : 0;
