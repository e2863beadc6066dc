// One own trade may reach the chain in several transactions, each a trade of its own to whoever
// reads them. Their sizes add up to the trade's, and everything else they share.

import { createHash } from 'node:crypto';
import { microsOfShares, shareMicros } from '../../units/shares.ts';
import { tradeId } from '../../units/ids.ts';
import type { Fill } from '../../domain/fill.ts';
import type { WireServer } from './server.ts';

/** One transaction's part of a trade. */
export type TradePart = {
  readonly fill: Fill;
  readonly bucket: number;
  /** Empty while there is none to tell. */
  readonly hash: string;
};

/** Text as 32 bytes of hex that nobody could have guessed. */
export const hex32 = (text: string): string =>
  `0x${createHash('sha256').update(text).digest('hex')}`;

const isMined = ({ status }: Fill): boolean => status === 'MINED' || status === 'CONFIRMED';

// A transaction that failed is sent again as another one.
const hashOf = ({ switches, fates, seed }: WireServer, whole: Fill, bucket: number): string => {
  const { hashes } = switches.get();
  if (hashes === 'missing' || (hashes === 'late' && !isMined(whole))) return '';
  const attempt = fates.isRetried(whole.trade) && isMined(whole) ? 2 : 1;
  // A chain that was put in another order has the same trade in another transaction.
  if (hashes === 'changed' && whole.status === 'CONFIRMED')
    return hex32(`${seed}|${whole.trade}|${bucket}|moved`);
  return hex32(`${seed}|${whole.trade}|${bucket}|${attempt}`);
};

/** The parts of a trade. */
export const partsOf = (server: WireServer, whole: Fill): readonly TradePart[] => {
  const size = microsOfShares(whole.size);
  const wanted = BigInt(server.switches.get().buckets);
  const count = size < wanted ? size : wanted;
  return Array.from({ length: Number(count) }, (_, bucket) => {
    const rest = bucket === 0 ? size % count : 0n;
    const trade = bucket === 0 ? whole.trade : tradeId(`${whole.trade}-${bucket}`);
    return {
      fill: { ...whole, trade, size: shareMicros(size / count + rest) },
      bucket,
      hash: hashOf(server, whole, bucket),
    };
  });
};
