// `npm run -s variables -- PORTFOLIO`: prints what a shell needs to look at a deployed portfolio,
// from the context in `cdk.json`.

import { readFileSync } from 'node:fs';
import { isRecord } from './context-texts.ts';
import { parseDeployment } from './deployment.ts';
import { shellVariables } from './shell-variables.ts';

// A shell that evaluates nothing takes that for success, and goes on with whatever follows: a halt
// of another portfolio, or of this machine.
const refuse = (...lines: readonly string[]): void => {
  process.exitCode = 1;
  process.stdout.write('false\n');
  process.stderr.write(`${lines.join('\n')}\n`);
};

const [wanted, ...others] = process.argv.slice(2);
const settings: unknown = JSON.parse(readFileSync('cdk.json', 'utf8'));
const context = isRecord(settings) ? settings['context'] : undefined;
const deployment = parseDeployment({ context, env: {} });
if (!deployment.ok) refuse(...deployment.error);
else {
  const { system, portfolios } = deployment.value;
  const ids = portfolios.map(({ id }) => id);
  const found = portfolios.find(({ id }) => id === wanted);
  if (found === undefined || others.length > 0)
    refuse(`Name one portfolio of cdk.json: npm run -s variables -- ${ids.join(' | ')}`);
  else process.stdout.write(`${shellVariables(found, system).join('\n')}\n`);
}
