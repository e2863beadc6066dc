// The relayer of the simulation takes what the shipped sender signs, and nothing else.

import { describe, expect, it } from 'vitest';
import { mergeCalls } from '../../../lib/adapters/chain/calls.ts';
import { createRelayerApi } from '../../../lib/adapters/polymarket/relayer/relayer-api.ts';
import { createRelayedSender } from '../../../lib/adapters/polymarket/relayer/relayer-sender.ts';
import { rawKeySigner } from '../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { createTransport } from '../../../lib/adapters/polymarket/transport.ts';
import { DEFAULT_SETTINGS } from '../../../lib/simulation/core.ts';
import { createWireServer } from '../../../lib/simulation/wire/server.ts';
import { walletAddress } from '../../../lib/units/ids.ts';
import { present } from '../../../lib/units/invariant.ts';
import { ok } from '../../../lib/units/result.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { shares } from '../../../lib/units/shares.ts';
import { durationMs, seconds } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { manualClock, NOON } from '../../loopback/clocks.ts';
import { soakUniverse } from '../../soak/world.ts';
import { accountIn, KEY } from '../world/account.ts';
import { BUILDER, RELAYER_KEY } from './login.ts';
import { createRelayer, RELAYED, RELAYER_PATH } from './relayer.ts';
import type { RelayerCredentials } from '../../../lib/adapters/polymarket/relayer/credentials.ts';
import type { SendHttp } from '../../../lib/adapters/polymarket/http.ts';
import type { BatchFate } from './relayer.ts';

const KINDS = { '1': 'proxy', '2': 'safe', '3': 'deposit' } as const;
type Relayed = keyof typeof KINDS;

const universe = soakUniverse(3);
const [first, second] = [...universe.markets.values()];

const openWire = (type: Relayed) =>
  createWireServer({
    venue: { universe, start: NOON, cash: usdc('100'), settings: DEFAULT_SETTINGS },
    chain: 137,
    account: accountIn({ SIGNATURE_TYPE: type }),
    tape: [],
  });

const OWN: RelayerCredentials = {
  kind: 'relayer-key',
  key: secretOf(RELAYER_KEY),
  address: walletAddress('0x4444444444444444444444444444444444444444'),
};

const BUILT: RelayerCredentials = {
  kind: 'builder',
  key: secretOf(BUILDER.key),
  secret: secretOf(BUILDER.secret),
  passphrase: secretOf(BUILDER.passphrase),
};

const open = (type: Relayed, credentials: RelayerCredentials = OWN, key: string = KEY) => {
  const server = openWire(type);
  const planned: (() => void)[] = [];
  const relayer = createRelayer({ server, later: (_, act) => void planned.push(act) });
  const settle = (): void => {
    while (planned.length > 0) for (const act of planned.splice(0)) act();
  };
  const send: SendHttp = (request) => {
    const { pathname, searchParams } = new URL(request.url);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const { method, body } = request;
    const call = { method, path: pathname, query: searchParams, headers, body: body ?? '' };
    const reply = relayer.handle(call);
    if (reply.kind !== 'answer') throw new Error('nothing goes wrong here');
    return Promise.resolve(
      ok({ status: reply.status, headers: reply.headers, body: reply.body, isCut: false }),
    );
  };
  const clock = manualClock();
  const signer = rawKeySigner(secretOf(key));
  if (!signer.ok) throw new Error(signer.error.detail);
  const api = createRelayerApi({
    transport: createTransport({ send, clock, deadline: seconds(3) }),
    clock,
    base: `https://venue.simulated${RELAYER_PATH}`,
    credentials,
  });
  const sender = createRelayedSender({
    api,
    clock,
    signer: signer.value,
    wallet: { kind: KINDS[type], funder: server.account.wallet },
    pollEvery: durationMs(5n),
  });
  const merge = async () => {
    const calls = [first, second].flatMap((market) => {
      const made = mergeCalls(present(market, 'a market'), shares('1'));
      return made.ok ? made.value : [];
    });
    // It looks once: the clock stands still, and nothing is final before it is told to be.
    const sent = sender.send(calls, seconds(1));
    await new Promise((resolve) => setImmediate(resolve));
    settle();
    return sent;
  };
  return { server, relayer, merge };
};

describe('the relayer of the simulation', () => {
  it.each([
    ['1', OWN],
    ['2', BUILT],
    ['3', OWN],
  ] as const)(
    'takes a batch that the shipped sender signs for a wallet of type %s',
    async (type, login) => {
      const { relayer, merge } = open(type, login);
      // Nothing is held, so that the chain takes it back.
      expect(await merge()).toMatchObject({ kind: 'failed' });
      expect(relayer.states()).toEqual(['FAILED']);
    },
  );

  it('takes nothing that another key has signed', async () => {
    const { relayer, merge } = open('3', OWN, `0x${'1'.repeat(64)}`);
    expect(await merge()).toMatchObject({ kind: 'failed' });
    expect(relayer.states()).toEqual([]);
  });

  it('answers nobody who does not log in', async () => {
    const { relayer, merge } = open('3', { ...OWN, key: secretOf('00000000-0000') });
    expect(await merge()).toMatchObject({ kind: 'failed' });
    expect(relayer.states()).toEqual([]);
  });

  it.each(['failed', 'invalid'] as const)('ends a batch as %s where it is to', async (end) => {
    const { relayer, merge } = open('3');
    const fate: BatchFate = { ...RELAYED, end };
    relayer.decideBy(() => fate);
    expect(await merge()).toMatchObject({ kind: 'failed' });
    expect(relayer.states()).toEqual([end.toUpperCase()]);
  });
});
