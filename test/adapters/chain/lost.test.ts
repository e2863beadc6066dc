// Whatever becomes of a transaction on its way, it takes effect at most once, and what is said of
// it is what can be known.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approveCall } from '../../../lib/adapters/chain/calls.ts';
import { createDirectSender } from '../../../lib/adapters/chain/direct-sender.ts';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { onMethod } from './node-between.ts';
import { OWNER, broadcastsOf, startScene } from './scene.ts';
import type { CallSender, WalletCall } from '../../../lib/ports/chain.ts';
import type { Scene } from './scene.ts';

let scene: Scene;
let sender: CallSender;
beforeAll(async () => {
  scene = await startScene();
});
beforeEach(async () => {
  await scene.reset();
  sender = createDirectSender(scene.direct);
});
afterAll(() => scene.stop());

const SPENDER = '0x1111111111111111111111111111111111111111';
const callOf = (amount: bigint): WalletCall => approveCall(CONTRACTS.collateral, SPENDER, amount);
const CALL = callOf(1n);
const OTHER = callOf(2n);
const SHORT = durationMs(800n);
const BROADCAST = 'eth_sendRawTransaction';

const send = (call: WalletCall = CALL) => sender.send([call], SHORT);

const broadcasts = (during: () => Promise<unknown>) => broadcastsOf(scene, during);

const landed = async (): Promise<number> =>
  Number(await scene.chain.ask('eth_getTransactionCount', [OWNER, 'latest']));

const allowed = async (): Promise<bigint> => {
  const dollars = scene.chain.at('Dollars', CONTRACTS.collateral);
  return BigInt(String(await dollars.getFunction('allowance')(OWNER, SPENDER)));
};

const sendFrom = async (fields: Readonly<Record<string, string>>) => {
  await scene.chain.ask('anvil_impersonateAccount', [OWNER]);
  await scene.chain.ask('eth_sendTransaction', [
    { from: OWNER, to: SPENDER, gas: '0x5208', ...fields },
  ]);
};

describe('a transaction whose answer is lost', () => {
  it('is found by its hash and not sent again', async () => {
    scene.node.meddle(onMethod(BROADCAST, { kind: 'lose-answer' }));
    const sent = await broadcasts(async () => {
      expect(await send()).toEqual({ kind: 'sent' });
    });
    expect(sent).toHaveLength(1);
    expect(await landed()).toBe(1);
  });

  it('and that cannot be looked up is unknown, and found later', async () => {
    scene.node.meddle(({ method }) => {
      if (method === BROADCAST) return { kind: 'lose-answer' };
      return method === 'eth_getTransactionReceipt' ? { kind: 'lose' } : null;
    });
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'unknown' });
    expect(JSON.stringify(outcome)).toContain('was sent and cannot be looked up');
    expect(await send(OTHER)).toMatchObject({ kind: 'failed' });
    scene.node.meddle(() => null);
    const sent = await broadcasts(async () => {
      expect(await send()).toEqual({ kind: 'sent' });
    });
    expect([sent, await landed()]).toEqual([[], 1]);
  });
});

describe('a transaction that never arrives', () => {
  it('is unknown, and only its own bytes are sent again', async () => {
    scene.node.meddle(onMethod(BROADCAST, { kind: 'lose' }));
    const sent = await broadcasts(async () => {
      const outcome = await send();
      expect(outcome).toMatchObject({ kind: 'unknown' });
      expect(JSON.stringify(outcome)).toContain('the node does not know it');
      scene.node.meddle(() => null);
      expect(await send()).toEqual({ kind: 'sent' });
    });
    expect(sent).toHaveLength(2);
    expect(new Set(sent).size).toBe(1);
    expect(await landed()).toBe(1);
  });

  it('lands before another one is made', async () => {
    scene.node.meddle(onMethod(BROADCAST, { kind: 'lose' }));
    await send();
    scene.node.meddle(() => null);
    expect(await send(OTHER)).toEqual({ kind: 'sent' });
    expect([await landed(), await allowed()]).toEqual([2, 2n]);
  });
});

