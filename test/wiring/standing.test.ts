// Why trading is held back, and what markets are called, from what is stored.

import { describe, expect, it } from 'vitest';
import { NOW } from '../adapters/dynamo/contract-steps.ts';
import { RECORD } from '../adapters/rich-record.ts';
import { STATE } from '../adapters/rich-state.ts';
import { present } from '../../lib/units/invariant.ts';
import { standingOf } from '../../lib/wiring/standing.ts';
import type { CycleRecord } from '../../lib/domain/cycle-record.ts';

const latest = (changes: Partial<CycleRecord>): CycleRecord => ({
  ...RECORD,
  cycle: STATE.cycle,
  ...changes,
});

const OTHERS = standingOf(STATE, [], NOW).held;

const heldBy = (record: CycleRecord): readonly string[] =>
  standingOf(STATE, [record], NOW).held.filter((reason) => !OTHERS.includes(reason));

describe('what holds a portfolio back', () => {
  it.each([
    [{}, []],
    [
      { killSwitch: 'halt', killSwitchSource: 'the end of the session' },
      ['the end of the session'],
    ],
    [
      { killSwitch: 'reduce-only', killSwitchSource: 'data/KILL' },
      ['the kill switch, reduce-only (data/KILL)'],
    ],
    [
      { killSwitch: 'halt', killSwitchSource: '' },
      ['the kill switch, halt (where is not recorded)'],
    ],
    [{ observed: { mode: 'normal' } }, []],
    [{ observed: { mode: 'cancel-only' } }, ['the mode of the venue: cancel-only']],
    [{ observed: { mode: 'unknown: TIMEOUT' } }, []],
  ])('is named by the record of its last cycle: %j', (changes, held) => {
    expect(heldBy(latest(changes))).toEqual(held);
  });

  it('is not told from the record of an earlier cycle', () => {
    expect(heldBy(latest({ cycle: STATE.cycle - 1, killSwitch: 'halt' }))).toEqual([]);
  });
});

describe('the markets of a portfolio', () => {
  it('are called by the latest records that name them, else by their conditions', () => {
    const [position] = standingOf(STATE, [], NOW).positions;
    const condition = position?.market ?? '';
    expect(position?.name).toBe(condition);
    const seen = present(RECORD.markets[0], 'a market');
    const market = { ...seen, condition, market: 'rain' };
    const records = [latest({ markets: [] }), latest({ cycle: 1, markets: [market] })];
    const standing = standingOf(STATE, records, NOW);
    expect(standing.positions.find((one) => one.market === condition)?.name).toBe('rain');
    expect(standing.equity).toBe(RECORD.equity);
  });
});
