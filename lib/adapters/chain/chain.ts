// The chain port over a real chain: what a strategy asks for becomes calls of the venue's
// contracts, which are tried on the node before anything is signed. Every wallet type comes through
// here; how its calls are sent is the sender's affair.

import { isPositive, minus, smaller } from '../../units/quantity.ts';
import { err, ok } from '../../units/result.ts';
import { ZERO_SHARES, formatShares } from '../../units/shares.ts';
import { wordsOf } from './answers.ts';
import { mergeCalls, redeemCalls } from './calls.ts';
import { readShares } from './reads.ts';
import { endOf, rpcUntil } from './time-left.ts';
import type { ChainRequest } from '../../domain/decision.ts';
import type { Market } from '../../domain/market.ts';
import type { CallSender, ChainOutcome, ChainPort, WalletCall } from '../../ports/chain.ts';
import type { WalletAddress } from '../../units/ids.ts';
import type { DurationMs } from '../../units/quantity.ts';
import type { Result } from '../../units/result.ts';
import type { HeldShares } from './calls.ts';
import type { ChainSource } from './reads.ts';

/** What the chain port is made of. */
export type ChainOptions = ChainSource & {
  readonly sender: CallSender;
  /** The wallet that holds the funds. */
  readonly wallet: WalletAddress;
  /** The longest that a move may keep its cycle waiting; one answer of the node may come on top. */
  readonly bound: DurationMs;
};

const heldOf = async (
  source: ChainSource,
  wallet: WalletAddress,
  { version, yes, no }: Market,
): Promise<Result<HeldShares, string>> => {
  const shares = await readShares(source, wallet, { version, tokens: [yes, no] });
  if (shares.kind === 'unknown') return err(`${shares.error.endpoint}: ${shares.error.detail}`);
  const { value } = shares;
  return ok({ yes: value.get(yes) ?? ZERO_SHARES, no: value.get(no) ?? ZERO_SHARES });
};

const callsOf = (
  request: ChainRequest,
  market: Market,
  held: HeldShares,
): Result<readonly WalletCall[], string> => {
  if (request.kind === 'redeem')
    return isPositive(held.yes) || isPositive(held.no)
      ? redeemCalls(market, held)
      : err('nothing is held of this market');
  if (!isPositive(request.size)) return err('a merge needs a positive size');
  const sets = smaller(held.yes, held.no);
  const [asked, there] = [formatShares(request.size), formatShares(sets)];
  return request.size > sets
    ? err(`${asked} complete sets are asked for, and the wallet holds ${there}`)
    : mergeCalls(market, request.size);
};

// What would fail costs gas and, through the relayer, one of few requests.
const faultOf = async (
  { rpc }: ChainSource,
  wallet: WalletAddress,
  calls: readonly WalletCall[],
): Promise<string | null> => {
  for (const { to, data } of calls) {
    const tried = await rpc('eth_call', [{ from: wallet, to, data }, 'latest']);
    if (!tried.ok) return wordsOf(tried.error);
  }
  return null;
};

const nothingSent = (detail: string): ChainOutcome => ({
  kind: 'failed',
  detail: `nothing was sent: ${detail}`,
});

/** Opens the chain port of a wallet. */
export const createChain = ({ rpc, clock, sender, wallet, bound }: ChainOptions): ChainPort => ({
  submit: async (request, market) => {
    const end = endOf(clock, bound);
    const source = { rpc: rpcUntil({ rpc, clock }, end), clock };
    const held = await heldOf(source, wallet, market);
    if (!held.ok) return nothingSent(held.error);
    const calls = callsOf(request, market, held.value);
    if (!calls.ok) return nothingSent(calls.error);
    const fault = await faultOf(source, wallet, calls.value);
    if (fault !== null) return nothingSent(fault);
    return sender.send(calls.value, minus(end, clock.monotonic()));
  },
});

/** The chain port of a wallet that cannot be moved from here. It says what to do. */
export const unsupportedChain = (remedy: string): ChainPort => ({
  submit: () => Promise.resolve({ kind: 'unsupported', detail: remedy }),
});
