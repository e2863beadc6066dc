// The chain of a rehearsal through our own chain adapter, over HTTP: what is held and approved, and
// merges and redemptions that change what the venue's wallet holds.

import { Wallet } from 'ethers/wallet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { wordsOf } from '../../../lib/adapters/chain/answers.ts';
import { mergeCalls } from '../../../lib/adapters/chain/calls.ts';
import { readApprovals } from '../../../lib/adapters/chain/approvals.ts';
import { createChain } from '../../../lib/adapters/chain/chain.ts';
import { createDirectSender } from '../../../lib/adapters/chain/direct-sender.ts';
import { readCode, readDollars, readGas, readShares } from '../../../lib/adapters/chain/reads.ts';
import { ownAccount } from '../../../lib/simulation/wire/account.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { startWireServer } from '../../../lib/simulation/wire/face.ts';
import { orderId } from '../../../lib/units/ids.ts';
import { price } from '../../../lib/units/price.ts';
import { plus } from '../../../lib/units/quantity.ts';
import { ONE } from '../../../lib/units/ratio.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { directOver, sourceAt } from '../../adapters/chain/scene.ts';
import { NOON } from '../../loopback/clocks.ts';
import { depositAccount, KEY, openWire, PLAIN, SIGNER, THIRD, WALLET } from './markets.ts';
import type { ChainSource } from '../../../lib/adapters/chain/reads.ts';
import type { Market, Outcome } from '../../../lib/domain/market.ts';
import type { ChainPort } from '../../../lib/ports/chain.ts';
import type { WireAccount } from '../../../lib/simulation/wire/account.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';

type Scene = {
  readonly server: WireServer;
  readonly source: ChainSource;
  readonly chain: ChainPort;
};

const open = async (account: WireAccount = ownAccount(SIGNER)): Promise<Scene> => {
  const server = openWire({ account });
  const running = await startWireServer(server);
  onTestFinished(running.stop);
  const source = sourceAt(`${running.url}/rpc`);
  const sender = createDirectSender(directOver(source));
  const chain = createChain({ ...source, sender, wallet: account.wallet, bound: seconds(5) });
  return { server, source, chain };
};

const buy = (server: WireServer, outcome: Outcome, market: Market): void => {
  const placed = server.venue.place({
    id: orderId(`0x${outcome}`),
    expiration: { kind: 'never' },
    order: {
      condition: market.condition,
      token: outcome === 'YES' ? market.yes : market.no,
      outcome,
      side: 'BUY',
      price: price('0.52'),
      size: shares('20'),
      timeInForce: 'GTC',
      liquidity: 'may-take',
    },
  });
  expect(placed.kind).toBe('matched');
};

// Twenty complete sets, settled on chain.
const withSets = ({ server }: Scene, market = PLAIN): void => {
  buy(server, 'YES', market);
  buy(server, 'NO', market);
  advanceServer(server, after(NOON, seconds(30)));
};

const held = async ({ source }: Scene, market = PLAIN): Promise<readonly unknown[]> => {
  const tokens = [market.yes, market.no];
  const read = await readShares(source, SIGNER, { version: market.version, tokens });
  return read.kind === 'known' ? tokens.map((token) => read.value.get(token)) : [read.error];
};

