// What the chain says of a wallet, read from a real node that answers, and from one that does not.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readApprovals } from '../../../lib/adapters/chain/approvals.ts';
import {
  readAllowance,
  readBlockLag,
  readCode,
  readDollars,
  readGas,
  readShares,
} from '../../../lib/adapters/chain/reads.ts';
import { APPROVALS } from '../../../lib/domain/approvals.ts';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { tokenId, walletAddress } from '../../../lib/units/ids.ts';
import { shares } from '../../../lib/units/shares.ts';
import { msOfDuration } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { json, text } from '../../loopback/server.ts';
import { onMethod } from './node-between.ts';
import {
  OWNER,
  giveDollars,
  giveShares,
  inBlock,
  marketOf,
  missingOf,
  sourceAt,
  startScene,
  valueOf,
} from './scene.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { Fault } from './node-between.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(() => scene.reset());
afterAll(() => scene.stop());

const errorOf = async (read: Promise<Observed<unknown>>) => {
  const observed = await read;
  return observed.kind === 'unknown' ? observed.error : 'known';
};

describe('the chain tells of a wallet', () => {
  it('its POL', async () => {
    expect(await valueOf(readGas(scene.source, OWNER))).toBe(10_000n * 10n ** 18n);
  });

  it.each(['collateral', 'bridgedUsdc'] as const)('its %s to the micro', async (token) => {
    await giveDollars(scene, token, { wallet: OWNER, amount: 12_345_678n });
    expect(await valueOf(readDollars(scene.source, OWNER, token))).toBe(usdc('12.345678'));
  });

  it.each(['v1', 'v1 negative risk', 'v2'] as const)(
    'its shares of a market of %s',
    async (kind) => {
      const market = await marketOf(scene, kind);
      await giveShares(scene, market, { wallet: OWNER, yes: 1_000_001n, no: 0n });
      const asked = { version: market.version, tokens: [market.yes, market.no] };
      expect(await valueOf(readShares(scene.source, OWNER, asked))).toEqual(
        new Map([
          [market.yes, shares('1.000001')],
          [market.no, shares('0')],
        ]),
      );
    },
  );

  it('whether it is a contract', async () => {
    expect(await valueOf(readCode(scene.source, OWNER))).toBe('none');
    const contract = walletAddress(CONTRACTS.collateral);
    expect(await valueOf(readCode(scene.source, contract))).toBe('contract');
  });

  it('how far its newest block is behind', async () => {
    await scene.chain.ask('evm_mine');
    const lag = msOfDuration(await valueOf(readBlockLag(scene.source)));
    expect(Number(lag)).toBeLessThan(60_000);
  });
});

// More than all dollars there are, as a token counts down an allowance without bound.
const HALF = (2n ** 256n - 1n) / 2n;

describe('approvals', () => {
  it('are all missing in a new wallet', async () => {
    const pairs = APPROVALS.map(({ token, spender }) => ({ token, spender }));
    expect(await missingOf(scene, OWNER)).toEqual(pairs);
  });

  it('that cannot be read are neither there nor missing', async () => {
    scene.node.meddle(onMethod('eth_call', { kind: 'lose' }));
    const states = await readApprovals(scene.source, OWNER);
    expect(states.map(({ kind }) => kind)).toEqual(Array(14).fill('unknown'));
    expect(await missingOf(scene, OWNER)).toEqual([]);
  });

  it.each([
    [1n, { kind: 'amount', amount: usdc('0.000001') }],
    [HALF - 1n, { kind: 'amount' }],
    [HALF, { kind: 'all' }],
    [HALF + 1n, { kind: 'all' }],
  ])('of %d micros of pUSD is read as %o', async (amount, extent) => {
    const { collateral, exchangeV2 } = CONTRACTS;
    await scene.chain.ask('anvil_impersonateAccount', [OWNER]);
    const approve = scene.chain
      .at('Dollars', collateral)
      .interface.encodeFunctionData('approve', [exchangeV2, amount]);
    await scene.chain.ask('eth_sendTransaction', [{ from: OWNER, to: collateral, data: approve }]);
    await inBlock(scene.chain);
    const grant = { owner: OWNER, token: collateral, spender: exchangeV2 };
    expect(await valueOf(readAllowance(scene.source, grant))).toBe(amount);
    const [first] = await readApprovals(scene.source, OWNER);
    expect(first).toMatchObject({ kind: 'known', value: { spender: 'exchangeV2', ...extent } });
  });
});

