// Approvals at a live start: nothing is sent without leave, nothing that the doctor does not call
// missing, and everything is said.

import { describe, expect, it } from 'vitest';
import { giveApprovals } from '../../lib/cli/give-approvals.ts';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { FUNDER, LIVE, SAMPLE, UNKNOWN, approvalsWith } from '../doctor/facts.ts';
import type { ApprovalMeans } from '../../lib/cli/give-approvals.ts';
import type { ApprovalFacts } from '../../lib/doctor/approvals.ts';
import type { Standing } from '../../lib/domain/clearance.ts';
import type { Approval } from '../../lib/domain/doctor-facts.ts';
import type { Fix, FixOutcome } from '../../lib/domain/doctor-fix.ts';
import type { KillSwitchReading } from '../../lib/domain/kill-switch.ts';

const OFF: KillSwitchReading = { kind: 'read', position: 'off', source: 'data/KILL' };
const CLEARED: Standing = { kind: 'cleared' };
const NOTHING_GIVEN = approvalsWith(({ token, spender }) => ({ token, spender, kind: 'none' }));
const V1 = probed(SAMPLE);
const BOTH = probed({ ...SAMPLE, versions: ['v1', 'v2'] as const });

type Terms = {
  readonly readings?: readonly KillSwitchReading[];
  readonly standing?: Standing;
  readonly facts?: Partial<ApprovalFacts>;
  readonly outcome?: FixOutcome | Error;
};

const give = async (terms: Terms) => {
  const said: string[] = [];
  const done: string[] = [];
  const given: Approval[] = [];
  const readings = [...(terms.readings ?? [OFF, OFF])];
  const noted = <V>(what: string, value: V): Promise<V> => {
    done.push(what);
    return Promise.resolve(value);
  };
  const apply = (fix: Fix): Promise<FixOutcome> => {
    if (fix.kind === 'approve') given.push(...fix.approvals);
    const outcome = terms.outcome ?? { kind: 'done' };
    if (outcome instanceof Error) throw outcome;
    return noted('apply', outcome);
  };
  const means: ApprovalMeans = {
    holder: FUNDER,
    killSwitch: { read: () => noted('switch', readings.shift() ?? OFF) },
    readStanding: () => noted('standing', terms.standing ?? CLEARED),
    readFacts: () => noted('facts', { ...LIVE, approvals: NOTHING_GIVEN, ...terms.facts }),
    fixes: { apply },
    say: (level, text) => said.push(`${level}: ${text}`),
  };
  await giveApprovals(means);
  return { said, done, given };
};

const names = (approvals: readonly Approval[]): readonly string[] =>
  approvals.map(({ token, spender }) => `${token} ${spender}`);

const FIRST = [
  ...['exchangeV2', 'negRiskExchangeV2', 'ctfAdapter', 'negRiskCtfAdapter'].flatMap((spender) => [
    `collateral ${spender}`,
    `conditionalTokens ${spender}`,
  ]),
].toSorted();
const SECOND = ['router', 'exchangeV3'].flatMap((spender) => [
  `collateral ${spender}`,
  `positionManager ${spender}`,
]);

describe('without leave nothing is looked at and nothing sent', () => {
  it.each<[string, KillSwitchReading]>([
    ['is halt (data/KILL)', { kind: 'read', position: 'halt', source: 'data/KILL' }],
    ['is reduce-only (data/KILL)', { kind: 'read', position: 'reduce-only', source: 'data/KILL' }],
    ['cannot be read (SSM: denied)', { kind: 'failed', source: 'SSM', detail: 'denied' }],
  ])('while the kill switch %s', async (words, reading) => {
    const { said, done, given } = await give({ readings: [reading] });
    expect(said).toEqual([`warn: Approvals not sent: the kill switch ${words}`]);
    expect([done, given]).toEqual([['switch'], []]);
  });

  it.each<Standing>([
    { kind: 'nothing', cause: 'missing' },
    { kind: 'nothing', cause: 'old' },
    { kind: 'nothing', cause: 'wallet' },
    { kind: 'nothing', cause: 'unreadable' },
    { kind: 'reducing-only', cause: 'configuration' },
  ])('while the wallet is not cleared: %j', async (standing) => {
    const { cause } = standing as Extract<Standing, { readonly cause: unknown }>;
    const { said, done, given } = await give({ standing });
    expect(said).toEqual([
      `warn: Approvals not sent: the wallet is not cleared, cause=${cause}; run \`keel doctor\``,
    ]);
    expect([done, given]).toEqual([['switch', 'standing'], []]);
  });

  it('where the switch was pulled during the look', async () => {
    const halt: KillSwitchReading = { kind: 'read', position: 'halt', source: 'data/KILL' };
    const { said, done } = await give({ readings: [OFF, halt] });
    expect(said.at(-1)).toBe('warn: Approvals not sent: the kill switch is halt (data/KILL)');
    expect(done).not.toContain('apply');
  });
});

