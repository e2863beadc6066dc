import { describe, expect, it } from 'vitest';
import { approvalName, checkApprovals, missingApprovals } from '../../lib/doctor/approvals.ts';
import { describeFix, planFixes } from '../../lib/doctor/plan-fixes.ts';
import { APPROVALS as LISTED } from '../../lib/domain/approvals.ts';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { APPROVALS, GIVEN, LIVE, SAMPLE, UNKNOWN, approvalsWith } from './facts.ts';
import type { ApprovalNeed } from '../../lib/domain/approvals.ts';
import type { Approval, ApprovalState, LiveFacts } from '../../lib/domain/doctor-facts.ts';

const isOne = (a: Approval, b: Approval): boolean => a.token === b.token && a.spender === b.spender;

const without = (missing: Approval): LiveFacts['approvals'] =>
  approvalsWith((state) => (isOne(state, missing) ? { ...missing, kind: 'none' } : state));

const statusOf = (facts: LiveFacts, approval: Approval): string | undefined =>
  checkApprovals(facts).find(({ name }) => name === approvalName(approval))?.status;

const ofSecond = ({ token, spender }: Approval): boolean =>
  token === 'positionManager' || spender === 'router' || spender === 'exchangeV3';

const FIRST = APPROVALS.filter((one) => !ofSecond(one) && one.spender !== 'autoRedeemer');
const SECOND = APPROVALS.filter((one) => ofSecond(one) && one.spender !== 'autoRedeemer');
const CONVENIENT = APPROVALS.filter(({ spender }) => spender === 'autoRedeemer');

const BOTH = probed({ ...SAMPLE, versions: ['v1', 'v2'] as const });

describe('an approval', () => {
  it('is one of fourteen, eight of which every market needs', () => {
    expect([FIRST, SECOND, CONVENIENT].map(({ length }) => length)).toEqual([8, 4, 2]);
  });

  it('is one of the list by which the chain is asked, with the markets that need it', () => {
    const needing = (need: ApprovalNeed): readonly Approval[] =>
      LISTED.filter((one) => one.need === need).map(({ token, spender }) => ({ token, spender }));
    expect([...LISTED.map(({ token, spender }) => ({ token, spender }))]).toEqual(APPROVALS);
    expect(needing('v1')).toEqual(FIRST);
    expect(needing('v2')).toEqual(SECOND);
    expect(needing('convenience')).toEqual(CONVENIENT);
  });

  it.each(FIRST)('of $token for $spender has failed when it is missing', (approval) => {
    const facts = { ...LIVE, approvals: without(approval) };
    expect(statusOf(facts, approval)).toBe('failed');
    expect(missingApprovals(facts)).toEqual([approval]);
    expect(checkApprovals(facts).filter(({ status }) => status !== 'ok')).toHaveLength(1);
  });

  it.each(SECOND)('of $token for $spender is needed once there are such markets', (approval) => {
    const facts = { ...LIVE, approvals: without(approval) };
    expect([statusOf(facts, approval), missingApprovals(facts)]).toEqual(['warning', []]);
    const needing = { ...facts, sample: BOTH };
    expect([statusOf(needing, approval), missingApprovals(needing)]).toEqual([
      'failed',
      [approval],
    ]);
  });

  it.each([UNKNOWN, probed({ kind: 'none' } as const)])(
    'of the second protocol is needed while the markets are %j',
    (sample) => {
      const approval: Approval = { token: 'positionManager', spender: 'router' };
      expect(statusOf({ ...LIVE, sample, approvals: without(approval) }, approval)).toBe('failed');
    },
  );

  it.each(CONVENIENT)('of $token for $spender is never needed', (approval) => {
    const facts = { ...LIVE, sample: BOTH, approvals: without(approval) };
    expect([statusOf(facts, approval), missingApprovals(facts)]).toEqual(['warning', []]);
  });

  it.each([
    ['499.999999', 'failed'],
    ['500', 'ok'],
    ['500.000001', 'ok'],
    ['0', 'failed'],
  ])('of $%s, where $500 may be at risk, is %s', (amount, status) => {
    const approval: Approval = { token: 'collateral', spender: 'exchangeV2' };
    const approvals = approvalsWith((state) =>
      isOne(state, approval) ? { ...approval, kind: 'amount', amount: usdc(amount) } : state,
    );
    expect(statusOf({ ...LIVE, approvals }, approval)).toBe(status);
  });

  it('that nobody reports is not known, and is not given on suspicion', () => {
    const [first, ...others] = GIVEN;
    const facts = { ...LIVE, approvals: probed(others) };
    expect(statusOf(facts, first as ApprovalState)).toBe('unknown');
    expect(missingApprovals(facts)).toEqual([]);
  });
});

describe('a plan of fixes', () => {
  const money = (own: string, other: string) => ({
    collateral: probed(usdc(own)),
    bridged: probed(usdc(other)),
  });
  const NONE = { fixes: [], withheld: [] };

  it('is empty when nothing is missing, or nothing is known', () => {
    expect(planFixes(LIVE, 'automatic')).toEqual(NONE);
    const blind = { ...LIVE, approvals: UNKNOWN, collateral: UNKNOWN, bridged: UNKNOWN };
    expect(planFixes(blind, 'automatic')).toEqual(NONE);
    expect(planFixes({ ...LIVE, ...money('0', '5'), bridged: UNKNOWN }, 'automatic')).toEqual(NONE);
  });

  it.each([
    ['0', '0', 0],
    ['0', '0.000001', 1],
    ['0.000001', '5', 0],
  ])('with %s pUSD and %s USDC.e wraps %d times', (own, other, count) => {
    const { fixes } = planFixes({ ...LIVE, ...money(own, other) }, 'manual');
    expect(fixes).toEqual(count === 0 ? [] : [{ kind: 'wrap', amount: usdc(other) }]);
  });

  it('gives the missing approvals, and exactly those', () => {
    const approvals = approvalsWith(({ token, spender }) => ({ token, spender, kind: 'none' }));
    const { fixes, withheld } = planFixes({ ...LIVE, ...money('0', '5'), approvals }, 'automatic');
    expect(fixes).toEqual([
      { kind: 'wrap', amount: usdc('5') },
      { kind: 'approve', approvals: FIRST },
    ]);
    expect(withheld).toEqual([]);
    expect(fixes.flatMap(describeFix).slice(0, 2)).toEqual([
      'wrap $5.00 of USDC.e into pUSD',
      'give the approval of pUSD for CTF Exchange V2',
    ]);
  });

  it('names and does not give them where the owner has not allowed it', () => {
    const [one] = FIRST;
    const approvals = without(one as Approval);
    expect(planFixes({ ...LIVE, approvals }, 'manual')).toEqual({
      fixes: [],
      withheld: ['approval of pUSD for CTF Exchange V2: not given, APPROVALS_AUTO is not true'],
    });
  });
});