describe('the chain of a rehearsal', () => {
  it('knows what the wallet holds, and that others hold nothing', async () => {
    const { source } = await open();
    const dollars = (of: typeof SIGNER, token: 'collateral' | 'bridgedUsdc') =>
      readDollars(source, of, token);
    expect(await dollars(SIGNER, 'collateral')).toMatchObject({ value: usdc('1000') });
    expect(await dollars(SIGNER, 'bridgedUsdc')).toMatchObject({ value: usdc('0') });
    expect(await dollars(WALLET, 'collateral')).toMatchObject({ value: usdc('0') });
    expect(await readGas(source, SIGNER)).toMatchObject({ kind: 'known' });
  });

  it('has given every approval, but those that are switched off', async () => {
    const { server, source } = await open();
    const missing = async (): Promise<readonly string[]> => {
      const states = await readApprovals(source, SIGNER);
      return states.flatMap((state) => {
        if (state.kind === 'unknown') return ['unknown'];
        return state.value.kind === 'all' ? [] : [state.value.spender];
      });
    };
    expect(await missing()).toEqual([]);
    const router = '0x12121212006e4CD160D18e3f00711DA5c3372600';
    server.switches.set({ ...server.switches.get(), unapproved: [router] });
    expect(await missing()).toEqual(['router', 'router']);
  });

  it('tells a key from a contract that holds funds', async () => {
    const { source } = await open(depositAccount);
    expect(await readCode(source, SIGNER)).toMatchObject({ value: 'none' });
    expect(await readCode(source, WALLET)).toMatchObject({ value: 'contract' });
  });

  it('merges and redeems the shares of the second protocol', async () => {
    const scene = await open();
    withSets(scene, THIRD);
    const { condition } = THIRD;
    const merge = { kind: 'merge', condition, size: shares('12') } as const;
    expect(await scene.chain.submit(merge, THIRD)).toEqual({ kind: 'sent' });
    expect(await held(scene, THIRD)).toEqual([shares('8'), shares('8')]);
    const at = scene.server.venue.now();
    const status = { kind: 'resolved', yesPayout: ONE } as const;
    applyToServer(scene.server, { kind: 'status', at, condition, status });
    const before = scene.server.venue.balances([]).cash;
    expect(await scene.chain.submit({ kind: 'redeem', condition }, THIRD)).toEqual({
      kind: 'sent',
    });
    expect(await held(scene, THIRD)).toEqual([shares('0'), shares('0')]);
    expect(scene.server.venue.balances([]).cash).toBe(plus(before, usdc('8')));
  });

  it('makes a transaction once, and one of each nonce', async () => {
    const scene = await open();
    withSets(scene);
    const calls = mergeCalls(PLAIN, shares('3'));
    const [call] = calls.ok ? calls.value : [];
    const signed = (nonce: number, gasLimit: number): Promise<string> =>
      new Wallet(KEY).signTransaction({ ...call, nonce, gasLimit, gasPrice: 1n, chainId: 137 });
    const send = async (bytes: string): Promise<string> => {
      const sent = await scene.source.rpc('eth_sendRawTransaction', [bytes]);
      return sent.ok ? 'sent' : wordsOf(sent.error);
    };
    const first = await signed(0, 300_000);
    expect(await send(first)).toBe('sent');
    expect(await send(first)).toContain('already known');
    expect(await send(await signed(0, 400_000))).toContain('nonce too low');
    expect(await held(scene)).toEqual([shares('17'), shares('17')]);
    expect(await send(await signed(1, 300_000))).toBe('sent');
    expect(await held(scene)).toEqual([shares('14'), shares('14')]);
  });

  it('merges complete sets into dollars, which shows as activity', async () => {
    const scene = await open();
    withSets(scene);
    const before = scene.server.venue.balances([]).cash;
    const merge = { kind: 'merge', condition: PLAIN.condition, size: shares('12') } as const;
    expect(await scene.chain.submit(merge, PLAIN)).toEqual({ kind: 'sent' });
    expect(await held(scene)).toEqual([shares('8'), shares('8')]);
    expect(scene.server.venue.balances([]).cash).toBe(plus(before, usdc('12')));
    const activity = scene.server.venue.activity(NOON);
    expect(activity).toMatchObject({ value: [{ kind: 'merge', size: shares('12') }] });
  });

  it('pays out what has won, and takes what has lost', async () => {
    const scene = await open();
    withSets(scene);
    const at = scene.server.venue.now();
    const status = { kind: 'resolved', yesPayout: ONE } as const;
    applyToServer(scene.server, { kind: 'status', at, condition: PLAIN.condition, status });
    const redeem = { kind: 'redeem', condition: PLAIN.condition } as const;
    expect(await scene.chain.submit(redeem, PLAIN)).toEqual({ kind: 'sent' });
    expect(await held(scene)).toEqual([shares('0'), shares('0')]);
  });

  it('sends nothing that would fail', async () => {
    const scene = await open();
    withSets(scene);
    const merge = { kind: 'merge', condition: PLAIN.condition, size: shares('21') } as const;
    const outcome = await scene.chain.submit(merge, PLAIN);
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(scene.server.chainLog.sent()).toEqual([]);
  });

  it.each([
    ['a method that it does not know', { id: 1, method: 'eth_coinbase', params: [] }, 'not known'],
    ['bytes that are no transaction', { id: 1, method: 'eth_sendRawTransaction', params: ['0x'] }],
    ['a call without data', { id: 1, method: 'eth_call', params: [{}] }, 'invalid argument'],
    [
      'a call of a contract that it does not know',
      { id: 1, method: 'eth_call', params: [{ to: WALLET, data: '0x12345678' }] },
      'reverted',
    ],
  ])('refuses %s', async (_what, request, words = '') => {
    const server = openWire();
    const running = await startWireServer(server);
    onTestFinished(running.stop);
    const answer = await fetch(`${running.url}/rpc`, {
      method: 'POST',
      body: JSON.stringify(request),
    });
    const said = (await answer.json()) as { error?: { message: string } };
    expect(said.error?.message).toContain(words);
  });
});
