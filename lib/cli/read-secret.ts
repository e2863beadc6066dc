// A secret from the terminal, where it is not shown, or from a pipe. It is never an argument: those
// are in the history of the shell and in the list of processes.

import { err, ok } from '../units/result.ts';
import { secretOf } from '../units/secret.ts';
import type { Result } from '../units/result.ts';
import type { Secret } from '../units/secret.ts';

const BYTES_MAX = 8_192;

const ENTER = /[\r\n\u0004]/;
const INTERRUPT = '\u0003';
const ERASE = /[\u0008\u007f]/;

const typed = (): Promise<Result<string, string>> =>
  new Promise((resolve) => {
    const { stdin } = process;
    let text = '';
    const end = (result: Result<string, string>): void => {
      stdin.setRawMode(false);
      stdin.off('data', take);
      stdin.pause();
      process.stderr.write('\n');
      resolve(result);
    };
    const take = (chunk: string): void => {
      for (const sign of chunk) {
        if (sign === INTERRUPT) return end(err('Nothing was read.'));
        if (ENTER.test(sign)) return end(ok(text));
        text = ERASE.test(sign) ? text.slice(0, -1) : text + sign;
      }
    };
    stdin.setRawMode(true);
    stdin.setEncoding('utf8').on('data', take).resume();
  });

const piped = async (): Promise<Result<string, string>> => {
  const input: AsyncIterable<Buffer> = process.stdin;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of input) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > BYTES_MAX) return err(`More than ${String(BYTES_MAX)} bytes were piped in.`);
  }
  return ok(
    Buffer.concat(chunks)
      .toString('utf8')
      .replace(/\r?\n$/, ''),
  );
};

/** Reads one secret. The prompt goes to standard error, and only to a person. */
export const readSecret = async (prompt: string): Promise<Result<Secret, string>> => {
  const { isTTY } = process.stdin;
  if (isTTY) process.stderr.write(`${prompt} (it is not shown): `);
  const text = await (isTTY ? typed() : piped());
  return text.ok ? ok(secretOf(text.value)) : text;
};
