// The terms of trade of one market from the CLOB, for markets of which Gamma does not tell them.

import * as z from 'zod/mini';
import { err, ok } from '../../units/result.ts';
import { clobFeeWire } from './fee-schedule.ts';
import { plainError } from './http-error.ts';
import { maybe, readWire, sizeWire, tickWire } from './wire.ts';
import type { FeeSchedule, MarketVersion } from '../../domain/market.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { ConditionId } from '../../units/ids.ts';
import type { Tick } from '../../units/price.ts';
import type { ShareMicros } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { Api } from './api.ts';

/** Tick, minimum size, fee and protocol, none of them missing. */
export type ClobTerms = {
  readonly tick: Tick;
  readonly sizeMin: ShareMicros;
  readonly fee: FeeSchedule;
  readonly version: MarketVersion;
};

const clobMarketWire = z.object({
  c: z.string(),
  mts: tickWire,
  mos: sizeWire,
  fd: maybe(clobFeeWire),
  // Markets that say nothing are of the first protocol; one of another than these is not ours.
  v: maybe(z.enum(['v1', 'v2'])),
});

/** Reads the terms in an answer. A market without a fee is free, one without a version is v1. */
export const parseClobTerms = (
  condition: ConditionId,
  value: unknown,
): Result<ClobTerms, string> => {
  const read = readWire(clobMarketWire, value);
  if (!read.ok) return read;
  const { c, mts, mos, fd, v } = read.value;
  if (c.toLowerCase() !== condition) return err(`c: is another market, ${c}`);
  const fee: FeeSchedule =
    fd === undefined ? { kind: 'free' } : { kind: 'taker', rate: fd.r, exponent: fd.e };
  return ok({ tick: mts, sizeMin: mos, fee, version: v ?? 'v1' });
};

/** Asks the CLOB for a market's terms. */
export const fetchClobTerms = async (
  clob: Api,
  condition: ConditionId,
): Promise<Result<ClobTerms, VenueError>> => {
  const path = `/clob-markets/${condition}`;
  const answer = await clob.get(path, []);
  if (!answer.ok) return answer;
  const terms = parseClobTerms(condition, answer.value);
  return terms.ok ? terms : err(plainError('MALFORMED', 'GET /clob-markets/{id}', terms.error));
};
