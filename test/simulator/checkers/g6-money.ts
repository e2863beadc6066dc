// G6, money that came and went by itself: what was put in is no gain, and what the venue paid is no
// deposit. Cash is the same either way, and so is every sum of the books by themselves.

import { rebuild } from '../../../lib/accounting/verify.ts';
import { hex32 } from '../../../lib/simulation/wire/trade-parts.ts';
import { epochMs, epochSeconds } from '../../../lib/units/time.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { sum } from './amounts.ts';
import { microsOf } from './stored.ts';
import type { Activity } from '../../../lib/domain/activity.ts';
import type { LedgerEntry } from '../../../lib/domain/ledger-entry.ts';
import type { StoredLedger } from './stored-ledger.ts';

type Credit = Extract<Activity, { readonly amount: unknown }>;

const isCredit = (one: Activity): one is Credit => 'amount' in one;

// The venue shows an event under the hash of a transaction of its own.
const isBookedIn =
  (entries: readonly LedgerEntry[]) =>
  ({ key }: Credit): boolean =>
    entries.some(({ eventId }) => eventId.startsWith(`activity|${hex32(key)}|`));

// It tells whole seconds: what bears the second of the opening came after it.
const isSince =
  (opening: LedgerEntry) =>
  ({ at }: Credit): boolean =>
    at >= epochMs(epochSeconds(opening.at, 'down') * 1_000n);

const amountOf = (credits: readonly Credit[], kind: Credit['kind']): bigint =>
  sum(credits.filter((one) => one.kind === kind).map(({ amount }) => microsOfUsdc(amount)));

const KINDS = ['reward', 'rebate', 'yield'] as const;

/**
 * Where flows and income differ from what the venue says has come and gone since the opening. What
 * came before is part of the opening cash. Where books were opened anew, what differed then was a
 * flow whatever it was, but what had been booked as income stays there. Corrections are flows too,
 * and a fault wherever there is one.
 */
export const moneyAmiss = (
  ledger: StoredLedger,
  entries: readonly LedgerEntry[],
  activity: readonly Activity[],
): readonly string[] => {
  const last = entries.findLastIndex(({ kind }) => kind === 'opening');
  const opening = entries[last];
  const opened = rebuild(entries.slice(0, last + 1));
  if (opening === undefined || !opened.ok) return ['the books were never opened'];
  const credits = activity.filter(isCredit);
  const before = credits.filter(isBookedIn(entries.slice(0, last)));
  const since = credits.filter(isSince(opening)).filter((one) => !before.includes(one));
  const moved = amountOf(since, 'deposit') - amountOf(since, 'withdrawal');
  const flows = microsOfUsdc(opened.value.flows) + moved;
  const told = [
    ['flows', microsOf(ledger.flows), flows],
    ...KINDS.map(
      (kind) =>
        [kind, microsOf(ledger.income[kind]), amountOf([...before, ...since], kind)] as const,
    ),
  ] as const;
  return told.flatMap(([what, here, there]) =>
    here === there
      ? []
      : [`${what}: ${String(here)} in our books, ${String(there)} by what the venue has moved`],
  );
};