describe('a transaction that waits for its block', () => {
  beforeEach(() => scene.chain.ask('evm_setAutomine', [false]));

  it('is unknown, is not sent again and keeps others back', async () => {
    const sent = await broadcasts(async () => {
      const outcome = await send();
      expect(outcome).toMatchObject({ kind: 'unknown' });
      expect(JSON.stringify(outcome)).toContain('of nonce 0 waits for its block');
      expect(await send()).toEqual(outcome);
      const other = await send(OTHER);
      expect(other.kind).toBe('failed');
      expect(JSON.stringify(other)).toContain('nothing was sent, because the earlier transaction');
    });
    expect(sent).toHaveLength(1);
  });

  it('is told as sent once it is in one, and then lets others pass', async () => {
    await send();
    await scene.chain.ask('evm_mine');
    const sent = await broadcasts(async () => {
      expect(await send()).toEqual({ kind: 'sent' });
    });
    expect([sent, await landed()]).toEqual([[], 1]);
    await scene.chain.ask('evm_setAutomine', [true]);
    expect(await send(OTHER)).toEqual({ kind: 'sent' });
    expect(await landed()).toBe(2);
  });

  it('and loses its nonce to another one is given up, but not at once for undone', async () => {
    await send();
    const fee = { maxFeePerGas: '0x4a817c8000', maxPriorityFeePerGas: '0x2540be400' };
    await sendFrom({ nonce: '0x0', ...fee });
    await scene.chain.ask('evm_mine');
    const sent = await broadcasts(async () => {
      const outcome = await send();
      expect(outcome).toMatchObject({ kind: 'unknown' });
      expect(JSON.stringify(outcome)).toContain('its nonce is taken');
    });
    expect(sent).toEqual([]);
    await scene.chain.ask('evm_setAutomine', [true]);
    expect(await send()).toEqual({ kind: 'sent' });
    expect([await landed(), await allowed()]).toEqual([2, 1n]);
  });

  it('and is of somebody else with the key keeps ours back', async () => {
    await sendFrom({ nonce: '0x0' });
    const sent = await broadcasts(async () => {
      expect(await send()).toEqual({
        kind: 'failed',
        detail: 'nothing was sent: an earlier transaction of this key still waits for its block',
      });
    });
    expect(sent).toEqual([]);
  });

  it('and is reverted in it is failed, and another one may go', async () => {
    await send();
    await scene.chain.ask('anvil_setCode', [CONTRACTS.collateral, '0xfe']);
    await scene.chain.ask('evm_mine');
    const sent = await broadcasts(async () => {
      const outcome = await send();
      expect(outcome).toMatchObject({ kind: 'failed' });
      expect(JSON.stringify(outcome)).toContain('is in a block and was reverted');
    });
    expect([sent, await landed()]).toEqual([[], 1]);
    expect(JSON.stringify(await send())).toContain('nothing was sent: it would fail');
  });
});

describe('a node that refuses a transaction', () => {
  it('has not sent it, and the next one is free to go', async () => {
    scene.node.meddle(onMethod(BROADCAST, { kind: 'refuse', message: 'underpriced' }));
    expect(await send()).toEqual({
      kind: 'failed',
      detail: `nothing was sent: ${BROADCAST}: underpriced`,
    });
    scene.node.meddle(() => null);
    expect(await send(OTHER)).toEqual({ kind: 'sent' });
    expect([await landed(), await allowed()]).toEqual([1, 2n]);
  });

  it.each(['already known', 'nonce too low'])(
    'although it has it ("%s") has sent it',
    async (message) => {
      scene.node.meddle(onMethod(BROADCAST, { kind: 'refuse-late', message }));
      expect(await send()).toEqual({ kind: 'sent' });
      expect(await landed()).toBe(1);
    },
  );
});
