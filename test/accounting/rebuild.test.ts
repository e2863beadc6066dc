// The same entries always make the same books, and entries that cannot are named.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEntry, emptyLedger, recordEvent } from '../../lib/accounting/ledger.ts';
import { rebuild } from '../../lib/accounting/verify.ts';
import { price } from '../../lib/units/price.ts';
import { minus, plus } from '../../lib/units/quantity.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { usdc, ZERO_USDC } from '../../lib/units/usdc.ts';
import { anyRedeemedHistory, lived } from './histories.ts';
import { bytesOf, fill, MARKETS, OPENED, secondsLater } from './scenario.ts';
import type { EntryOf, LedgerEntry, LedgerEvent } from '../../lib/domain/ledger-entry.ts';

const opening = recordEvent(emptyLedger(OPENED), {
  eventId: 'opening',
  at: OPENED,
  event: { kind: 'opening', cash: usdc('1000') },
});

const entry = (sequence: number, event: LedgerEvent): LedgerEntry => ({
  sequence,
  eventId: `e${String(sequence)}`,
  at: secondsLater(sequence),
  ...event,
});

const deposit = { kind: 'deposit', amount: usdc('1') } as const;
const { status: _status, matchedAt: _at, ...traded } = fill();
const filled: EntryOf<'fill'> = {
  ...traded,
  kind: 'fill',
  strategy: 'MM',
  status: 'MATCHED',
  sequence: 2,
  eventId: 'e2',
  at: secondsLater(2),
};
const { trade, order } = filled;
const [{ condition, yes, no }] = MARKETS;
const sets = { condition, yes, no, yesPrice: price('0.5'), strategy: 'MM', size: ZERO_SHARES };
const redeemed = { condition, token: yes, outcome: 'YES', strategy: 'ICC' } as const;

describe('books rebuilt from their entries', () => {
  it('are the same byte for byte', () => {
    fc.assert(
      fc.property(anyRedeemedHistory, (steps) => {
        const { state, entries } = lived(steps, opening.state);
        const rebuilt = rebuild([opening.entry, ...entries]);
        expect(rebuilt.ok && bytesOf(rebuilt.value)).toBe(bytesOf(state));
      }),
      { numRuns: 10_000 },
    );
  });

  it('are the same wherever the books were opened in memory before', () => {
    const early = emptyLedger(secondsLater(-500));
    expect(applyEntry(early, opening.entry)).toEqual(opening.state);
  });

  it('may begin anew with another cash, and keep income and shares', () => {
    const reward = entry(2, { kind: 'reward', amount: usdc('1') });
    const bought = { ...filled, sequence: 3, eventId: 'e3', status: 'CONFIRMED' } as const;
    const settled = [opening.entry, reward, bought];
    const books = rebuild(settled);
    const anew = rebuild([...settled, entry(4, { kind: 'opening', cash: usdc('930') })]);
    if (!books.ok || !anew.ok) throw new Error('no books');
    const { cash, flows, lots, income } = books.value;
    expect(lots.size).toBe(1);
    expect(anew.value).toMatchObject({ cash: usdc('930'), lots, income });
    expect(anew.value.openedAt).toBe(secondsLater(4));
    expect(anew.value.flows).toBe(plus(flows, minus(usdc('930'), cash)));
  });

  it.each<[string, readonly LedgerEntry[], unknown]>([
    ['no entries', [], { kind: 'NO_ENTRIES' }],
    [
      'a missing entry',
      [opening.entry, entry(3, deposit)],
      { kind: 'SEQUENCE_BROKEN', expected: 2, found: 3 },
    ],
    ['no opening', [entry(1, deposit)], { kind: 'OPENING_MISPLACED', sequence: 1 }],
    [
      'a second opening of books with a fill that is not settled',
      [opening.entry, filled, entry(3, { kind: 'opening', cash: usdc('1') })],
      { kind: 'OPENING_MISPLACED', sequence: 3 },
    ],
    [
      'an event recorded twice',
      [opening.entry, entry(2, deposit), { ...entry(3, deposit), eventId: 'e2' }],
      { kind: 'EVENT_REPEATED', sequence: 3, eventId: 'e2' },
    ],
    [
      'a pending fill recorded twice',
      [opening.entry, filled, { ...filled, sequence: 3, eventId: 'e3' }],
      { kind: 'FILL_REPEATED', sequence: 3, fill: 't1|MM-o1' },
    ],
    [
      'a final fill recorded twice',
      [
        opening.entry,
        { ...filled, status: 'CONFIRMED' },
        entry(3, { kind: 'failed-fill', trade, order }),
      ],
      { kind: 'FILL_REPEATED', sequence: 3, fill: 't1|MM-o1' },
    ],
    [
      'a transition of no fill',
      [opening.entry, entry(2, { kind: 'transition', trade, order, status: 'MINED' })],
      { kind: 'FILL_NOT_PENDING', sequence: 2, fill: 't1|MM-o1' },
    ],
  ])('cannot be made from %s', (_what, entries, error) => {
    expect(rebuild(entries)).toEqual({ ok: false, error });
  });

  it.each<[string, LedgerEvent]>([
    ['fill', { ...filled, size: ZERO_SHARES }],
    ['fill', { ...filled, fee: usdc('-0.000001') }],
    ['merge', { ...sets, kind: 'merge', strategy: 'MM' }],
    ['split', { ...sets, kind: 'split', strategy: 'MM' }],
    ['redemption', { ...redeemed, kind: 'redemption', size: ZERO_SHARES, payout: ZERO_USDC }],
    [
      'redemption',
      { ...redeemed, kind: 'redemption', size: shares('1'), payout: usdc('-0.000001') },
    ],
    ['reward', { kind: 'reward', amount: ZERO_USDC }],
    ['withdrawal', { kind: 'withdrawal', amount: usdc('-1') }],
  ])('cannot be made from a %s of an amount that cannot be', (kind, event) => {
    expect(rebuild([opening.entry, entry(2, event)])).toEqual({
      ok: false,
      error: { kind: 'AMOUNT_OUT_OF_RANGE', sequence: 2, entry: kind },
    });
  });
});

describe('an entry', () => {
  it('is refused by books that do not balance', () => {
    const next = entry(2, deposit);
    expect(applyEntry(opening.state, next).cash).toBe(usdc('1001'));
    const richer = { ...opening.state, cash: usdc('1000.000001') };
    expect(() => applyEntry(richer, next)).toThrow('cash is flows plus earnings');
  });

  it('is refused by books that it does not fit', () => {
    expect(() => applyEntry(opening.state, entry(3, deposit))).toThrow(
      'an entry fits the books it is applied to',
    );
  });
});
