// What counts as an order whose end the books have missed.

import { expect, it } from 'vitest';
import { encodeStored } from '../../../lib/adapters/dynamo/codec/json.ts';
import { timeCodec } from '../../../lib/adapters/dynamo/codec/scalars.ts';
import { epochMs } from '../../../lib/units/time.ts';
import { unsettledIn } from './unsettled.ts';

const SINCE = 1_795_357_980_000;

const stored = (kind: string, at: number): ReadonlyMap<string, string> => {
  const journaledAt = encodeStored(timeCodec, epochMs(BigInt(at)));
  return new Map([['0x1', JSON.stringify({ phase: { kind }, journaledAt })]]);
};

it.each([
  ['unknown', 'open', ['taken, and still unknown: 0x1']],
  ['unknown', 'over', ['taken, and still unknown: 0x1']],
  ['unknown', 'never there', []],
  ['live', 'open', []],
  ['live', 'over', ['over at the venue, and still live: 0x1']],
  ['live', 'never there', []],
])('an old order that is stored as %s and is %s at the venue', (kind, there, broken) => {
  const venue = { isTaken: () => there !== 'never there', isOpen: () => there === 'open' };
  expect(unsettledIn(stored(kind, SINCE - 1), venue, SINCE)).toEqual({ judged: 1, broken });
  expect(unsettledIn(stored(kind, SINCE), venue, SINCE)).toEqual({ judged: 0, broken: [] });
});

it('is judged by no time that is none', () => {
  const venue = { isTaken: () => true, isOpen: () => true };
  const named = new Map([['0x1', '{"phase":{"kind":"live"},"journaledAt":"yesterday"}']]);
  expect(() => unsettledIn(named, venue, SINCE)).toThrow(/yesterday/);
});
