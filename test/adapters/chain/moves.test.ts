// Moves of a key's own account, from the request to what the wallet holds afterwards.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalCalls } from '../../../lib/adapters/chain/approvals.ts';
import { wrapCalls } from '../../../lib/adapters/chain/calls.ts';
import { createChain, unsupportedChain } from '../../../lib/adapters/chain/chain.ts';
import { createDirectSender } from '../../../lib/adapters/chain/direct-sender.ts';
import { readAllowance, readDollars, readShares } from '../../../lib/adapters/chain/reads.ts';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { conditionId } from '../../../lib/units/ids.ts';
import { shares } from '../../../lib/units/shares.ts';
import { seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import {
  OWNER,
  giveDollars,
  giveShares,
  letMove,
  marketOf,
  missingOf,
  resolve,
  startScene,
  valueOf,
} from './scene.ts';
import type { AllowanceChoice } from '../../../lib/adapters/chain/approvals.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { CallSender, ChainPort } from '../../../lib/ports/chain.ts';
import type { Kind, Scene } from './scene.ts';

let scene: Scene;
let sender: CallSender;
let chain: ChainPort;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.reset();
  sender = createDirectSender(scene.direct);
  chain = createChain({ ...scene.source, sender, wallet: OWNER, bound: seconds(5) });
});
afterAll(() => scene.stop());

const BOUND = seconds(5);
const KINDS: readonly Kind[] = ['v1', 'v1 negative risk', 'v2'];

const dollars = () => valueOf(readDollars(scene.source, OWNER, 'collateral'));

const sharesOf = async (market: Market) => {
  const { version, yes, no } = market;
  const read = await valueOf(readShares(scene.source, OWNER, { version, tokens: [yes, no] }));
  return [read.get(yes), read.get(no)];
};

const sentCount = (): number =>
  scene.node.questions.filter(({ method }) => method === 'eth_sendRawTransaction').length;

const approve = async (allowance: AllowanceChoice) => {
  const missing = await missingOf(scene, OWNER);
  const outcome = await sender.send(approvalCalls(missing, allowance), seconds(20));
  return { outcome, left: await missingOf(scene, OWNER) };
};

const withSets = async (kind: Kind, yes: bigint, no: bigint): Promise<Market> => {
  const market = await marketOf(scene, kind);
  await giveShares(scene, market, { wallet: OWNER, yes, no });
  await letMove(scene, market);
  return market;
};

describe('approvals', () => {
  const grant = { owner: OWNER, token: CONTRACTS.collateral, spender: CONTRACTS.exchangeV2 };

  it('are given once, all that are missing and no others', async () => {
    const before = sentCount();
    expect(await approve({ kind: 'maximal' })).toEqual({ outcome: { kind: 'sent' }, left: [] });
    expect(sentCount() - before).toBe(14);
    expect(await approve({ kind: 'maximal' })).toEqual({ outcome: { kind: 'sent' }, left: [] });
    expect(sentCount() - before).toBe(14);
    expect(await valueOf(readAllowance(scene.source, grant))).toBe(2n ** 256n - 1n);
  });

  it('of a bounded amount allow exactly that', async () => {
    const allowance = { kind: 'exact', amount: usdc('250.5') } as const;
    expect(await approve(allowance)).toEqual({ outcome: { kind: 'sent' }, left: [] });
    expect(await valueOf(readAllowance(scene.source, grant))).toBe(250_500_000n);
  });
});

describe('USDC.e', () => {
  it('becomes pUSD to the micro, and no more of it may be taken', async () => {
    await giveDollars(scene, 'bridgedUsdc', { wallet: OWNER, amount: 10_000_001n });
    const calls = wrapCalls(OWNER, usdc('7.000001'));
    expect(await sender.send(calls, BOUND)).toEqual({ kind: 'sent' });
    expect(await dollars()).toBe(usdc('7.000001'));
    expect(await valueOf(readDollars(scene.source, OWNER, 'bridgedUsdc'))).toBe(usdc('3'));
    const { bridgedUsdc, onramp } = CONTRACTS;
    const grant = { owner: OWNER, token: bridgedUsdc, spender: onramp };
    expect(await valueOf(readAllowance(scene.source, grant))).toBe(0n);
  });

  it('that is not there becomes nothing, and the outcome says how far it went', async () => {
    await giveDollars(scene, 'bridgedUsdc', { wallet: OWNER, amount: 999_999n });
    const outcome = await sender.send(wrapCalls(OWNER, usdc('1')), BOUND);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(outcome)).toContain('1 of the calls took effect');
    expect(JSON.stringify(outcome)).toContain('balance too small');
    expect(await dollars()).toBe(usdc('0'));
  });
});

