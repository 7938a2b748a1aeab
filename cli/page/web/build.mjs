// build.mjs WASM OUT [FOLDER]: the page as one file that needs nothing else. FOLDER holds engine.js and
// unlzma.js where they are not at their place.
import * as esbuild from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { examples, seed } from './fixtures.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [wasm, out, folder] = process.argv.slice(2);
if (!wasm || !out) {
  console.error('usage: node build.mjs WASM OUT.html');
  process.exit(2);
}
// LZMA makes a quarter less of the engine than gzip does, and its decoder is small.
const lzma = (file) => execFileSync('xz', ['--format=lzma', '--lzma1=preset=9e,lc=4,lp=0,pb=0', '-c', file], { maxBuffer: 1 << 26 });
const gzip = (data) => gzipSync(data, { level: 9 });
const read = (name) => readFileSync(join(here, name), 'utf8');

const elsewhere = { name: 'elsewhere', setup: (build) => folder && build.onResolve({ filter: /\/(engine|unlzma)\.js$/ }, ({ path }) => ({ path: resolve(folder, basename(path)) })) };
async function bundle(entry) {
  const built = await esbuild.build({
    entryPoints: [join(here, entry)], bundle: true, minify: true, format: 'iife', target: ['chrome103', 'firefox113', 'safari16.4'],
    legalComments: 'none', charset: 'utf8', write: false, plugins: [elsewhere], metafile: Boolean(process.env.META),
  });
  if (process.env.META) console.log(await esbuild.analyzeMetafile(built.metafile));
  return built.outputFiles[0].text.trim();
}

// The report's style sheet is the first layer; the page's own goes over it.
function style() {
  const [, report] = /R"css\(([\s\S]*)\)css"/.exec(read('../../../engine/report/html_style.inc'));
  return esbuild.transformSync(`@layer report {${report}}\n${read('src/style.css')}`, { loader: 'css', minify: true }).code.trim();
}

const inScript = (text) => text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--');
const scripts = { BOOT: inScript(await bundle('src/boot.js')), SCRIPT: inScript(await bundle('src/main.js')) };
const parts = {
  STYLE: style(),
  HASH: Object.values(scripts).map((script) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`).join(' '),
  EXAMPLES: JSON.stringify({ menu: examples(), course: seed() }).replaceAll('<', '\\u003c'),
  WORKER: inScript(await bundle('src/worker.js')),
  ENGINE: lzma(wasm).toString('base64'),
  ...scripts,
};
const page = read('src/index.html').replace(/@([A-Z]+)@/g, (whole, name) => parts[name] ?? whole);
mkdirSync(dirname(resolve(out)), { recursive: true });
writeFileSync(out, page);

const size = (data) => `${Buffer.byteLength(data)} bytes, gzip ${gzip(data).length}, brotli ${brotliCompressSync(data).length}`;
console.log('script  ', size(parts.SCRIPT));
console.log('style   ', size(parts.STYLE));
console.log('examples', size(parts.EXAMPLES));
console.log('engine  ', size(readFileSync(wasm)), 'in the page', parts.ENGINE.length);
console.log('page    ', size(page));
