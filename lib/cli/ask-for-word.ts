// A word that somebody has to type before something is done that cannot be taken back.

import { createInterface } from 'node:readline/promises';

/** Whether there is anybody who could type. */
export const isSomebodyThere = (): boolean => process.stdin.isTTY;

/** Asks for a word, and says whether it was typed. */
export const isTyped = async (word: string, toDo: string): Promise<boolean> => {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Type ${word} to ${toDo}: `);
  terminal.close();
  return answer.trim() === word;
};