describe.each(KINDS)('in a market of %s', (kind) => {
  it('complete sets are merged to the micro', async () => {
    const market = await withSets(kind, 5_000_001n, 7_000_000n);
    const merge = { kind: 'merge', condition: market.condition, size: shares('5.000001') } as const;
    expect(await chain.submit(merge, market)).toEqual({ kind: 'sent' });
    expect(await dollars()).toBe(usdc('5.000001'));
    expect(await sharesOf(market)).toEqual([shares('0'), shares('1.999999')]);
  });

  it.each([
    ['4.999999', 'sent'],
    ['5', 'sent'],
    ['5.000001', 'failed'],
  ])('a merge of %s of 5 sets is %s', async (size, outcome) => {
    const market = await withSets(kind, 5_000_000n, 6_000_000n);
    const merge = { kind: 'merge', condition: market.condition, size: shares(size) } as const;
    const before = sentCount();
    expect((await chain.submit(merge, market)).kind).toBe(outcome);
    expect(sentCount() - before).toBe(outcome === 'sent' ? 1 : 0);
  });

  it('what is held of a resolved one is paid out to the micro, losers included', async () => {
    const market = await withSets(kind, 3_000_001n, 8_000_000n);
    await resolve(scene, market, [1_000_000n, 0n]);
    const redeem = { kind: 'redeem', condition: market.condition } as const;
    expect(await chain.submit(redeem, market)).toEqual({ kind: 'sent' });
    expect(await dollars()).toBe(usdc('3.000001'));
    expect(await sharesOf(market)).toEqual([shares('0'), shares('0')]);
    expect(await chain.submit(redeem, market)).toEqual({
      kind: 'failed',
      detail: 'nothing was sent: nothing is held of this market',
    });
  });

  it('a split decision pays both outcomes, rounded down', async () => {
    const market = await withSets(kind, 1_000_001n, 1n);
    await resolve(scene, market, [500_000n, 500_000n]);
    const redeem = { kind: 'redeem', condition: market.condition } as const;
    expect(await chain.submit(redeem, market)).toEqual({ kind: 'sent' });
    expect(await dollars()).toBe(usdc('0.5'));
  });

  it('one that is not resolved pays nothing, and nothing is sent', async () => {
    const market = await withSets(kind, 1_000_000n, 0n);
    const before = sentCount();
    const redeem = { kind: 'redeem', condition: market.condition } as const;
    const outcome = await chain.submit(redeem, market);
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(outcome)).toContain('result for condition not received yet');
    expect(sentCount()).toBe(before);
  });

  it('without approvals nothing is sent', async () => {
    const market = await marketOf(scene, kind);
    await giveShares(scene, market, { wallet: OWNER, yes: 1_000_000n, no: 1_000_000n });
    const merge = { kind: 'merge', condition: market.condition, size: shares('1') } as const;
    const before = sentCount();
    const outcome = await chain.submit(merge, market);
    expect(JSON.stringify(outcome)).toContain('not an operator');
    expect(outcome.kind).toBe('failed');
    expect(sentCount()).toBe(before);
  });
});

describe('a move is refused before anything is sent', () => {
  it('when its size is zero', async () => {
    const market = await withSets('v1', 1_000_000n, 1_000_000n);
    const merge = { kind: 'merge', condition: market.condition, size: shares('0') } as const;
    expect(await chain.submit(merge, market)).toEqual({
      kind: 'failed',
      detail: 'nothing was sent: a merge needs a positive size',
    });
  });

  it.each(['merge', 'redeem'] as const)(
    'when the condition of a %s is not one of the second protocol',
    async (kind) => {
      const market = await withSets('v2', 1_000_000n, 1_000_000n);
      const condition = conditionId(`0x${'c1'.repeat(32)}`);
      const request =
        kind === 'merge' ? { kind, condition, size: shares('1') } : { kind, condition };
      const detail = `nothing was sent: ${condition} is not a condition of the second protocol`;
      expect(await chain.submit(request, { ...market, condition })).toEqual({
        kind: 'failed',
        detail,
      });
    },
  );

  it('when the wallet type has no way to move it', async () => {
    const market = await marketOf(scene, 'v1');
    const merge = { kind: 'merge', condition: market.condition, size: shares('1') } as const;
    expect(await unsupportedChain('set RELAYER_API_KEY').submit(merge, market)).toEqual({
      kind: 'unsupported',
      detail: 'set RELAYER_API_KEY',
    });
  });
});
