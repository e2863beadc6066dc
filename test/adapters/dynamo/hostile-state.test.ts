import { describe, expect, it } from 'vitest';
import { decodeState, encodeState } from '../../../lib/adapters/dynamo/stored-state.ts';
import { INTENT, STATE } from '../rich-state.ts';

type Stored = ReturnType<typeof encodeState>;

const STORED = encodeState(STATE);

const replaced = (section: 'ledger' | 'progress' | 'outbox', from: string, to: string): Stored => {
  const text = STORED[section].replace(from, to);
  if (text === STORED[section]) throw new Error(`${section} does not hold ${from}`);
  return { ...STORED, [section]: text };
};

// A list in the ledger with its first member once more behind the others, or changed.
const withList = (list: 'lots' | 'pending', change: (pairs: unknown[]) => unknown[]): Stored => {
  const ledger = JSON.parse(STORED.ledger) as Record<string, unknown[]>;
  return { ...STORED, ledger: JSON.stringify({ ...ledger, [list]: change(ledger[list] ?? []) }) };
};

const twice = (pairs: unknown[]): unknown[] => [...pairs, pairs[0]];
const moved = (pairs: unknown[]): unknown[] =>
  pairs.map((pair) => ['FF|other', (pair as unknown[])[1]]);

const intentText = STORED.intents[INTENT.id] ?? '';
const entry = STORED.outbox.slice(1, -1);

const HOSTILE: readonly (readonly [string, Stored, string])[] = [
  ['money with other digits', replaced('ledger', '"cash":"', '"cash":"000'), 'ledger.cash'],
  ['a time with leading zeros', replaced('ledger', '"openedAt":"', '"openedAt":"00'), 'ledger'],
  ['spaces between its fields', replaced('progress', ':', ': '), 'progress'],
  ['a field written twice', replaced('ledger', '{', '{"sequence":4,'), 'ledger'],
  ['a lot under the key of another', withList('lots', moved), 'ledger.lots'],
  ['a lot that is there twice', withList('lots', twice), 'ledger.lots'],
  ['a pending fill under another key', withList('pending', moved), 'ledger.pending'],
  ['a pending fill that is there twice', withList('pending', twice), 'ledger.pending'],
  [
    'an intent under another key',
    { ...STORED, intents: { ...STORED.intents, '0xother': intentText } },
    'intents.0xother',
  ],
  ['an entry twice in its outbox', { ...STORED, outbox: `[${entry},${entry}]` }, 'outbox'],
  [
    'an entry that its books do not know yet',
    replaced('outbox', '"sequence":4', '"sequence":5'),
    'outbox',
  ],
];

describe('a stored state', () => {
  it('is read as it was written', () => {
    expect(decodeState(STORED)).toEqual({ ok: true, value: STATE });
  });

  it.each(HOSTILE)('with %s is refused by its field', (_what, stored, field) => {
    const decoded = decodeState(stored);
    expect(decoded).toMatchObject({ ok: false, error: { kind: 'CORRUPT', item: 'STATE' } });
    if (!decoded.ok && decoded.error.kind === 'CORRUPT')
      expect(decoded.error.field.startsWith(field)).toBe(true);
  });
});
