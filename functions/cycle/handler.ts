// The composition root on AWS.

import { writeLine } from '../write-line.ts';
import { createHandler } from './create-handler.ts';

/** What AWS calls. Throws: only for a bug. */
export const handler = createHandler(process.env, writeLine);
