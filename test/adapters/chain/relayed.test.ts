// Moves of the wallets that the relayer serves, from the request to what the wallet holds, and what
// becomes of batches that get lost.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approvalCalls } from '../../../lib/adapters/chain/approvals.ts';
import { approveCall } from '../../../lib/adapters/chain/calls.ts';
import { createChain } from '../../../lib/adapters/chain/chain.ts';
import { readDollars } from '../../../lib/adapters/chain/reads.ts';
import {
  depositWalletOf,
  safeOf,
} from '../../../lib/adapters/polymarket/relayer/derived-wallets.ts';
import { createRelayerApi } from '../../../lib/adapters/polymarket/relayer/relayer-api.ts';
import { createRelayedSender } from '../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { plus } from '../../../lib/units/quantity.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { shares } from '../../../lib/units/shares.ts';
import { durationMs, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { openTransport } from '../../loopback/api.ts';
import { text } from '../../loopback/server.ts';
import { PROXY, RELAYER_KEY, startRelayer } from './loopback-relayer.ts';
import {
  OWNER,
  giveShares,
  inBlock,
  marketOf,
  missingOf,
  resolve,
  startScene,
  valueOf,
} from './scene.ts';
import type { CallSender } from '../../../lib/ports/chain.ts';
import type { Clock } from '../../../lib/ports/clock.ts';
import type { DurationMs } from '../../../lib/units/quantity.ts';
import type { RelayedWallet } from '../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import type { LoopbackRelayer } from './loopback-relayer.ts';
import type { Kind, Scene } from './scene.ts';

let scene: Scene;
let relayer: LoopbackRelayer;
let skipped: DurationMs;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(() => scene.reset());
afterEach(() => relayer.stop());
afterAll(() => scene.stop());

const DEPOSIT: RelayedWallet = {
  kind: 'deposit',
  funder: depositWalletOf(OWNER, 'beacon', CONTRACTS.depositWalletBeacon),
};
const WALLETS: readonly RelayedWallet[] = [
  { kind: 'proxy', funder: PROXY },
  { kind: 'safe', funder: safeOf(OWNER) },
  DEPOSIT,
];
const CODE = { proxy: 'ProxyWallet', safe: 'SafeWallet', deposit: 'DepositWallet' } as const;
const SHORT = durationMs(600n);

// A clock that can be set forward; waiting takes as long as ever.
const clock = (): Clock => {
  const { now, monotonic } = scene.source.clock;
  return { now, monotonic: () => plus(monotonic(), skipped) };
};

const senderOf = (wallet: RelayedWallet): CallSender => {
  const { signer } = scene.direct;
  const api = createRelayerApi({
    transport: openTransport({ clock: clock(), deadline: seconds(2) }),
    clock: clock(),
    base: relayer.url,
    credentials: { kind: 'relayer-key', key: secretOf(RELAYER_KEY), address: OWNER },
  });
  return createRelayedSender({ api, clock: clock(), signer, wallet, pollEvery: durationMs(10n) });
};

const open = async (wallet: RelayedWallet): Promise<CallSender> => {
  skipped = durationMs(0n);
  relayer = await startRelayer(scene.chain, wallet.funder);
  await scene.chain.place(CODE[wallet.kind], wallet.funder);
  if (wallet.kind !== 'proxy')
    await scene.chain.at('SafeWallet', wallet.funder).getFunction('open')(OWNER);
  await inBlock(scene.chain);
  return senderOf(wallet);
};

const approve = async (sender: CallSender, { funder }: RelayedWallet) => {
  const allowance = { kind: 'maximal' } as const;
  const missing = await missingOf(scene, funder);
  const outcome = await sender.send(approvalCalls(missing, allowance), seconds(5));
  return { outcome, left: await missingOf(scene, funder) };
};

const submitted = (): number => relayer.requests.filter(({ path }) => path === '/submit').length;

describe.each(WALLETS)('a $kind wallet', (wallet) => {
  it('gives all its approvals in one batch', async () => {
    const sender = await open(wallet);
    expect(await approve(sender, wallet)).toEqual({ outcome: { kind: 'sent' }, left: [] });
    expect(submitted()).toBe(1);
  });

  it.each<Kind>(['v1', 'v1 negative risk', 'v2'])('merges and redeems in %s', async (kind) => {
    const sender = await open(wallet);
    await approve(sender, wallet);
    const market = await marketOf(scene, kind);
    const held = { wallet: wallet.funder, yes: 4_000_001n, no: 3_000_000n };
    await giveShares(scene, market, held);
    const options = { ...scene.source, sender, wallet: wallet.funder, bound: seconds(5) };
    const chain = createChain(options);
    const { condition } = market;
    const merge = { kind: 'merge', condition, size: shares('2.5') } as const;
    expect(await chain.submit(merge, market)).toEqual({ kind: 'sent' });
    await resolve(scene, market, [1_000_000n, 0n]);
    expect(await chain.submit({ kind: 'redeem', condition }, market)).toEqual({ kind: 'sent' });
    const dollars = await valueOf(readDollars(scene.source, wallet.funder, 'collateral'));
    expect(dollars).toBe(usdc('4.000001'));
    expect(submitted()).toBe(3);
  });
});

const CALL = approveCall(CONTRACTS.collateral, OWNER, 1n);
const OTHER = approveCall(CONTRACTS.collateral, OWNER, 2n);

const nonce = async (): Promise<number> => {
  const wallet = scene.chain.at('DepositWallet', DEPOSIT.funder);
  return Number(await wallet.getFunction('nonce')());
};

const onSubmit =
  (fault: Parameters<LoopbackRelayer['meddle']>[0]) =>
  (...[exchange]: Parameters<typeof fault>): ReturnType<typeof fault> =>
    exchange.path === '/submit' ? fault(exchange) : null;

describe('a batch', () => {
  it.each(['STATE_NEW', 'STATE_EXECUTED', 'STATE_MINED', 'STATE_OF_TOMORROW'])(
    'in %s is not confirmed, and is only looked at again',
    async (state) => {
      const sender = await open(DEPOSIT);
      relayer.holdAt(state);
      const outcome = await sender.send([CALL], SHORT);
      expect(outcome).toEqual({
        kind: 'unknown',
        detail: "the batch of nonce 0 (relayer's batch-1) is not confirmed yet",
      });
      expect(await sender.send([CALL], SHORT)).toEqual(outcome);
      expect((await sender.send([OTHER], SHORT)).kind).toBe('failed');
      relayer.holdAt(null);
      expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'sent' });
      expect([submitted(), await nonce()]).toEqual([1, 1]);
      expect(await sender.send([OTHER], SHORT)).toEqual({ kind: 'sent' });
    },
  );

  it.each(['STATE_FAILED', 'STATE_INVALID'])('in %s is failed', async (state) => {
    const sender = await open(DEPOSIT);
    relayer.holdAt(state);
    expect(await sender.send([CALL], SHORT)).toMatchObject({ kind: 'failed' });
    relayer.holdAt(null);
    expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'sent' });
  });

  it('whose call reverts is failed and leaves nothing', async () => {
    const sender = await open(DEPOSIT);
    const wrong = { to: CONTRACTS.router, data: '0x12345678' };
    expect(await sender.send([CALL, wrong], SHORT)).toMatchObject({ kind: 'failed' });
    expect(await nonce()).toBe(0);
  });

  it('of another process keeps ours back', async () => {
    const first = await open(DEPOSIT);
    relayer.holdAt('STATE_MINED');
    await first.send([CALL], SHORT);
    expect(await senderOf(DEPOSIT).send([CALL], SHORT)).toEqual({
      kind: 'failed',
      detail: 'nothing was sent: batch-1 of this wallet is on its way',
    });
    expect(submitted()).toBe(1);
  });

  it('without calls is none', async () => {
    const sender = await open(DEPOSIT);
    expect(await sender.send([], SHORT)).toEqual({ kind: 'sent' });
    expect(relayer.requests).toEqual([]);
  });
});

