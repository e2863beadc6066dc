// `npm run page-script`: writes the built script of the report's page.

import { writeFileSync } from 'node:fs';
import { builtPageScript, PAGE_SCRIPT } from './build-page-script.ts';

writeFileSync(PAGE_SCRIPT, builtPageScript());
console.log(`wrote ${PAGE_SCRIPT}`);
