// The command to stop, as the page sends it. It has been confirmed when it comes with the word that
// somebody had to type for it.

import * as z from 'zod/mini';
import { err, ok } from '../units/result.ts';
import type { Result } from '../units/result.ts';

/** What the switch is to say, and why, in somebody's own words. */
export type KillOrder = { readonly to: 'halt' | 'reduce-only'; readonly why: string };

/** The word that has to be typed for each. */
export const KILL_WORDS = { halt: 'halt', 'reduce-only': 'reduce' } as const;

/** The most that is read of a reason. Unit: characters. */
export const WHY_MAX = 200;

const order = z.strictObject({
  to: z.enum(['halt', 'reduce-only']),
  word: z.string().check(z.maxLength(20)),
  why: z.string().check(z.maxLength(WHY_MAX)),
});

// The reason goes into a log: one line, and nothing that moves a terminal's cursor.
const CONTROL = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu;

const oneLine = (text: string): string => text.toWellFormed().replace(CONTROL, ' ').trim();

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Reads the body of a command. Refuses: another shape, and a word that is not the one. */
export const parseKillOrder = (body: string): Result<KillOrder, string> => {
  const read = z.safeParse(order, jsonIn(body));
  if (!read.success) return err('The command is not one.');
  const { to, word, why } = read.data;
  return word.trim().toLowerCase() === KILL_WORDS[to]
    ? ok({ to, why: oneLine(why) })
    : err(`Nothing was turned: type ${KILL_WORDS[to]} to confirm.`);
};