describe('with leave', () => {
  it.each<Standing>([CLEARED, { kind: 'first-cycles', done: 0 }])(
    'of %j what is missing is named, then given once, then told',
    async (standing) => {
      const { said, done, given } = await give({ standing });
      expect(done).toEqual(['switch', 'standing', 'facts', 'switch', 'apply']);
      expect(names(given).toSorted()).toEqual(FIRST);
      expect(said).toHaveLength(FIRST.length + 1);
      expect(said[0]).toBe(
        `info: Approvals, for ${FUNDER}: give the approval of pUSD for CTF Exchange V2`,
      );
      expect(said.at(-1)).toBe('info: Approvals: done');
    },
  );

  it('and nothing missing, nothing is said or sent', async () => {
    const { said, done } = await give({ facts: { approvals: LIVE.approvals } });
    expect([said, done]).toEqual([[], ['switch', 'standing', 'facts']]);
  });

  it.each<[string, ApprovalFacts['sample'], readonly string[]]>([
    ['are of the first protocol', V1, []],
    ['are of both protocols', BOTH, SECOND],
    ['are none', probed({ kind: 'none' } as const), SECOND],
    ['are not known', UNKNOWN, SECOND],
  ])('gives those of the second protocol as the doctor counts them: markets %s', async (...row) => {
    const [, sample, more] = row;
    const { given } = await give({ facts: { sample } });
    expect(names(given).toSorted()).toEqual([...FIRST, ...more].toSorted());
  });

  it('never gives what is only convenient', async () => {
    const { given } = await give({ facts: { sample: BOTH } });
    expect(names(given).filter((name) => name.includes('autoRedeemer'))).toEqual([]);
  });

  it.each([
    ['499.999999', 1],
    ['500', 0],
    ['500.000001', 0],
  ])('renews an allowance of $%s, where $500 may be at risk, %d times', async (amount, count) => {
    const approvals = approvalsWith((state) =>
      state.token === 'collateral' && state.spender === 'exchangeV2'
        ? { ...state, kind: 'amount', amount: usdc(amount) }
        : state,
    );
    expect((await give({ facts: { approvals } })).given).toHaveLength(count);
  });

  it('tells what could not be read, and gives the rest', async () => {
    const [, ...others] = NOTHING_GIVEN.kind === 'known' ? NOTHING_GIVEN.value : [];
    const { said, given } = await give({ facts: { approvals: probed(others) } });
    expect(said).toContain(
      'warn: Approvals: approval of pUSD for CTF Exchange V2: not known, ' +
        'the chain was not asked for it',
    );
    expect(given).toHaveLength(FIRST.length - 1);
  });

  it('tells that nothing could be read, and sends nothing', async () => {
    const { said, done } = await give({ facts: { approvals: UNKNOWN, sample: UNKNOWN } });
    expect(said).toEqual([
      'warn: Approvals: markets: not known, nobody answered',
      'warn: Approvals: approvals: not known, nobody answered',
    ]);
    expect(done).not.toContain('apply');
  });

  it.each<[FixOutcome | Error, string]>([
    [{ kind: 'failed', detail: 'no gas' }, 'error: Approvals: failed: no gas'],
    [{ kind: 'unsupported', detail: 'set X' }, 'error: Approvals: unsupported: set X'],
    [{ kind: 'unknown', detail: 'no answer' }, 'error: Approvals: unknown: no answer'],
    [new TypeError('quotes a secret'), 'error: Approvals: unknown: TypeError'],
  ])('tells what became of it: %o', async (outcome, line) => {
    expect((await give({ outcome })).said.at(-1)).toBe(line);
  });
});
