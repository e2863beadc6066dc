// The books as they stand in a saved state, as far as they are judged.

import { sum } from './amounts.ts';
import { microsOf, savedSectionIn } from './stored.ts';
import type { Attributes } from '../aws/attribute.ts';

/** Shares of one token that belong to one strategy. */
export type StoredLot = Readonly<Record<'strategy' | 'token' | 'shares' | 'cost', string>>;

/** The balances. Amounts are decimal texts. */
export type StoredLedger = {
  readonly cash: string;
  readonly lots: readonly (readonly [key: string, lot: StoredLot])[];
  readonly flows: string;
  readonly totals: Readonly<Record<string, Readonly<Record<'realized' | 'fees', string>>>>;
  readonly income: Readonly<Record<'reward' | 'rebate' | 'yield', string>>;
  readonly pending: readonly (readonly [key: string, fill: unknown])[];
};

/** Reads them. Throws: where a state holds none, since every save writes them, opened or not. */
export const ledgerIn = (state: Attributes): StoredLedger =>
  JSON.parse(savedSectionIn(state, 'ledger')) as StoredLedger;

/** Fees over all strategies. Unit: micros. */
export const feesIn = ({ totals }: StoredLedger): bigint =>
  sum(Object.values(totals).map((of) => microsOf(of.fees)));
