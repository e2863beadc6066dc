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
  ['resting', 'open', []],
  ['resting', 'over', ['over at the venue, and still resting: 0x1']],
  ['cancelling', 'open', []],
  ['cancelling', 'over', ['over at the venue, and still cancelling: 0x1']],
])('an old order that is stored as %s and is %s at the venue', (kind, there, broken) => {
  const venue = { isTaken: () => true, isOpen: () => there === 'open' };
  expect(unsettledIn(stored(kind, SINCE - 1), venue, SINCE)).toEqual({ judged: 1, broken });
  expect(unsettledIn(stored(kind, SINCE), venue, SINCE)).toEqual({ judged: 0, broken: [] });
  expect(unsettledIn(stored(kind, SINCE), venue, SINCE + 0.5)).toEqual({ judged: 1, broken });
});

it.each(['unknown', 'resting'])('one that the venue never took, stored as %s', (kind) => {
  const venue = { isTaken: () => false, isOpen: () => false };
  expect(unsettledIn(stored(kind, SINCE - 1), venue, SINCE)).toEqual({ judged: 0, broken: [] });
});

it('is judged by no time that is none', () => {
  const venue = { isTaken: () => true, isOpen: () => true };
  const named = new Map([['0x1', '{"phase":{"kind":"live"},"journaledAt":"yesterday"}']]);
  expect(() => unsettledIn(named, venue, SINCE)).toThrow(/yesterday/);
});
