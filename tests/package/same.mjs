// same.mjs PROGRAM NODE_PROGRAM: runs the native program and the one for node (remora.js) with the same arguments, over
// all fixtures, and compares every byte that they print, what they write, and the exit status.
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [program, script] = process.argv.slice(2).map((path) => resolve(path));
process.chdir(join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..'));
const tree = (folder) => readdirSync(folder, { recursive: true }).map((name) => join(folder, name))
  .filter((name) => statSync(name).isFile()).sort();
const texts = new Map(tree('fixtures').map((name) => [name, readFileSync(name, 'latin1')]));
const named = (pattern) => [...texts.keys()].filter((name) => pattern.test(name));
const each = (step, list) => list.filter((_, index) => index % step === 0);
const data = named(/\.(json|ya?ml)$/);
const scenarios = named(/scenario[^/]*\.(json|ya?ml)$/);
const vectors = data.filter((name) => /"vectors"|^vectors:/m.test(texts.get(name).slice(0, 65536)));
const others = data.filter((name) => !scenarios.includes(name) && !vectors.includes(name));
const messages = named(/^fixtures\/(texts|messages)\/.*\.txt$/);
const folders = readdirSync('fixtures', { withFileTypes: true }).filter((one) => one.isDirectory()).map((one) => join('fixtures', one.name));
const commands = ['diagnose', 'check', 'explain', 'eval', 'fix', 'lint', 'diff', 'init', 'test', 'extract', 'snapshot', 'schema', 'demo', 'page', 'serve', 'help', 'completion'];
const story = 'fixtures/control-tower-kms/default-key-policy';

// A run: arguments; `stdin`; `copy`: a folder that it runs in, whose files are compared after it.
const runs = [];
const run = (list, ...words) => list.forEach((name) => runs.push({ words: words.map((word) => (word === '@' ? name : word)) }));
run(each(2, scenarios), 'check', '-f', 'json', '@');
for (const format of ['text', 'html', 'markdown']) run(each(20, scenarios), 'check', '-f', format, '@');
for (const format of ['text', 'json']) run(each(20, scenarios), 'explain', '-f', format, '@');
run(each(8, scenarios), 'fix', '-f', 'json', '@');
run(each(20, scenarios), 'fix', '-f', 'diff', '@');
run(each(12, scenarios), 'extract', '@');
run(each(8, others), 'lint', '-f', 'json', '@');
run(each(8, others), 'check', '@');
run(vectors, 'eval', '-f', 'json', '@');
run(each(3, messages), 'diagnose', '@');
for (const format of ['json', 'junit', 'sarif', 'tap']) run(folders, 'test', '-f', format, '@');
run(['fixtures'], 'test', '@');
run(['fixtures/control-tower-kms'], 'test', '--coverage', '--mutate', '@');
run([story], 'check', '@');
run([story], 'page', '--page', 'build/page/remora.html', '@');
run([story], 'check', '-q', '--color', 'always', '@');
run(commands, '@', '--help');
run(commands, 'help', '@');
run(commands, 'help', '-f', 'man', '@');
run(['--topics', '--list', 'exit-status', 'semantics/evaluation', 'nowhere'], 'help', '@');
run(['bash', 'zsh', 'fish', 'csh'], 'completion', '@');
run(['scenario', 'vectors', 'result', 'nothing'], 'schema', '@');
run(['--version', '--help', 'chekc', 'check', 'demo', 'snapshot'], '@');
run(['nowhere.json', '--formt', '/', 'fixtures/../fixtures/iam', '--limit'], 'check', '@');
run([story], 'check', '-o', '/nowhere/result.json', '@');
for (const shell of ['bash', 'fish']) run([shell], 'complete', '--', 'remora', 'check', '--f');
runs.push({ words: [] });
for (const name of each(40, scenarios)) runs.push({ words: ['check', '-'], stdin: texts.get(name) });
for (const name of each(10, messages)) runs.push({ words: ['diagnose', '-'], stdin: texts.get(name) });
for (const name of vectors.slice(0, 2)) runs.push({ words: ['eval', '-'], stdin: texts.get(name) });
runs.push({ words: ['eval', '-f', 'json', '-'], stdin: '{"action":"s3:GetObject"}\n[]\nnonsense\n' });
const seed = 'fixtures/control-tower-kms';
for (const words of [
  ['init'], ['init', 'config', 'new folder'], ['demo', '--write', 'story'], ['demo', '--write'], ['fix', '--write', 'default-key-policy'],
  ['test', '--update', '.'], ['check', '-o', 'result.json', '-f', 'json', 'default-key-policy'],
  ['check', '-o', 'policies/bucket-policy.json', 'default-key-policy'],
  ['test', '--report', 'junit=junit.xml', '--report', 'html=report.html', '.'], ['fix', '--write', '.'],
]) runs.push({ words, copy: seed });

// How long something took differs from run to run, where a copy lies from copy to copy, and the commit from build to build.
const timeless = (text) => text.replace(/("(?:seconds|milliseconds|duration)": |\btime="|\btimestamp=")[^,}"\s]+/g, '$10')
  .replace(/^(remora \S+) \([0-9a-f]{12}\)$/m, '$1').replace(/\(\d+\.\d+ m?s\)|in \d+(\.\d+)? m?s/g, '(0 s)');
const environment = { PATH: process.env.PATH, HOME: mkdtempSync(join(tmpdir(), 'home-')), LANG: 'C.UTF-8', TERM: 'dumb' };

function once([command, ...first], { words, stdin, copy }) {
  const cwd = copy ? mkdtempSync(join(tmpdir(), 'same-')) : process.cwd();
  if (copy) cpSync(copy, cwd, { recursive: true });
  return new Promise((done) => {
    const child = execFile(command, [...first, ...words], { cwd, env: environment, encoding: 'latin1', maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      const files = copy ? tree(cwd).map((name) => `${name.slice(cwd.length)} ${(statSync(name).mode & 0o777).toString(8)}\n${readFileSync(name, 'latin1')}`).join('\n') : '';
      if (copy) rmSync(cwd, { recursive: true });
      done({ status: error ? error.code : 0, stdout: timeless(stdout), stderr: timeless(stderr), files: timeless(files.replaceAll(cwd, '')) });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(stdin ?? '', 'latin1');
  });
}

let differing = 0;
const queue = runs.values();
async function work() {
  for (const one of queue) {
    const wanted = await once([program], one);
    const got = await once([process.execPath, script], one);
    const parts = Object.keys(wanted).filter((part) => wanted[part] !== got[part]);
    if (parts.length === 0 || differing++ >= 10) continue;
    for (const part of parts) {
      const [a, b] = [String(wanted[part]), String(got[part])];
      const at = [...a].findIndex((c, i) => c !== b[i]);
      const piece = (text) => JSON.stringify(text.slice(Math.max(at - 40, 0), Math.max(at, 0) + 160));
      console.log(`remora ${one.words.join(' ')}: another ${part}\n  native ${piece(a)}\n  node   ${piece(b)}`);
    }
  }
}
await Promise.all(Array.from({ length: availableParallelism() }, work));

// What node cannot do is one sentence, and wrong usage.
const serve = await once([process.execPath, script], { words: ['serve'] });
if (serve.status !== 2 || serve.stdout || !serve.stderr.includes('cannot listen')) {
  console.log(`remora serve: ${JSON.stringify(serve)}`);
  ++differing;
}
// A journal there would not be kept apart from those of runs that are at work.
if (existsSync('/home/web_user')) {
  console.log('the program for node keeps a journal in /home/web_user, the home that Emscripten makes up');
  ++differing;
}
rmSync(environment.HOME, { recursive: true });
console.log(`${runs.length} runs of the native program and of the one for node, ${differing} differ`);
process.exitCode = differing > 0 || runs.length < 500 ? 1 : 0;
