// Writes the generated documents of the working directory, or with --check names the stale ones.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { renderDocuments } from '../config/reference.ts';
import type { GeneratedDocument } from '../config/reference.ts';

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

const refuse = (reason: string): void => {
  console.error(reason);
  process.exitCode = 1;
};

const write = ({ path, text }: GeneratedDocument): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
};

const rendered = renderDocuments(textOf('README.md'));
if (!rendered.ok) {
  refuse(`README.md lacks the markers ${rendered.error.markers}`);
} else {
  const stale = rendered.value.filter(({ path, text }) => textOf(path) !== text);
  if (process.argv.includes('--check'))
    for (const { path } of stale) refuse(`${path} is stale; npm run docs writes it again`);
  else stale.forEach(write);
}
