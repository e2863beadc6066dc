// What each refusal means, in a sentence for the page and for the runbook.

import type { RefusalCode } from '../domain/refusal.ts';

/** Where the whole story of each code is told. */
export const REFUSALS_PAGE = 'docs/runbook/refusals.md';

/** Each code in a sentence. */
export const REFUSAL_WORDS: Readonly<Record<RefusalCode, string>> = {
  KILL_SWITCH: 'The kill switch said halt or reduce-only, or could not be read.',
  'CIRCUIT_BREAKER: CONSECUTIVE_REJECTS': 'The venue had rejected too many orders in a row.',
  'CIRCUIT_BREAKER: API_HEALTH': 'The venue had not answered reliably for too long.',
  'CIRCUIT_BREAKER: DRAWDOWN': 'The drawdown had reached its limit.',
  EXPOSURE_LIMIT: 'The worst loss would have passed a limit of market, event, category or total.',
  COOLDOWN_CACHED: 'The market or the venue was paused after an earlier trouble.',
  SLIPPAGE_LIMIT: 'The price was further from the fair price than the slippage limit allows.',
  STALE_DATA: 'Something that the decision rests on was too old or unknown.',
  INTENT_UNRESOLVED: 'The fate of an earlier order on the same side was not known yet.',
  MARKET_CLOSED: 'The market took no orders any more, or ends too soon.',
  MARKET_HALTED: 'Our books and the venue differed here, or a rule of our own was broken.',
  INSUFFICIENT_BALANCE: 'There was not enough free cash, or not enough shares to sell.',
  LIVE_NOT_CLEARED: 'The doctor had not cleared this portfolio for live trading.',
  MIN_SIZE: 'What the limits left was below the smallest order of the market.',
  OFF_TICK: 'The price was not on the grid of the market.',
  SIDE_OWNED: 'Another strategy had this side of the market in this cycle.',
};

const WORDS: ReadonlyMap<string, string> = new Map(Object.entries(REFUSAL_WORDS));

/** The words for a code as a record has it. */
export const wordsFor = (code: string): string =>
  WORDS.get(code) ?? `A code that this version does not know; see ${REFUSALS_PAGE}.`;
