// What is stored: the state item with its lease, the record of the doctor, the paper venue, and
// compressed texts of any kind.

import { gzipSync } from 'node:zlib';
import { clearanceAttributes, clearanceIn } from '../../../lib/adapters/dynamo/clearance.ts';
import { packed, unpacked, UNPACKED_BYTES_MAX } from '../../../lib/adapters/dynamo/packed.ts';
import { leaseIn, stateIn } from '../../../lib/adapters/dynamo/state-item.ts';
import { encodeState } from '../../../lib/adapters/dynamo/stored-state.ts';
import { restoreSimulatedVenue } from '../../../lib/simulation/restore.ts';
import { initialState } from '../../../lib/cycle/initial-state.ts';
import { formatTime } from '../../../lib/units/time.ts';
import { DOCTOR_RECORD } from '../../adapters/dynamo/doctor-record.ts';
import { at, IDENTITY, STATE } from '../../adapters/rich-state.ts';
import { incoming, openVenue, setupOf, trade } from '../../simulation/fixtures.ts';
import { WHOLE_PAST } from '../../simulation/whole-past.ts';
import { claim, jsonTarget, verdictOf } from '../target.ts';
import { HISTORIES } from './histories.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../../lib/adapters/dynamo/table.ts';
import type { PortfolioState } from '../../../lib/domain/portfolio-state.ts';
import type { Target, Verdict } from '../target.ts';

// An item as JSON that can be taken apart: its body is an object, and is packed on the way in.
const itemText = (state: PortfolioState): string => {
  const { identity, ...body } = encodeState(state);
  return JSON.stringify({
    holder: { S: 'a-1' },
    leaseEnd: { N: '1750000155000' },
    fence: { N: '7' },
    version: { N: '3' },
    saveDigest: { S: 'abc' },
    schema: { N: '4' },
    identity: { S: identity },
    body,
    intents: { M: {} },
  });
};

const sectionsText = (): string => {
  const { identity, intents, ...sections } = encodeState(STATE);
  const textOf = ([name, text]: readonly [string, string]) => [name, { S: text }] as const;
  const texts = Object.entries(sections).map(textOf);
  const journalled = Object.entries(intents).map(textOf);
  return JSON.stringify({
    version: { N: '3' },
    schema: { N: '3' },
    identity: { S: identity },
    intents: { M: Object.fromEntries(journalled) },
    ...Object.fromEntries(texts),
  });
};

// Source: Amazon DynamoDB, limits of nested attributes, read 2026-11-28.
const DEPTH_MAX = 32;

// The API lets no attribute through that is none, and a number is one.
const attributeOf = (value: unknown, depth: number): AttributeValue | undefined => {
  if (typeof value !== 'object' || value === null || depth > DEPTH_MAX) return undefined;
  const { S: text, N: number, M: members } = value as Record<string, unknown>;
  if (typeof text === 'string') return { S: text };
  if (typeof number === 'string' && /^-?\d{1,38}(\.\d{1,20})?$/.test(number)) return { N: number };
  if (typeof members !== 'object' || members === null) return undefined;
  return { M: itemOf(members, depth + 1) };
};

const itemOf = (value: object, depth = 0): Item =>
  Object.fromEntries(
    Object.entries(value).flatMap(([name, one]): [string, AttributeValue][] => {
      const attribute = attributeOf(one, depth);
      return attribute === undefined ? [] : [[name, attribute]];
    }),
  );

// What is too deep to be written anew is given to the target of bodies as it is.
const writtenAnew = (body: unknown): string | undefined => {
  if (body === undefined) return undefined;
  try {
    return JSON.stringify(body);
  } catch {
    return undefined;
  }
};

const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0;

