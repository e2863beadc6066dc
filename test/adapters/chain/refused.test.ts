// A transaction that would be wrong is not made, or not signed, or not sent.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { approveCall } from '../../../lib/adapters/chain/calls.ts';
import { createDirectSender } from '../../../lib/adapters/chain/direct-sender.ts';
import { readGas } from '../../../lib/adapters/chain/reads.ts';
import { rawKeySigner } from '../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { onMethod } from './node-between.ts';
import { OWNER, broadcastsOf, directOver, sourceAt, startScene, valueOf } from './scene.ts';
import type { CallSender } from '../../../lib/ports/chain.ts';
import type { DigestSigner } from '../../../lib/ports/signer.ts';
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
const CALL = approveCall(CONTRACTS.collateral, SPENDER, 1n);
const SHORT = durationMs(2_000n);

const send = () => sender.send([CALL], SHORT);
const broadcasts = (during: () => Promise<unknown>) => broadcastsOf(scene, during);

const landed = async (): Promise<number> =>
  Number(await scene.chain.ask('eth_getTransactionCount', [OWNER, 'latest']));

describe('nothing is sent', () => {
  const expectNothing = async (outcome: Promise<unknown>, words: string): Promise<void> => {
    const sent = await broadcasts(async () => {
      const result = await outcome;
      expect(result).toMatchObject({ kind: 'failed' });
      expect(JSON.stringify(result)).toContain(words);
    });
    expect([sent, await landed()]).toEqual([[], 0]);
  };

  it('on another chain', async () => {
    const other = createDirectSender(directOver(sourceAt(scene.node.url, 80002)));
    await expectNothing(other.send([CALL], SHORT), 'the node is of chain 137, not 80002');
  });

  it.each([
    'eth_getTransactionCount',
    'eth_getBlockByNumber',
    'eth_maxPriorityFeePerGas',
    'eth_estimateGas',
    'eth_getBalance',
  ])('while %s has no answer', async (method) => {
    scene.node.meddle(onMethod(method, { kind: 'lose' }));
    await expectNothing(send(), `nothing was sent: ${method}`);
  });

  it('while the nodes disagree about whether others wait', async () => {
    scene.node.meddle(({ method, parameters }) =>
      method === 'eth_getTransactionCount' && parameters[1] === 'pending' ? { kind: 'lose' } : null,
    );
    await expectNothing(send(), 'nothing was sent: eth_getTransactionCount');
  });

  it('when the time was over before', async () => {
    await expectNothing(sender.send([CALL], durationMs(0n)), 'the time was over');
  });

  it.each([
    ['0x2dc6c0', 'sent'],
    ['0x2dc6c1', 'failed'],
  ])('for a call that takes %s gas: %s', async (value, kind) => {
    scene.node.meddle(onMethod('eth_estimateGas', { kind: 'answer', value }));
    expect((await send()).kind).toBe(kind);
  });

  const signing = (signDigest: DigestSigner['signDigest']): CallSender =>
    createDirectSender({ ...scene.direct, signer: { ...scene.direct.signer, signDigest } });

  it('that the signer does not sign', async () => {
    const error = { kind: 'SIGNER_UNAVAILABLE', detail: 'no answer in 2000 ms' } as const;
    const mute = signing(() => Promise.resolve({ ok: false, error }));
    await expectNothing(mute.send([CALL], SHORT), 'SIGNER_UNAVAILABLE: no answer in 2000 ms');
  });

  it('that is signed with no signature', async () => {
    const odd = signing(() => Promise.resolve({ ok: true, value: '0x1234' }));
    await expectNothing(odd.send([CALL], SHORT), 'what the signer gave is not a signature');
  });

  it('that another key has signed', async () => {
    const another = rawKeySigner(secretOf(`0x${'7'.repeat(64)}`));
    invariant(another.ok, 'a test signs with a good key');
    const wrong = signing(another.value.signDigest);
    await expectNothing(wrong.send([CALL], SHORT), 'the signature is of another key');
  });

  it('when there is nothing to do, and that is done', async () => {
    const sent = await broadcasts(async () => {
      expect(await sender.send([], SHORT)).toEqual({ kind: 'sent' });
    });
    expect(sent).toEqual([]);
  });
});

describe('gas', () => {
  const gasOf = () => valueOf(readGas(scene.source, OWNER));

  it('for which there is no POL keeps everything back', async () => {
    await scene.chain.ask('anvil_setBalance', [OWNER, '0x1']);
    const outcome = await send();
    expect(outcome).toMatchObject({ kind: 'failed' });
    expect(JSON.stringify(outcome)).toMatch(/holds 1; send it POL/);
    expect(await gasOf()).toBe(1n);
  });

  it('never costs more than was there to be seen', async () => {
    const before = await gasOf();
    expect(await send()).toEqual({ kind: 'sent' });
    const spent = before - (await gasOf());
    expect(spent > 0n && spent < 10n ** 15n).toBe(true);
  });

  const capped = (gasPriceMax: bigint) => createDirectSender({ ...scene.direct, gasPriceMax });

  it.each([
    [-1n, 'failed'],
    [0n, 'sent'],
    [1n, 'sent'],
  ])('that costs the cap and %d wei less than it: %s', async (more, outcome) => {
    await scene.chain.ask('anvil_setNextBlockBaseFeePerGas', ['0x2540be400']);
    await scene.chain.ask('evm_mine');
    const block = (await scene.chain.ask('eth_getBlockByNumber', ['latest', false])) as {
      readonly baseFeePerGas: string;
    };
    const tip = BigInt(String(await scene.chain.ask('eth_maxPriorityFeePerGas')));
    const cap = BigInt(block.baseFeePerGas) + tip + more;
    const result = await capped(cap).send([CALL], SHORT);
    expect(result.kind).toBe(outcome);
    if (result.kind === 'failed') expect(result.detail).toContain('more than the cap');
  });
});
