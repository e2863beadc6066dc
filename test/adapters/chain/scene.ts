// A wallet on a local chain, and everything that our adapter reaches it with.

import { readApprovals } from '../../../lib/adapters/chain/approvals.ts';
import { createRpc } from '../../../lib/adapters/chain/rpc.ts';
import { systemClock } from '../../../lib/adapters/local/system-clock.ts';
import { CONTRACTS, POLYGON } from '../../../lib/domain/contracts.ts';
import { rawKeySigner } from '../../../lib/adapters/polymarket/signing/raw-key-signer.ts';
import { conditionId, tokenId } from '../../../lib/units/ids.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { isZero } from '../../../lib/units/quantity.ts';
import { secretOf } from '../../../lib/units/secret.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { MARKET } from '../../simulation/fixtures.ts';
import { ADDRESS, KEY } from '../polymarket/signing/keys.ts';
import { startLocalChain } from './local-chain.ts';
import { startNodeBetween } from './node-between.ts';
import type { ChainSource } from '../../../lib/adapters/chain/reads.ts';
import type { DirectOptions } from '../../../lib/adapters/chain/direct-sender.ts';
import type { Approval } from '../../../lib/domain/doctor-facts.ts';
import type { Market } from '../../../lib/domain/market.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { WalletAddress } from '../../../lib/units/ids.ts';
import type { LocalChain } from './local-chain.ts';
import type { NodeBetween } from './node-between.ts';

/** A chain, the way to it, and the account that has POL on it. */
export type Scene = {
  readonly chain: LocalChain;
  readonly node: NodeBetween;
  readonly source: ChainSource;
  readonly direct: DirectOptions;
  /** Makes everything as new, between two tests. */
  readonly reset: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The address of the account that signs. */
export const OWNER = ADDRESS;

/** Opens the way to a node, with short deadlines. */
export const sourceAt = (url: string, chain: number = POLYGON): ChainSource => ({
  rpc: createRpc({
    url: secretOf(url),
    chain,
    deadline: durationMs(1_000n),
    bytesMax: 1_000_000,
  }),
  clock: systemClock,
});

/** What sends from the key's own account over a source. */
export const directOver = ({ rpc, clock }: ChainSource): DirectOptions => {
  const signer = rawKeySigner(secretOf(KEY));
  invariant(signer.ok, 'a test signs with a good key');
  return {
    rpc,
    clock,
    signer: signer.value,
    chain: POLYGON,
    gasPriceMax: 1_000_000_000_000n,
    pollEvery: durationMs(10n),
  };
};

/** Starts a scene. */
export const startScene = async (): Promise<Scene> => {
  const chain = await startLocalChain();
  const node = await startNodeBetween(chain.url);
  const source = sourceAt(node.url);
  return {
    chain,
    node,
    source,
    direct: directOver(source),
    reset: async () => {
      node.meddle(() => null);
      await chain.reset();
    },
    stop: async () => {
      await node.stop();
      await chain.stop();
    },
  };
};

const CONDITION = conditionId(`0x${'c1'.repeat(31)}00`);

/** The kinds of market, by protocol and by whether they exclude each other. */
export type Kind = 'v1' | 'v1 negative risk' | 'v2';

/** A market of a kind, with the tokens that its contracts give it. */
export const marketOf = async ({ chain }: Scene, kind: Kind): Promise<Market> => {
  const isSecond = kind === 'v2';
  const negRisk = kind === 'v1 negative risk';
  const adapter = negRisk ? CONTRACTS.negRiskCtfAdapter : CONTRACTS.ctfAdapter;
  const holder = isSecond ? chain.at('Router', CONTRACTS.router) : chain.at('Adapter', adapter);
  const condition = isSecond ? CONDITION.slice(0, 64) : CONDITION;
  const idOf = async (outcome: number) => {
    const id: unknown = await holder.getFunction('idOf')(condition, outcome);
    return tokenId(String(id));
  };
  return {
    ...MARKET,
    condition: CONDITION,
    version: isSecond ? 'v2' : 'v1',
    negRisk,
    yes: await idOf(0),
    no: await idOf(1),
  };
};

/** Waits until everything that was sent is in a block: the node takes a moment for it. */
export const inBlock = async (chain: LocalChain): Promise<void> => {
  await chain.ask('evm_mine');
};

const holderOf = (market: Market): string =>
  market.version === 'v1' ? CONTRACTS.conditionalTokens : CONTRACTS.positionManager;

/** Gives a wallet shares of both outcomes of a market. Unit: 10^-6 share. */
export const giveShares = async (
  { chain }: Scene,
  market: Market,
  { wallet, yes, no }: { readonly wallet: string; readonly yes: bigint; readonly no: bigint },
): Promise<void> => {
  const shares = chain.at('Shares', holderOf(market));
  await shares.getFunction('mint')(wallet, market.yes, yes);
  await shares.getFunction('mint')(wallet, market.no, no);
  await inBlock(chain);
};

/** Lets the contract that merges and redeems a market move the shares of the account that signs. */
export const letMove = async ({ chain }: Scene, market: Market): Promise<void> => {
  const adapter = market.negRisk ? CONTRACTS.negRiskCtfAdapter : CONTRACTS.ctfAdapter;
  const to = holderOf(market);
  const operator = market.version === 'v1' ? adapter : CONTRACTS.router;
  const data = chain
    .at('Shares', to)
    .interface.encodeFunctionData('setApprovalForAll', [operator, true]);
  await chain.ask('anvil_impersonateAccount', [OWNER]);
  await chain.ask('eth_sendTransaction', [{ from: OWNER, to, data }]);
  await inBlock(chain);
};

/** Resolves a market. Unit: 10^-6 dollar a share. */
export const resolve = async (
  { chain }: Scene,
  market: Market,
  [yes, no]: readonly [bigint, bigint],
): Promise<void> => {
  await chain.at('Shares', holderOf(market)).getFunction('resolve')(market.condition, yes, no);
  await inBlock(chain);
};

/** Tells which approvals a wallet has not given at all. */
export const missingOf = async (
  { source }: Scene,
  wallet: WalletAddress,
): Promise<readonly Approval[]> =>
  (await readApprovals(source, wallet)).flatMap((state) => {
    if (state.kind === 'unknown') return [];
    const { token, spender, ...extent } = state.value;
    const isMissing = extent.kind === 'none' || (extent.kind === 'amount' && isZero(extent.amount));
    return isMissing ? [{ token, spender }] : [];
  });

/** Takes a value that must be known. Throws: when it is not. */
export const valueOf = async <T>(read: Promise<Observed<T>>): Promise<T> => {
  const observed = await read;
  if (observed.kind === 'known') return observed.value;
  throw new Error(JSON.stringify(observed.error));
};

/** Gives a wallet dollars. Unit: 10^-6 dollar. */
export const giveDollars = async (
  { chain }: Scene,
  token: 'collateral' | 'bridgedUsdc',
  { wallet, amount }: { readonly wallet: string; readonly amount: bigint },
): Promise<void> => {
  await chain.at('Dollars', CONTRACTS[token]).getFunction('mint')(wallet, amount);
  await inBlock(chain);
};

/** Tells what was broadcast while something happened, each as its bytes. */
export const broadcastsOf = async (
  { node }: Scene,
  during: () => Promise<unknown>,
): Promise<readonly unknown[]> => {
  const before = node.questions.length;
  await during();
  return node.questions
    .slice(before)
    .filter(({ method }) => method === 'eth_sendRawTransaction')
    .map(({ parameters }) => parameters[0]);
};
