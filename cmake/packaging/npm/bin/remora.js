#!/usr/bin/env node
// remora: the program as WebAssembly (../lib/remora.js). Its files are those of the machine, its exit status this one's.
'use strict';
const fs = require('fs');
const path = require('path');

// The program knows paths as POSIX writes them: on Windows what names a file, or would, is written so.
if (process.platform === 'win32') {
  const named = (word) => word.includes('\\') && fs.existsSync(path.dirname(path.resolve(word)));
  const posix = (word) => (path.relative(process.cwd(), path.resolve(word)) || '.').replaceAll('\\', '/');
  process.argv = process.argv.map((word, i) => (i > 1 && named(word) ? posix(word) : word));
}

process.on('uncaughtException', (error) => {
  process.stderr.write(`remora: internal error: ${error && error.message}\nplease report this with the input that caused it\n`);
  process.exit(70);
});

require('../lib/remora.js');
