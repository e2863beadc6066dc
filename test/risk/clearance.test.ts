import { describe, expect, it } from 'vitest';
import { afterCycle, stepByRecord, stepRemembered } from '../../lib/risk/clearance.ts';
import { configHash, walletAddress } from '../../lib/units/ids.ts';
import { epochMs, msOfEpoch } from '../../lib/units/time.ts';
import { NOW } from './contexts.ts';
import type { Clearance, ClearanceSubject, DoctorRecord } from '../../lib/domain/clearance.ts';
import type { ClearanceStep, RecordRead } from '../../lib/risk/clearance.ts';

const SUBJECT: ClearanceSubject = {
  wallet: walletAddress('0xWallet'),
  configHash: configHash('this one'),
};
const OTHER_WALLET = { ...SUBJECT, wallet: walletAddress('0xOther') };
const OTHER_CONFIGURATION = { ...SUBJECT, configHash: configHash('another') };
const NEVER: Clearance = { kind: 'never' };
const DAY = 86_400_000n;

const cleared = (cycles: number, subject = SUBJECT): Clearance & { readonly kind: 'cleared' } => ({
  kind: 'cleared',
  ...subject,
  at: NOW,
  cycles,
});

const record = (changes: Partial<DoctorRecord> = {}): DoctorRecord => ({
  ...SUBJECT,
  signer: walletAddress('0xSigner'),
  chainId: 137,
  at: NOW,
  verdict: 'green',
  ...changes,
});

const aged = (ms: bigint): DoctorRecord => record({ at: epochMs(msOfEpoch(NOW) - ms) });

const by = (found: DoctorRecord | null | RecordRead, before: Clearance = NEVER): ClearanceStep => {
  const read: RecordRead =
    found === null || !('kind' in found) ? { kind: 'read', record: found } : found;
  return stepByRecord(before, SUBJECT, { read, now: NOW });
};

const standing = ({ standing: { kind, ...rest } }: ClearanceStep): string =>
  [kind, ...Object.values(rest).map(String)].join(' ');

describe('a portfolio that was never cleared', () => {
  it('is not judged without a look at the record', () => {
    expect(stepRemembered(NEVER, SUBJECT)).toBeNull();
  });

  it('is cleared by a green record for its wallet and configuration', () => {
    const { clearance, standing: now, messages } = by(record());
    expect(clearance).toEqual(cleared(0));
    expect(now).toEqual({ kind: 'first-cycles', done: 0 });
    expect(messages.map(({ message }) => message)).toEqual([
      "[RiskManager] Live trading is cleared by the doctor's record of 2026-11-22T12:00:00.000Z",
      '[RiskManager] First live cycles: 0 of 10 done, new risk in orders of the minimum size only',
    ]);
  });

  it.each([
    ['one millisecond less than a day', DAY - 1n, 'first-cycles 0'],
    ['a day', DAY, 'first-cycles 0'],
    ['one millisecond more than a day', DAY + 1n, 'nothing old'],
    ['minus a minute, less a millisecond,', -59_999n, 'first-cycles 0'],
    ['minus a minute', -60_000n, 'first-cycles 0'],
    ['minus a minute and a millisecond', -60_001n, 'nothing unreadable'],
  ])('with a record that is %s old may send: %s', (_age, ms, expected) => {
    expect(standing(by(aged(ms)))).toBe(expected);
  });

  it.each<[string, DoctorRecord | null | RecordRead, string]>([
    ['no record', null, 'missing'],
    ['the record of another wallet', record(OTHER_WALLET), 'wallet'],
    ['the record of another configuration', record(OTHER_CONFIGURATION), 'configuration'],
    ['an unreadable record', { kind: 'unreadable', detail: 'UNAVAILABLE' }, 'unreadable'],
  ])('with %s sends nothing, and says why', (_what, found, cause) => {
    const step = by(found);
    expect(step.clearance).toEqual(NEVER);
    expect(step.standing).toEqual({ kind: 'nothing', cause });
    const [said] = step.messages;
    expect(said?.level).toBe('error');
    expect(said?.message).toContain(`[RiskManager] Live trading is not cleared: cause=${cause}`);
    expect(said?.message).toContain('Run `keel doctor`');
  });

  it.each([
    [null, 'missing'],
    [aged(DAY + 1n), 'old'],
  ])('says no more than the cause where that is all: %#', (found, cause) => {
    const text = `Live trading is not cleared: cause=${cause}. Run \`keel doctor\``;
    const [said] = by(found).messages;
    expect(said).toEqual({ level: 'error', message: `[RiskManager] ${text}` });
  });

  it('says what kept the record from being read', () => {
    const [said] = by({ kind: 'unreadable', detail: 'UNAVAILABLE: detail=throttled' }).messages;
    expect(said?.message).toContain('cause=unreadable UNAVAILABLE: detail=throttled.');
  });
});

describe('a portfolio that was cleared', () => {
  it('needs no record again while wallet and configuration are the same', () => {
    expect(stepRemembered(cleared(10), SUBJECT)).toEqual({
      clearance: cleared(10),
      standing: { kind: 'cleared' },
      messages: [],
    });
  });

  it.each([
    ['wallet', OTHER_WALLET],
    ['configuration', OTHER_CONFIGURATION],
  ])('with another %s needs one', (_what, subject) => {
    expect(stepRemembered(cleared(10), subject)).toBeNull();
  });

  it('with another configuration may still reduce while nobody has examined it', () => {
    const step = by(null, cleared(10, OTHER_CONFIGURATION));
    expect(standing(step)).toBe('reducing-only missing');
    expect(step.clearance).toEqual(cleared(10, OTHER_CONFIGURATION));
  });

  it('with another wallet sends nothing while nobody has examined it', () => {
    expect(standing(by(null, cleared(10, OTHER_WALLET)))).toBe('nothing missing');
  });

  it('begins its first cycles anew with another configuration', () => {
    const step = by(record(), cleared(10, OTHER_CONFIGURATION));
    expect(step.clearance).toEqual(cleared(0));
    expect(standing(step)).toBe('first-cycles 0');
  });

  it.each([
    [8, 'first-cycles 8'],
    [9, 'first-cycles 9'],
    [10, 'cleared'],
    [11, 'cleared'],
  ])('after %i cycles may send: %s', (cycles, expected) => {
    const step = stepRemembered(cleared(cycles), SUBJECT);
    expect(step === null ? 'unknown' : standing(step)).toBe(expected);
  });
});

describe('the count of first cycles', () => {
  it.each([
    [8, 9],
    [9, 10],
    [10, 10],
  ])('is after %i cycles and one more: %i', (before, then) => {
    expect(afterCycle(cleared(before))).toEqual(cleared(then));
  });

  it('does not begin before a clearance', () => {
    expect(afterCycle(NEVER)).toEqual(NEVER);
  });
});
