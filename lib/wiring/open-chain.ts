// How the funds' wallet is moved on chain: by its own key, or through the venue's relayer where a
// contract holds the funds.

import { createChain, unsupportedChain } from '../adapters/chain/chain.ts';
import { createDirectSender } from '../adapters/chain/direct-sender.ts';
import { GAS_PRICE_MAX } from '../adapters/chain/fees.ts';
import { createRpc } from '../adapters/chain/rpc.ts';
import { systemClock } from '../adapters/local/system-clock.ts';
import { fetchHttp } from '../adapters/polymarket/fetch-http.ts';
import { LASTING, endOf } from '../adapters/polymarket/lifetime.ts';
import { createRelayerApi } from '../adapters/polymarket/relayer/relayer-api.ts';
import { createRelayedSender } from '../adapters/polymarket/relayer/relayer-sender.ts';
import { createTransport } from '../adapters/polymarket/transport.ts';
import { POLYGON } from '../domain/contracts.ts';
import { err, ok } from '../units/result.ts';
import { durationMs, seconds } from '../units/time.ts';
import { VERSION } from './version.ts';
import { holderOf } from './wallet-holder.ts';
import type { RpcCall } from '../adapters/chain/rpc.ts';
import type { Lifetime } from '../adapters/polymarket/lifetime.ts';
import type { LiveConfig } from '../config/config.ts';
import type { CallSender, ChainPort } from '../ports/chain.ts';
import type { DigestSigner } from '../ports/signer.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

const clock = systemClock;

/** One answer of node or relayer: several of them fit between a move's bound and the lease. */
const ANSWER_DEADLINE: DurationMs = seconds(3);
const POLL_EVERY: DurationMs = durationMs(500n);
/** A block comes every two seconds: enough for two of them, and a cycle can wait that long. */
const MOVE_BOUND: DurationMs = seconds(6);
// The largest answer that is asked for holds a few hundred balances.
const NODE_BYTES_MAX = 1_000_000;
const RELAYER_BYTES_MAX = 1_000_000;

/** Opens the way to the chain's node. */
export const openRpc = ({ rpcUrl }: LiveConfig, lifetime: Lifetime = LASTING): RpcCall =>
  createRpc({
    url: rpcUrl,
    deadline: ANSWER_DEADLINE,
    bytesMax: NODE_BYTES_MAX,
    chain: POLYGON,
    ...endOf(lifetime),
  });

/** Opens what sends from the funds' wallet. Refuses: a relayed wallet without a relayer login. */
export const openSender = (
  config: LiveConfig,
  signer: DigestSigner,
  lifetime: Lifetime = LASTING,
): Result<CallSender, string> => {
  const { wallet, endpoints } = config;
  const pollEvery = POLL_EVERY;
  if (wallet.kind === 'eoa') {
    const rpc = openRpc(config, lifetime);
    const gasPriceMax = GAS_PRICE_MAX;
    return ok(createDirectSender({ rpc, signer, chain: POLYGON, gasPriceMax, clock, pollEvery }));
  }
  const { relayer, kind, funder } = wallet;
  if (relayer.kind === 'none')
    return err(
      'a wallet of this type is moved by the relayer: set RELAYER_API_KEY or BUILDER_API_KEY, or ' +
        'do it on the page of the venue',
    );
  const send = fetchHttp({ version: VERSION, bytesMax: RELAYER_BYTES_MAX, ...endOf(lifetime) });
  const transport = createTransport({ send, clock, deadline: ANSWER_DEADLINE });
  const api = createRelayerApi({
    transport,
    clock,
    base: endpoints.relayer,
    credentials: relayer,
  });
  return ok(createRelayedSender({ api, clock, signer, wallet: { kind, funder }, pollEvery }));
};

/** Opens the chain port of a live portfolio. */
export const openChain = (
  config: LiveConfig,
  signer: DigestSigner,
  lifetime: Lifetime = LASTING,
): ChainPort => {
  const sender = openSender(config, signer, lifetime);
  if (!sender.ok) return unsupportedChain(sender.error);
  return createChain({
    rpc: openRpc(config, lifetime),
    clock,
    sender: sender.value,
    wallet: holderOf(config.wallet, signer),
    bound: MOVE_BOUND,
  });
};
