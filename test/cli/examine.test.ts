// An examination looks, mends only what it said it would, looks again, and keeps a record of a live
// run that is in order and of no other.

import { describe, expect, it } from 'vitest';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { err } from '../../lib/units/result.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { APPROVALS, FUNDER, GIVEN, KEY_ADDRESS, UNKNOWN, approvalsWith } from '../doctor/facts.ts';
import { HEALTHY, examined, livePatient, paperPatient } from './patients.ts';
import type { FixOutcome } from '../../lib/domain/doctor-fix.ts';
import type { Examined, Reaction } from './patients.ts';

const AUTO = { APPROVALS_AUTO: 'true' };
const EOA_ENV = { SIGNATURE_TYPE: '0', FUNDER_ADDRESS: undefined };
const UNWRAPPED = { ...HEALTHY, collateral: probed(usdc('0')), bridged: probed(usdc('40')) };
const UNAPPROVED = {
  ...HEALTHY,
  approvals: approvalsWith(({ token, spender }) => ({ token, spender, kind: 'none' })),
};

const statusesOf = ({ report }: Examined): readonly string[] =>
  report.lines
    .filter(({ status }) => status !== 'ok')
    .map(({ name, status }) => `${name} ${status}`);

const clearanceIn = ({ report }: Examined) => report.lines.find(({ name }) => name === 'clearance');

describe('a look at a live run', () => {
  it('that is in order keeps the record of its wallet and key', async () => {
    const { patient, done } = livePatient({ facts: HEALTHY });
    const seen = await examined(patient);
    expect(seen.report.verdict).toBe('green');
    expect(done).toEqual([`clearance ${FUNDER} ${KEY_ADDRESS}`]);
    expect(clearanceIn(seen)).toMatchObject({ status: 'ok' });
    expect([seen.said, seen.earlier]).toEqual([[], []]);
  });

  it('of a key that holds its own funds keeps the record of that account', async () => {
    const facts = { ...HEALTHY, code: probed('none' as const), gasWei: probed(10n ** 18n) };
    const { patient, done } = livePatient({ facts, env: EOA_ENV });
    expect((await examined(patient)).report.verdict).toBe('green');
    expect(done).toEqual([`clearance ${KEY_ADDRESS} ${KEY_ADDRESS}`]);
  });

  it.each([
    ['failed', { ...HEALTHY, code: probed('none' as const) }],
    ['is not known', { ...HEALTHY, login: UNKNOWN }],
  ])('in which something %s keeps no record', async (_what, facts) => {
    const { patient, done } = livePatient({ facts });
    const seen = await examined(patient);
    expect(seen.report.verdict).toBe('not-green');
    expect([done, clearanceIn(seen)]).toEqual([[], undefined]);
  });

  it('whose record cannot be kept is not green', async () => {
    const { patient } = livePatient({ facts: HEALTHY, kept: err('UNAVAILABLE: no table') });
    const seen = await examined(patient);
    expect(seen.report.verdict).toBe('not-green');
    expect(clearanceIn(seen)).toMatchObject({ status: 'failed', found: 'UNAVAILABLE: no table' });
  });

  it('mends nothing', async () => {
    const { patient, done } = livePatient({ facts: UNWRAPPED, env: AUTO });
    expect(statusesOf(await examined(patient))).toEqual(['collateral failed']);
    expect(done).toEqual([]);
  });

  it('takes what it finds for the limits of its configuration', async () => {
    const approvals = approvalsWith((state) =>
      state.kind === 'amount' ? { ...state, amount: usdc('1999.999999') } : state,
    );
    const { patient } = livePatient({
      facts: { ...HEALTHY, approvals },
      env: { STRATEGY_PRESET: 'aggressive' },
    });
    expect(statusesOf(await examined(patient))).toHaveLength(6);
  });
});

describe('a key that cannot be used', () => {
  const closed =
    (detail: string): NonNullable<Reaction['probes']> =>
    (probes) => ({
      ...probes,
      key: () => Promise.resolve(probed({ standing: { kind: 'refused', detail }, signer: null })),
    });

  it('leaves the login unknown, and not the wallet of a funder', async () => {
    const { patient } = livePatient({ facts: HEALTHY, probes: closed('no key') });
    expect(statusesOf(await examined(patient))).toEqual([
      'key failed',
      'venue login unknown',
      'maker address unknown',
    ]);
  });

  it('leaves everything of its own account unknown, the store included', async () => {
    const { patient, done } = livePatient({
      facts: HEALTHY,
      env: { ...EOA_ENV, ...AUTO },
      probes: closed('no key'),
    });
    const seen = await examined(patient, 'fix');
    expect(statusesOf(seen)).toEqual([
      'key failed',
      ...['wallet', 'venue login', 'maker address', 'collateral', 'gas', 'approvals'].map(
        (name) => `${name} unknown`,
      ),
      'store and lock unknown',
    ]);
    expect(done).toEqual([]);
  });

  it('whose keeper does not answer is not known', async () => {
    const { patient } = livePatient({
      facts: HEALTHY,
      probes: (probes) => ({ ...probes, key: () => Promise.resolve(UNKNOWN) }),
    });
    expect(statusesOf(await examined(patient))[0]).toBe('key unknown');
  });
});

