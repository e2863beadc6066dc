// Own trades and orders, looked up for the reads of an account.

import { tradeId } from '../../units/ids.ts';
import { epochMs } from '../../units/time.ts';
import { timeAt } from '../micros.ts';
import { partsOf } from './trade-parts.ts';
import type { Fill } from '../../domain/fill.ts';
import type { TradeId } from '../../units/ids.ts';
import type { WireServer } from './server.ts';
import type { TradePart } from './trade-parts.ts';

/** Own fills since a time, the newest first; null when some of them were forgotten. */
export const fillsSince = (server: WireServer, from: number): readonly Fill[] | null => {
  const read = server.venue.fills(from <= 0 ? epochMs(0n) : timeAt(from), []);
  return read.kind === 'known' ? read.value.toReversed() : null;
};

/** One own trade and its parts, whatever its age; none when there is no such trade. */
export const partsNamed = (server: WireServer, id: TradeId): readonly TradePart[] => {
  const read = server.venue.fills(server.venue.now(), [id, wholeOf(id)]);
  const fills = read.kind === 'known' ? read.value : [];
  return fills.flatMap((fill) => partsOf(server, fill)).filter(({ fill }) => fill.trade === id);
};

const wholeOf = (id: TradeId): TradeId => {
  const [whole = id] = /^.*-trade-\d+/.exec(id) ?? [];
  return tradeId(whole);
};
