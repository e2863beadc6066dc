// `npm run build`: every function that has sources, as it is deployed.

import { existsSync } from 'node:fs';
import { buildFunction } from './bundle.ts';
import type { FunctionName } from './bundle.ts';

const NAMES: readonly FunctionName[] = ['cycle', 'watchdog', 'widget', 'sweep'];

for (const name of NAMES.filter((one) => existsSync(`functions/${one}/handler.ts`))) {
  const { file, bytes } = buildFunction(name);
  console.log(`${file} ${String(Math.ceil(bytes / 1_000))} KB`);
}
