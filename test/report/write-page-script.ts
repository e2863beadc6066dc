// `npm run page-script`: writes the built scripts of the report's page.

import { writeFileSync } from 'node:fs';
import { builtPageScript, builtPath, PAGE_SCRIPTS } from './build-page-script.ts';

for (const name of PAGE_SCRIPTS) {
  writeFileSync(builtPath(name), builtPageScript(name));
  console.log(`wrote ${builtPath(name)}`);
}
