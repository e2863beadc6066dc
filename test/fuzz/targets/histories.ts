// What is stored beside the state for good: whatever is read of it is what was written.

import { decodeStored, encodeStored, jsonCodec } from '../../../lib/adapters/dynamo/codec/json.ts';
import { entryCodec } from '../../../lib/adapters/dynamo/codec/ledger-entries.ts';
import { settledCodec } from '../../../lib/adapters/dynamo/codec/orders.ts';
import { recordCodec } from '../../../lib/adapters/dynamo/codec/records.ts';
import { RECORD } from '../../adapters/rich-record.ts';
import { at, ENTRIES, INTENT } from '../../adapters/rich-state.ts';
import { claim, verdictOf } from '../target.ts';
import type { Codec } from '../../../lib/adapters/dynamo/codec/scalars.ts';
import type { Target } from '../target.ts';

// What earlier versions did not keep: it may be missing, and nothing else may.
type History<T> = { readonly codec: Codec<T>; readonly later: readonly string[] };

const withoutLater = (text: string, later: readonly string[]): string =>
  JSON.stringify(JSON.parse(text), (key, value: unknown) =>
    later.includes(key) ? undefined : value,
  );

const isAsWritten = (input: string, written: string, later: readonly string[]): boolean =>
  input === written ||
  (later.length > 0 && withoutLater(input, later) === withoutLater(written, later));

const historyTarget = <T>(
  name: string,
  { codec, later }: History<T>,
  values: readonly [T, ...T[]],
): Target => {
  const [first, ...others] = values.map((one) => JSON.stringify(encodeStored(codec, one)));
  return {
    name,
    form: 'json',
    // The last one is as an earlier version wrote it.
    seeds: [first ?? '', ...others, withoutLater(first ?? '', later)],
    required: Object.keys(JSON.parse(first ?? '{}') as object).filter(
      (key) => !later.includes(key),
    ),
    run: (input) => {
      const read = decodeStored(jsonCodec(codec), name, input);
      if (read.ok)
        claim(
          isAsWritten(input, JSON.stringify(encodeStored(codec, read.value)), later),
          'it is as it was written',
        );
      return verdictOf(read);
    },
  };
};

const LATER_IN_RECORDS =
  'markets cuts condition unpriced obstacle order killSwitchSource worstExposures under';

const [OPENING, ...OTHERS] = ENTRIES;

/** Ledger entries, intents that have ended and records of cycles. */
export const HISTORIES: readonly Target[] = [
  ...(OPENING === undefined
    ? []
    : [historyTarget('ledger entry', { codec: entryCodec, later: [] }, [OPENING, ...OTHERS])]),
  historyTarget('settled intent', { codec: settledCodec, later: ['matched'] }, [
    { intent: INTENT, end: 'absent', detail: 'never seen', at: at(4) },
  ]),
  historyTarget(
    'cycle record',
    {
      codec: recordCodec,
      later: LATER_IN_RECORDS.split(' '),
    },
    [RECORD],
  ),
];
