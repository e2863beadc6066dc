// Which markets have to be listed whatever they trade: ours, and those that differed.

import { describe, expect, it } from 'vitest';
import { marketsOf } from '../../lib/backtest/live-feed.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { LEDGER, STATE } from '../adapters/rich-state.ts';

const [LOT] = LEDGER.lots.values();
const ELSEWHERE = conditionId('0xelsewhere');
const EMPTY = { ...LEDGER, lots: new Map(), pending: new Map() };
const QUIET = { ledger: EMPTY, intents: [], risk: { ...STATE.risk, mismatches: [] } };

describe('the markets that must be listed', () => {
  it('are none of a portfolio that is nowhere', () => {
    expect(marketsOf(QUIET)).toEqual([]);
  });

  it('are those of lots, of fills on their way and of orders, each once', () => {
    const ours = LOT?.condition;
    expect(marketsOf({ ...QUIET, ledger: LEDGER })).toEqual([ours]);
    expect(marketsOf({ ...QUIET, intents: STATE.intents })).toEqual([ours]);
    expect(marketsOf({ ...QUIET, ledger: { ...LEDGER, lots: new Map() } })).toEqual([ours]);
    expect(marketsOf({ ...STATE, risk: QUIET.risk })).toEqual([ours]);
  });

  // Simulated section 49345377247911: a market differed by an order that was placed by hand, was
  // resolved and no more among the first pages, and differed for good.
  it('are those that differed too, and cash is no market', () => {
    const { mismatches } = STATE.risk;
    const scope = { kind: 'market', condition: ELSEWHERE } as const;
    const elsewhere = mismatches.slice(0, 1).map((one) => ({ ...one, scope }));
    const risk = { ...STATE.risk, mismatches: [...mismatches, ...elsewhere] };
    expect(marketsOf({ ...QUIET, risk })).toEqual([LOT?.condition, ELSEWHERE]);
  });
});
