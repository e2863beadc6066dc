// The composition root on AWS.

import { createHandler } from './create-handler.ts';

// What Node calls its console puts words of its own before each line there, and a metric line that
// does not begin with a brace is none.
const write = (line: string): void => void process.stdout.write(`${line}\n`);

/** What AWS calls. Throws: only for a bug. */
export const handler = createHandler(process.env, write);
