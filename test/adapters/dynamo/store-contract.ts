// What every state store must do. The same tests run on the store in memory, on the embedded one
// and on any endpoint named by the environment.

import { describe, expect, it } from 'vitest';
import { rebuild } from '../../../lib/accounting/verify.ts';
import { invocationId } from '../../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../../lib/units/time.ts';
import { present } from '../../../lib/units/invariant.ts';
import { acquire, END, failure, got, leaseOf, NOW, saved } from './contract-steps.ts';
import { RECORD } from '../rich-record.ts';
import { at, ENTRIES, IDENTITY, INTENT, LEDGER, STATE } from '../rich-state.ts';
import type { PortfolioIdentity } from '../../../lib/domain/portfolio-state.ts';
import type { Store } from './contract-steps.ts';

/** Opens a store on a fresh portfolio; each call on one portfolio sees the same data. */
export type StoreOpener = (identity: PortfolioIdentity) => Store;

/** Declares the contract tests of a store. */
export const storeContract = (name: string, open: () => Store): void => {
  describe(`${name}: the lease`, () => {
    it('gives a new portfolio to the first who asks, with no state', async () => {
      const { lease, state } = got(await acquire(open(), 'a'));
      expect(state).toBeNull();
      expect(lease).toEqual({ holder: 'a', fence: 1, version: 0, end: END });
    });

    it('refuses a second holder and says until when', async () => {
      const store = open();
      await leaseOf(store, 'a');
      expect(await acquire(store, 'b')).toEqual({
        ok: false,
        error: { kind: 'LEASE_HELD', until: at(160) },
      });
    });

    it.each([
      ['one millisecond before the skew margin is over', 59_999n, 'LEASE_HELD'],
      ['exactly when it is over', 60_000n, 'LEASE_HELD'],
      ['one millisecond after', 60_001n, 'none'],
    ])('%s another holder gets: %s', async (_when, later, expected) => {
      const store = open();
      await leaseOf(store, 'a');
      const then = epochMs(msOfEpoch(NOW) + later);
      expect(failure(await acquire(store, 'b', then))).toBe(expected);
    });

    it('lets one of many contenders win', async () => {
      const store = open();
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, index) => acquire(store, `holder-${String(index)}`)),
      );
      expect(all.filter((one) => one.ok)).toHaveLength(1);
    });

    it('raises the fence with every holder', async () => {
      const store = open();
      await store.release(await leaseOf(store, 'a'));
      expect((await leaseOf(store, 'b')).fence).toBe(2);
    });

    it('is not given back by a release of an earlier holder', async () => {
      const store = open();
      const first = await leaseOf(store, 'a');
      const second = await leaseOf(store, 'b', at(200));
      await store.release(first);
      expect(failure(await store.journal(second, []))).toBe('none');
      expect(failure(await acquire(store, 'c', at(201)))).toBe('LEASE_HELD');
    });

    it('is refused by name to another wallet or chain', async () => {
      const store = open();
      await saved(store);
      const other = { ...IDENTITY, funder: '0xother' };
      const refused = await store.acquire({
        identity: other,
        holder: invocationId('b'),
        now: NOW,
        end: END,
      });
      expect(failure(refused)).toBe('IDENTITY_MISMATCH');
    });
  });

  describe(`${name}: a state that cannot be read`, () => {
    it('is told each time, and nobody is kept out by its lease', async () => {
      const store = open();
      const { pending } = LEDGER;
      const misplaced = new Map([...pending].map(([key, fill]) => [`other ${key}`, fill]));
      const state = { ...STATE, ledger: { ...LEDGER, pending: misplaced } };
      const lease = await leaseOf(store, 'a');
      got(await store.save(lease, { state, lease: { kind: 'release' } }));
      expect(failure(await acquire(store, 'b'))).toBe('CORRUPT');
      expect(failure(await acquire(store, 'c'))).toBe('CORRUPT');
    });
  });

  describe(`${name}: the state`, () => {
    it('is loaded as it was saved, to the byte', async () => {
      const store = open();
      await saved(store);
      expect(got(await acquire(store, 'b')).state).toEqual(STATE);
    });

    it('is read by a peek without taking the lease', async () => {
      const store = open();
      await saved(store);
      expect(got(await store.peek())).toEqual(STATE);
      expect(failure(await acquire(store, 'b'))).toBe('none');
    });

    it('keeps intents that were journalled and never saved', async () => {
      const store = open();
      await saved(store);
      const lease = await leaseOf(store, 'b');
      const another = { ...INTENT, id: `${INTENT.id}2` as typeof INTENT.id };
      got(await store.journal(lease, [another]));
      const { state } = got(await acquire(store, 'c', at(300)));
      expect(state?.intents.map((intent) => intent.id)).toEqual([INTENT.id, another.id]);
    });

    it('takes the same journal twice for once', async () => {
      const store = open();
      await saved(store);
      const lease = await leaseOf(store, 'b');
      got(await store.journal(lease, [INTENT]));
      got(await store.journal(lease, [INTENT]));
      expect(got(await store.peek())?.intents).toEqual([INTENT]);
    });

    it('keeps the bytes of an order that is journalled, and of none that is saved', async () => {
      const store = open();
      await saved(store);
      const lease = await leaseOf(store, 'b');
      const phase = { kind: 'unknown', cleanScans: 1 } as const;
      const intent = { ...INTENT, phase, body: '{"order":"bytes"}' };
      got(await store.journal(lease, [intent]));
      const { lease: next, state } = got(await acquire(store, 'c', at(300)));
      expect(state?.intents).toEqual([intent]);
      const settled = { intent, end: 'absent', detail: 'never seen', at: NOW } as const;
      const kept = { ...STATE, intents: [intent], settled: [settled] };
      got(await store.save(next, { state: kept, lease: { kind: 'release' } }));
      got(await store.putSettled([settled]));
      const without = { ...intent, body: '' };
      const read = got(await store.peek());
      expect([read?.intents, read?.settled]).toEqual([
        [without],
        [{ ...settled, intent: without }],
      ]);
      expect(got(await store.readSettled(INTENT.id))?.intent).toEqual(without);
    });

    it('refuses a journal before the first save, since nothing could find it again', async () => {
      const store = open();
      expect(failure(await store.journal(await leaseOf(store, 'a'), [INTENT]))).toBe('LEASE_LOST');
    });

    it.each(['journal', 'save'] as const)('refuses the %s of a lost lease', async (write) => {
      const store = open();
      await saved(store);
      const old = await leaseOf(store, 'b');
      await leaseOf(store, 'c', at(300));
      const result =
        write === 'journal'
          ? await store.journal(old, [INTENT])
          : await store.save(old, { state: STATE, lease: { kind: 'release' } });
      expect(failure(result)).toBe('LEASE_LOST');
    });

    it('refuses a second save of the same version', async () => {
      const store = open();
      await saved(store);
      const lease = await leaseOf(store, 'b');
      const renew = { state: STATE, lease: { kind: 'renew', end: at(200) } } as const;
      const { lease: next } = got(await store.save(lease, renew));
      expect(next).toEqual({ ...lease, version: lease.version + 1, end: at(200) });
      got(await store.save(next, renew));
      const other = { ...renew, state: { ...STATE, cycle: 8 } };
      expect(failure(await store.save(next, other))).toBe('LEASE_LOST');
      expect(got(await store.peek())?.cycle).toBe(7);
    });

    it('takes the repetition of a save whose answer was lost for done', async () => {
      const store = open();
      const lease = await leaseOf(store, 'a');
      const save = { state: STATE, lease: { kind: 'release' } } as const;
      const first = got(await store.save(lease, save));
      expect(got(await store.save(lease, save))).toEqual(first);
    });

    it('tells its size', async () => {
      const store = open();
      const lease = await leaseOf(store, 'a');
      const done = got(await store.save(lease, { state: STATE, lease: { kind: 'release' } }));
      expect(done.bytes).toBeGreaterThan(1_000);
    });
  });

  describe(`${name}: the history`, () => {
    it('gives entries back in sequence order, and twice put is once', async () => {
      const store = open();
      got(await store.putEntries(ENTRIES.toReversed()));
      got(await store.putEntries(ENTRIES));
      expect(got(await store.readEntries())).toEqual(ENTRIES);
    });

    it('holds what rebuilds the ledger', async () => {
      const store = open();
      got(await store.putEntries(ENTRIES));
      expect(got(rebuild(got(await store.readEntries())))).toEqual(LEDGER);
    });

    it('takes more entries than one request may carry', async () => {
      const store = open();
      const first = present(ENTRIES[3], 'there is a fourth entry');
      const many = Array.from({ length: 60 }, (_, index) => ({ ...first, sequence: index + 1 }));
      got(await store.putEntries(many));
      expect(got(await store.readEntries())).toHaveLength(60);
    });

    it('finds a settled intent by its order id, and nothing for another', async () => {
      const store = open();
      const settled = { intent: INTENT, end: 'absent', detail: 'never seen', at: NOW } as const;
      got(await store.putSettled([settled]));
      got(await store.putSettled([settled]));
      expect(got(await store.readSettled(INTENT.id))).toEqual(settled);
      expect(got(await store.readSettled('0xother'))).toBeNull();
    });

    it('finds the records of a range of time', async () => {
      const store = open();
      const equity = { at: RECORD.at, equity: '1', exposure: '0', drawdown: '0' };
      got(await store.putHistory({ record: RECORD, equity, at: NOW }));
      const day = { from: at(0), to: at(86_400) };
      expect(got(await store.readRecords(day))).toEqual([RECORD]);
      expect(got(await store.readRecords({ from: at(-10), to: at(-5) }))).toEqual([]);
      expect(got(await store.readEquity(day))).toEqual([equity]);
      expect(got(await store.readEquity({ from: at(-10), to: at(-5) }))).toEqual([]);
    });
  });
};