describe('a node of another chain', () => {
  it('is asked for nothing but its chain', async () => {
    const { node } = scene;
    const source = sourceAt(node.url, 80002);
    const before = node.questions.length;
    const error = await errorOf(readDollars(source, OWNER, 'collateral'));
    expect(error).toMatchObject({ detail: 'the node is of chain 137, not 80002; check RPC_URL' });
    expect(await errorOf(readGas(source, OWNER))).toMatchObject({ kind: 'MALFORMED' });
    expect(node.questions.slice(before).map(({ method }) => method)).toEqual([
      'eth_chainId',
      'eth_chainId',
    ]);
  });
});

describe('a node that fails', () => {
  const say = (reply: Parameters<typeof text>): Fault => ({ kind: 'say', reply: text(...reply) });

  it.each<[string, Fault, string]>([
    ['breaks the connection', { kind: 'lose' }, 'NETWORK'],
    ['never answers', { kind: 'say', reply: { kind: 'silence' } }, 'TIMEOUT'],
    ['begins and never ends', { kind: 'say', reply: { kind: 'stall' } }, 'TIMEOUT'],
    ['answers without end', { kind: 'say', reply: { kind: 'endless', status: 200 } }, 'MALFORMED'],
    ['asks to wait', say([429, 'slow down']), 'RATE_LIMITED'],
    ['knows no such key', say([401, 'no']), 'UNAUTHORIZED'],
    ['keeps us out', say([403, 'no']), 'FORBIDDEN'],
    ['is down', say([503, 'no']), 'UNAVAILABLE'],
    ['is broken', say([500, 'no']), 'SERVER'],
    ['sends us elsewhere', say([302, 'no']), 'NETWORK'],
    ['says no JSON', say([200, '<html>']), 'MALFORMED'],
    ['says nothing', { kind: 'say', reply: json({}) }, 'MALFORMED'],
    ['answers with null', { kind: 'answer', value: null }, 'MALFORMED'],
    ['answers with no number', { kind: 'answer', value: '0x' }, 'MALFORMED'],
    ['refuses', { kind: 'refuse', message: 'limit exceeded' }, 'MALFORMED'],
  ])('because it %s leaves the balance unknown', async (_, fault, kind) => {
    const read = sourceAt(scene.node.url);
    await valueOf(readGas(read, OWNER));
    scene.node.meddle(() => fault);
    const asked = scene.node.questions.length;
    expect(await errorOf(readGas(read, OWNER))).toMatchObject({
      kind,
      endpoint: 'eth_getBalance POL',
    });
    expect(scene.node.questions.length - asked).toBe(1);
  });

  it('with one question answers the others', async () => {
    scene.node.meddle(({ method }) => (method === 'eth_getBalance' ? { kind: 'lose' } : null));
    const [gas, dollars] = await Promise.all([
      readGas(scene.source, OWNER),
      readDollars(scene.source, OWNER, 'collateral'),
    ]);
    expect([gas.kind, dollars.kind]).toEqual(['unknown', 'known']);
  });

  it('of its first question is asked for its chain again', async () => {
    const { node } = scene;
    const read = sourceAt(node.url);
    node.meddle(() => ({ kind: 'lose' }));
    expect((await readGas(read, OWNER)).kind).toBe('unknown');
    node.meddle(() => null);
    expect((await readGas(read, OWNER)).kind).toBe('known');
  });

  it('where no contract is leaves the balance unknown instead of zero', async () => {
    await scene.chain.ask('anvil_setCode', [CONTRACTS.collateral, '0x']);
    const error = await errorOf(readDollars(scene.source, OWNER, 'collateral'));
    expect(error).toMatchObject({ kind: 'MALFORMED' });
  });

  it('with fewer balances than were asked for leaves all of them unknown', async () => {
    const one = `0x${[32, 1, 7].map((word) => word.toString(16).padStart(64, '0')).join('')}`;
    scene.node.meddle(onMethod('eth_call', { kind: 'answer', value: one }));
    const asked = { version: 'v1', tokens: [tokenId('1'), tokenId('2')] } as const;
    expect(await errorOf(readShares(scene.source, OWNER, asked))).toMatchObject({
      kind: 'MALFORMED',
    });
  });
});

describe('the address of the node', () => {
  const KEY = 'abcdef0123456789abcdef';

  it.each<[string, Fault]>([
    ['quoted', { kind: 'refuse', message: `no plan for /v2/${KEY}?token=${KEY}` }],
    ['lost', { kind: 'lose' }],
    ['silent', { kind: 'say', reply: { kind: 'silence' } }],
    ['broken', { kind: 'say', reply: text(500, KEY) }],
    ['no JSON', { kind: 'say', reply: text(200, KEY) }],
  ])('is in no error of an answer that is %s', async (_, fault) => {
    scene.node.meddle(() => fault);
    const read = sourceAt(`${scene.node.url}/v2/${KEY}?token=${KEY}`);
    const error = await errorOf(readGas(read, OWNER));
    expect(error).not.toBe('known');
    expect(JSON.stringify(error)).not.toContain(KEY);
  });
});
