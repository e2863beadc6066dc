import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../lib/adapters/dynamo/memory-store.ts';
import { asSaved, decodeState, encodeState } from '../../../lib/adapters/dynamo/stored-state.ts';
import { valueStore } from '../../../lib/adapters/dynamo/value-store.ts';
import { generateTape } from '../../../lib/tape/generator/generator.ts';
import { minutes } from '../../../lib/units/time.ts';
import { openSession, playOn } from '../../backtest/session.ts';
import type { PaperStore, StateStore } from '../../../lib/ports/state-store.ts';

const TAPE = generateTape({ seed: 5n, duration: minutes(40) });
const PATIENCE = 120_000;
const UNHEARD = { entries: () => undefined, record: () => undefined };

const recordsOn = async (store: StateStore & PaperStore): Promise<readonly string[]> => {
  const session = openSession({ universe: TAPE.universe, start: TAPE.start, store });
  await playOn(session, { tape: TAPE }, () => undefined);
  return session.records.map((record) => JSON.stringify(record));
};

describe('the store of a backtest', { timeout: PATIENCE }, () => {
  it('leads to the records of the store of texts, however seldom it writes', async () => {
    const texts = await recordsOn(memoryStore());
    for (const checkEvery of [1, 7, 1_000])
      expect(await recordsOn(valueStore(UNHEARD, checkEvery))).toEqual(texts);
    expect(texts.length).toBeGreaterThan(30);
  });

  it('keeps between its writings what would be read back, in every cycle', async () => {
    const session = openSession({ universe: TAPE.universe, start: TAPE.start });
    let resting = 0;
    await playOn(session, { tape: TAPE }, ({ state }) => {
      const read = decodeState(encodeState(state));
      expect(read.ok && read.value).toEqual(asSaved(state));
      resting = Math.max(resting, state.intents.length);
    });
    expect(resting).toBeGreaterThan(3);
  });

  it('tells its history and keeps none of it but ended orders', async () => {
    const heard = { entries: 0, records: 0 };
    const store = valueStore(
      { entries: (some) => (heard.entries += some.length), record: () => (heard.records += 1) },
      60,
    );
    const records = await recordsOn(store);
    expect(heard.records).toBe(records.length);
    expect(heard.entries).toBeGreaterThan(10);
    expect(await store.readEntries()).toEqual({ ok: true, value: [] });
  });
});
