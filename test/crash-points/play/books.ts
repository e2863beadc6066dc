// The books of a world, ours and the venue's, in words that two runs of one scenario can be
// compared by: ids, salts and times differ between them, and nothing else may.

import { fillKey } from '../../../lib/domain/fill.ts';
import { formatPrice } from '../../../lib/units/price.ts';
import { formatShares } from '../../../lib/units/shares.ts';
import { formatUsdc } from '../../../lib/units/usdc.ts';
import { entryItems } from '../../simulator/checkers/at-rest.ts';
import { textIn } from '../../simulator/checkers/stored.ts';
import { ledgerIn } from '../../simulator/checkers/stored-ledger.ts';
import { paperHistory } from './paper-books.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { Fill } from '../../../lib/domain/fill.ts';
import type { Attributes } from '../../simulator/aws/attribute.ts';
import type { Truth } from '../../simulator/checkers/truth.ts';

const fillText = (truth: Truth, fill: Fill): string => {
  const strategy = truth.journalledById(fill.order)?.intent.strategy ?? 'nobody';
  const { token, side, price, size, fee, role, status } = fill;
  const money = `${formatShares(size)} at ${formatPrice(price)} fee ${formatUsdc(fee)}`;
  const end = status === 'FAILED' ? 'failed' : 'stands';
  return [strategy, side, token, money, role, end].join(' ');
};

const activityText = (one: Activity): string =>
  JSON.stringify(one, (name, value: unknown) => {
    if (name === 'key' || name === 'at') return undefined;
    return typeof value === 'bigint' ? value.toString() : value;
  });

/** What has happened to the wallet at the venue, whatever anybody was told. */
export const venueHistory = (truth: Truth, items: readonly Attributes[]): string =>
  [
    ...truth.venue.fills().map((fill) => fillText(truth, fill)),
    ...truth.venue.activity().map(activityText),
    ...paperHistory(items),
  ]
    .toSorted()
    .join('\n');

/** The balances of the stored ledger: cash, lots, profit and fees by strategy. */
export const ledgerBalances = (state: Attributes): string => {
  const { cash, flows, lots, totals, income, pending } = ledgerIn(state);
  return JSON.stringify({ cash, flows, lots, totals, income, pending: pending.length }, null, 1);
};

const NAMELESS = new Set(['sequence', 'eventId', 'at', 'trade', 'order', 'status']);

/**
 * The entries of the ledger, without their names and in no order: the same things have happened,
 * however often each was looked at.
 */
export const ledgerHistory = (items: readonly Attributes[]): string =>
  entryItems(items)
    .map((item) => JSON.parse(textIn(item, 'body') ?? '') as Readonly<Record<string, unknown>>)
    .filter(({ kind, status }) => kind !== 'transition' || status === 'FAILED')
    .map((entry) => JSON.stringify(Object.entries(entry).filter(([name]) => !NAMELESS.has(name))))
    .toSorted()
    .join('\n');

/** The fills that the venue knows of, by their keys, with the time of each. Unit: ms. */
export const fillTimes = (truth: Truth): ReadonlyMap<string, number> =>
  new Map(truth.venue.fills().map((fill) => [fillKey(fill), Number(fill.matchedAt)]));