describe('a batch whose answer is lost', () => {
  it('is found by its signature and not handed in again', async () => {
    const sender = await open(DEPOSIT);
    relayer.meddle(onSubmit(() => 'lose-answer'));
    expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'sent' });
    expect([submitted(), await nonce()]).toEqual([1, 1]);
  });

  it('and that the list does not show is given up once its nonce is used', async () => {
    const sender = await open(DEPOSIT);
    relayer.meddle(({ path }) => {
      if (path === '/submit') return 'lose-answer';
      return path === '/transactions' && submitted() > 0 ? text(200, '[]') : null;
    });
    const used = 'the batch of nonce 0 is not confirmed, and its nonce is used';
    expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'unknown', detail: used });
    relayer.meddle(() => null);
    expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'sent' });
    expect(await nonce()).toBe(2);
  });

  it('and that cannot be looked up is unknown until it can', async () => {
    const sender = await open(DEPOSIT);
    relayer.meddle(({ path }) => {
      if (path === '/submit') return 'lose-answer';
      return path === '/transactions' && submitted() > 0 ? text(503, 'no') : null;
    });
    const outcome = await sender.send([CALL], SHORT);
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(outcome)).toContain('cannot be looked up');
    expect((await sender.send([OTHER], SHORT)).kind).toBe('failed');
    relayer.meddle(() => null);
    expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'sent' });
    expect([submitted(), await nonce()]).toEqual([1, 1]);
  });
});

describe('a batch that never arrives', () => {
  // The clock runs on while the batch is looked for; the exact limit is tested on one that stands.
  it.each([
    [270_000n, 1],
    [301_000n, 2],
  ])('is handed in %d ms later: %d in all', async (later, count) => {
    const sender = await open(DEPOSIT);
    relayer.meddle(onSubmit(() => 'lose'));
    const lost = 'nobody knows whether the relayer has the batch of nonce 0';
    expect(await sender.send([CALL], SHORT)).toEqual({ kind: 'unknown', detail: lost });
    relayer.meddle(() => null);
    skipped = durationMs(later);
    const again = await sender.send([CALL], SHORT);
    expect(again.kind).toBe(count === 1 ? 'unknown' : 'sent');
    expect([submitted(), await nonce()]).toEqual([count, count - 1]);
  });
});