describe('a probe that breaks', () => {
  it.each([new RangeError('the secret'), 'the secret'])(
    'makes its fact unknown, and tells nothing of %o',
    async (thrown) => {
      const { patient } = livePatient({
        facts: HEALTHY,
        probes: (probes) => ({
          ...probes,
          // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
          region: () => Promise.reject(thrown),
        }),
      });
      const seen = await examined(patient);
      expect(statusesOf(seen)).toEqual(['region unknown']);
      expect(JSON.stringify(seen)).not.toContain('the secret');
    },
  );
});

describe('mending', () => {
  it('says what it will do, does it once, looks again and keeps the record', async () => {
    const reaction: Reaction = {
      facts: UNWRAPPED,
      fix: () => {
        reaction.facts = HEALTHY;
        return Promise.resolve({ kind: 'done' });
      },
    };
    const { patient, done } = livePatient(reaction);
    const seen = await examined(patient, 'fix');
    expect(seen.earlier.map(({ verdict }) => verdict)).toEqual(['not-green']);
    expect(seen.said).toEqual([
      `To be mended, for ${FUNDER}:`,
      '  wrap $40.00 of USDC.e into pUSD',
      'wrap: done',
    ]);
    expect(done).toEqual([`wrap ${FUNDER}`, `clearance ${FUNDER} ${KEY_ADDRESS}`]);
    expect(seen.report.verdict).toBe('green');
  });

  it('gives approvals where the owner allows it', async () => {
    const reaction: Reaction = {
      facts: UNAPPROVED,
      env: AUTO,
      fix: (fix) => {
        reaction.facts = { ...HEALTHY, approvals: probed(GIVEN) };
        expect(fix).toMatchObject({ kind: 'approve' });
        return Promise.resolve({ kind: 'done' });
      },
    };
    const { patient, done } = livePatient(reaction);
    const seen = await examined(patient, 'fix');
    expect(done[0]).toBe(`approve ${FUNDER}`);
    expect(seen.said).toContain('  give the approval of CTF for NegRisk Exchange V2');
    expect(seen.report.verdict).toBe('green');
  });

  it('gives none where the owner does not, and names each', async () => {
    const { patient, done } = livePatient({ facts: UNAPPROVED });
    const seen = await examined(patient, 'fix');
    expect(done).toEqual([]);
    expect(seen.said).toContain(
      'approval of pUSD for CTF Exchange V2: not given, APPROVALS_AUTO is not true',
    );
    expect(seen.report.verdict).toBe('not-green');
    expect(APPROVALS).toHaveLength(14);
  });

  it.each<[FixOutcome, string]>([
    [{ kind: 'failed', detail: 'reverted' }, 'wrap: failed: reverted'],
    [{ kind: 'unknown', detail: 'no receipt' }, 'wrap: unknown: no receipt'],
    [{ kind: 'unsupported', detail: 'no relayer' }, 'wrap: unsupported: no relayer'],
  ])('that ends as %o is not repeated', async (outcome, line) => {
    const { patient, done } = livePatient({
      facts: UNWRAPPED,
      fix: () => Promise.resolve(outcome),
    });
    const seen = await examined(patient, 'fix');
    expect(seen.said.at(-1)).toBe(line);
    expect(done).toEqual([`wrap ${FUNDER}`]);
    expect(statusesOf(seen)).toEqual(['collateral failed']);
  });

  it.each([new RangeError('the secret'), 'the secret'])(
    'that breaks is unknown, and tells nothing of %o',
    async (thrown) => {
      const { patient } = livePatient({
        facts: UNWRAPPED,
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        fix: () => Promise.reject(thrown),
      });
      const { said } = await examined(patient, 'fix');
      expect(said.at(-1)).toMatch(/^wrap: unknown: (RangeError|a failure without a name)$/);
    },
  );

  it('of what is in order does nothing and keeps the record', async () => {
    const { patient, done } = livePatient({ facts: HEALTHY, env: AUTO });
    const seen = await examined(patient, 'fix');
    expect([seen.said, seen.earlier]).toEqual([['There is nothing that is mended from here.'], []]);
    expect(done).toEqual([`clearance ${FUNDER} ${KEY_ADDRESS}`]);
  });
});

describe('a paper run', () => {
  it('is looked at and never mended', async () => {
    expect((await examined(paperPatient())).report.verdict).toBe('green');
    const { said, report } = await examined(paperPatient(), 'fix');
    expect(said).toEqual(['A paper run has nothing that is mended from here.']);
    expect(report.verdict).toBe('green');
  });
});
