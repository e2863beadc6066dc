// What people do at the console meanwhile: they turn the kill switch.

import { KILL_SWITCH } from '../world/account.ts';
import type { SsmApi } from '../aws/ssm-api.ts';
import type { Dice } from './dice.ts';

/** A word of the switch: its three positions, and what stops all as well. */
export type SwitchWord = 'off' | 'reduce-only' | 'halt' | 'nonsense' | 'missing';

const TURN_RATE = 0.02;

// Of the halts so many come while every cycle dies: for longer than anything may rest after one.
const DEADLY_SHARE = 0.4;
const DEADLY_MINUTES = 5;

const MOVES: readonly SwitchWord[] = ['halt', 'reduce-only', 'halt', 'nonsense', 'missing'];
const HOLD_MINUTES = 6;

/** Whether nothing may be sent under a word. */
export const isHalting = (word: SwitchWord): boolean => word !== 'off' && word !== 'reduce-only';

/** Somebody at the console. */
export type Operator = {
  /** Turns the switch now. */
  readonly turn: (word: SwitchWord) => void;
  /** The move of this minute. */
  readonly minute: () => Turn | null;
  /** Whether every cycle dies in this minute. */
  readonly isDeadly: () => boolean;
};

/** A move of the switch in a minute, so long after its begin. Unit: ms. */
export type Turn = { readonly word: SwitchWord; readonly after: number };

/** Makes an operator; everybody who has to know hears of each move. */
export const createOperator = (
  dice: Dice,
  ssm: () => SsmApi,
  heard: (word: SwitchWord) => void,
): Operator => {
  let held = 0;
  let deadly = 0;
  const chosen = (): SwitchWord => {
    const word = dice.oneOf(MOVES);
    dice.note(`switch ${word}`);
    held = 1 + Math.floor(dice.between(0, HOLD_MINUTES));
    return word;
  };
  return {
    turn: (word) => {
      ssm().set(KILL_SWITCH, word === 'missing' ? null : { type: 'String', value: word });
      heard(word);
    },
    minute: () => {
      deadly = Math.max(0, deadly - 1);
      if (held > 0) {
        held -= 1;
        return held === 0 ? { word: 'off', after: 30_000 } : null;
      }
      if (!dice.happens('operator', TURN_RATE)) return null;
      const word = chosen();
      // Most moves come in the middle of a cycle: that is when they have to count.
      const after = dice.between(100, 4_000);
      if (isHalting(word) && dice.happens('operator', DEADLY_SHARE)) {
        dice.note('every cycle dies');
        deadly = DEADLY_MINUTES;
        held = Math.max(held, DEADLY_MINUTES);
      }
      return { word, after };
    },
    isDeadly: () => deadly > 0,
  };
};
