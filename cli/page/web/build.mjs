// build.mjs WASM OUT [LOADER]: the page as one file that needs nothing else. LOADER: engine.js, where it is
// not at its place.
import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { examples, seed } from './fixtures.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const [wasm, out, loader] = process.argv.slice(2);
if (!wasm || !out) {
  console.error('usage: node build.mjs WASM OUT.html');
  process.exit(2);
}
const gzip = (data) => gzipSync(data, { level: 9 });
const read = (name) => readFileSync(join(here, name), 'utf8');

const otherLoader = { name: 'loader', setup: (build) => loader && build.onResolve({ filter: /\/engine\.js$/ }, () => ({ path: resolve(loader) })) };
async function bundle(entry) {
  const built = await esbuild.build({
    entryPoints: [join(here, entry)], bundle: true, minify: true, format: 'iife', target: ['chrome103', 'firefox113', 'safari16.4'],
    legalComments: 'none', charset: 'utf8', write: false, plugins: [otherLoader], metafile: Boolean(process.env.META),
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
const script = inScript(await bundle('src/main.js'));
const parts = {
  STYLE: style(),
  HASH: `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  EXAMPLES: JSON.stringify({ menu: examples(), course: seed() }).replaceAll('<', '\\u003c'),
  WORKER: inScript(await bundle('src/worker.js')),
  ENGINE: gzip(readFileSync(wasm)).toString('base64'),
  SCRIPT: script,
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
