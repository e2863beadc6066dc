// The end of a command whose reader is slower than it is.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';

const MODULE = pathToFileURL(`${import.meta.dirname}/ending.ts`).href;
const LINES = 20_000;
const SCRIPT = `
  import { endWith } from '${MODULE}';
  for (let line = 1; line <= ${String(LINES)}; line += 1) console.log('line ' + line);
  setInterval(() => undefined, 1000);
  await endWith(3);
`;

describe('a command that ends', () => {
  it('loses no line to a reader that comes late, and leaves its work alone', async () => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', SCRIPT], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const closed = once(child, 'close');
    await sleep(500);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    await closed;
    expect(child.exitCode).toBe(3);
    expect(output.split('\n').at(-2)).toBe(`line ${String(LINES)}`);
  });
});
