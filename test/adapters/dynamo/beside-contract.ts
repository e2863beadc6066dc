// What every state store must do with what stands beside the state: the doctor record, and the
// simulated venue of a paper portfolio.

import { describe, expect, it } from 'vitest';
import { failure, got, leaseOf, saved } from './contract-steps.ts';
import { RECORD } from '../rich-record.ts';
import { at, STATE } from '../rich-state.ts';
import { formatTime } from '../../../lib/units/time.ts';
import { DOCTOR_RECORD } from './doctor-record.ts';
import type { Store } from './contract-steps.ts';

/** Declares these tests for a store. */
export const besideContract = (name: string, open: () => Store): void => {
  describe(`${name}: the doctor record`, () => {
    it('is none before a doctor has written one', async () => {
      expect(got(await open().readClearance())).toBeNull();
    });

    it('is read as it was written, and a later one takes its place', async () => {
      const store = open();
      got(await store.putClearance(DOCTOR_RECORD));
      expect(got(await store.readClearance())).toEqual(DOCTOR_RECORD);
      const later = { ...DOCTOR_RECORD, at: at(90) };
      got(await store.putClearance(later));
      expect(got(await store.readClearance())).toEqual(later);
    });

    it('is written while somebody holds the lease, and leaves the state alone', async () => {
      const store = open();
      await saved(store);
      await leaseOf(store, 'b');
      got(await store.putClearance(DOCTOR_RECORD));
      expect(got(await store.readClearance())).toEqual(DOCTOR_RECORD);
      expect(got(await store.peek())).toEqual(STATE);
    });
  });

  describe(`${name}: the latest records`, () => {
    it.each([
      [1, [3]],
      [2, [3, 2]],
      [3, [3, 2, 1]],
      [4, [3, 2, 1]],
    ])('finds the last %d records, the latest first', async (count, cycles) => {
      const store = open();
      expect(got(await store.readLatestRecords(count))).toEqual([]);
      for (const cycle of [2, 3, 1]) {
        const record = { ...RECORD, cycle, at: formatTime(at(cycle * 60)) };
        got(await store.putHistory({ record, equity: null, at: at(240) }));
      }
      const found = got(await store.readLatestRecords(count));
      expect(found.map((record) => record.cycle)).toEqual(cycles);
    });
  });

  describe(`${name}: cycles of one moment`, () => {
    it('keeps each of them, in the order of their numbers', async () => {
      const store = open();
      for (const cycle of [11, 9, 10, 10]) {
        const equity = { at: RECORD.at, equity: String(cycle), exposure: '0', drawdown: '0' };
        got(await store.putHistory({ record: { ...RECORD, cycle }, equity, at: at(240) }));
      }
      const moment = { from: at(0), to: at(0) };
      const records = got(await store.readRecords(moment));
      expect(records.map(({ cycle }) => cycle)).toEqual([9, 10, 11]);
      const points = got(await store.readEquity(moment));
      expect(points.map(({ equity }) => equity)).toEqual(['9', '10', '11']);
      const latest = got(await store.readLatestRecords(2));
      expect(latest.map(({ cycle }) => cycle)).toEqual([11, 10]);
    });
  });

  describe(`${name}: the paper venue`, () => {
    it('is kept as it was given', async () => {
      const store = open();
      expect(got(await store.loadPaper())).toBeNull();
      got(await store.savePaper(await leaseOf(store, 'a'), 'venue'));
      expect(got(await store.loadPaper())).toBe('venue');
    });

    it.each([
      ['that is empty', ''],
      ['too short to be compressed', '{"venue":"é"}'],
      ['of many pages', JSON.stringify(Array.from({ length: 20_000 }, (_, n) => `order ${n}`))],
    ])('%s is read as it was written', async (_what, text) => {
      const store = open();
      got(await store.savePaper(await leaseOf(store, 'a'), text));
      expect(got(await store.loadPaper())).toBe(text);
    });

    it('is not overwritten by an earlier holder', async () => {
      const store = open();
      const old = await leaseOf(store, 'a');
      const next = await leaseOf(store, 'b', at(300));
      got(await store.savePaper(next, 'newer'));
      expect(failure(await store.savePaper(old, 'older'))).toBe('LEASE_LOST');
      expect(got(await store.loadPaper())).toBe('newer');
    });
  });
};