const readItem = (item: Item): Verdict => {
  const { fence, version } = leaseIn(item);
  const read = stateIn(item);
  if (!read.ok) return verdictOf(read);
  claim(isCount(fence) && isCount(version), 'a fence and a version count');
  const isSaved = ['schema', 'body', 'progress', 'ledger'].some((name) => name in item);
  const { state } = read.value;
  claim(state !== null || !isSaved, 'what is saved is not called new');
  if (state !== null) {
    const again = encodeState(state);
    claim(again.identity === item['identity']?.S, 'a state is read as it was written');
  }
  return verdictOf(read);
};

const stateItem = jsonTarget({
  name: 'state item',
  seeds: [itemText(STATE), itemText(initialState(IDENTITY, at(0))), sectionsText()],
  required: [
    'schema',
    'identity',
    'body',
    'body.progress',
    'body.risk',
    'body.ledger',
    'body.memory',
    'body.outbox',
    'body.settled',
    'body.intents',
  ],
  run: (value) => {
    if (typeof value !== 'object' || value === null) return { kind: 'refused', reason: 'no item' };
    const { body } = value as { readonly body?: unknown };
    const text = writtenAnew(body);
    return readItem({ ...itemOf(value), ...(text !== undefined && { body: packed(text) }) });
  },
});

const { body: BODY, ...AROUND } = JSON.parse(itemText(STATE)) as Record<string, object>;

// The same body, whose very text is the input.
const stateBody: Target = {
  name: 'state body',
  form: 'json',
  seeds: [JSON.stringify(BODY)],
  required: Object.keys(BODY ?? {}),
  run: (input) => readItem({ ...itemOf(AROUND), body: packed(input) }),
};

const clearance = jsonTarget({
  name: 'record of the doctor',
  seeds: [JSON.stringify(clearanceAttributes(DOCTOR_RECORD))],
  required: ['schema', 'body'],
  run: (value) => {
    const read = clearanceIn(itemOf(Object(value) as object));
    if (read.ok) claim(formatTime(read.value.at).length > 0, 'its time is one');
    return verdictOf(read);
  },
});

const checkpointText = (): string => {
  const venue = openVenue(setupOf(), { yes: '20', no: '20' });
  venue.place(incoming('rest', { side: 'BUY', price: '0.48', size: '50' }));
  venue.place(incoming('take', { side: 'BUY', price: '0.52', size: '10' }));
  venue.apply(trade(2, 'SELL', ['0.48', '1']));
  return venue.checkpoint(WHOLE_PAST);
};

const CHECKPOINT = checkpointText();

const paper: Target = {
  name: 'paper venue',
  form: 'json',
  seeds: [CHECKPOINT],
  required: Object.keys(JSON.parse(CHECKPOINT) as object),
  run: (input) => {
    const restored = restoreSimulatedVenue(setupOf(), input);
    if (!restored.ok) return { kind: 'refused', reason: JSON.stringify(restored.error) };
    const again = restored.value.checkpoint(WHOLE_PAST);
    claim(restoreSimulatedVenue(setupOf(), again).ok, 'what was restored can be restored again');
    return { kind: 'accepted', value: { length: again.length } };
  },
};

const latin = (text: string): string => Buffer.from(text).toString('latin1');
const zipped = (text: string): string => gzipSync(text).toString('latin1');

const compressed: Target = {
  name: 'compressed text',
  form: 'text',
  seeds: [
    zipped('{"a":1}'),
    zipped(JSON.stringify(encodeState(STATE))),
    zipped('a'.repeat(20_000_000)),
    latin('plain'),
  ],
  required: [],
  run: (input) => {
    const read = unpacked({ B: Buffer.from(input, 'latin1') });
    if (!read.ok) return { kind: 'refused', reason: read.error };
    claim(Buffer.byteLength(read.value) <= UNPACKED_BYTES_MAX, 'no text is longer than its bound');
    return { kind: 'accepted', value: null };
  },
};

/** Everything that is stored. */
export const STORED: readonly Target[] = [
  stateItem,
  stateBody,
  ...HISTORIES,
  clearance,
  paper,
  compressed,
];
