// What the chain says of a wallet. Each value is known or unknown by itself: one node that does not
// answer one question makes nothing else zero.

import { CONTRACTS } from '../../domain/contracts.ts';
import { known, unknown } from '../../domain/observed.ts';
import { shareMicros } from '../../units/shares.ts';
import { elapsed, epochMs } from '../../units/time.ts';
import { usdcMicros } from '../../units/usdc.ts';
import { quantityOf } from './answers.ts';
import { fieldOf } from './field-of.ts';
import { ERC1155, ERC20 } from './interfaces.ts';
import type { MarketVersion } from '../../domain/market.ts';
import type { Observed } from '../../domain/observed.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { Clock } from '../../ports/clock.ts';
import type { TokenId, WalletAddress } from '../../units/ids.ts';
import type { DurationMs, ShareMicros, UsdcMicros } from '../../units/quantity.ts';
import type { EpochMs } from '../../units/time.ts';
import type { RpcCall, RpcError } from './rpc.ts';

/** A node and the clock that says when it was asked. */
export type ChainSource = { readonly rpc: RpcCall; readonly clock: Clock };

/** POL, which pays for transactions. Unit: 10^-18 POL. */
export type Wei = bigint;

const venueError = (error: RpcError, subject: string): VenueError => ({
  kind: error.kind === 'NO_ANSWER' ? error.cause : 'MALFORMED',
  endpoint: `${error.method} ${subject}`,
  detail: error.detail,
  retryAfter: { kind: 'unspecified' },
});

/** A question, and what its answer means. The reading may throw: then it is not understood. */
type Question<T> = {
  readonly subject: string;
  readonly method: string;
  readonly parameters: readonly unknown[];
  readonly read: (answer: unknown) => T;
};

const ask = async <T>(
  { rpc, clock }: ChainSource,
  { subject, method, parameters, read }: Question<T>,
): Promise<Observed<T>> => {
  const asked = await rpc(method, parameters);
  if (!asked.ok) return unknown(venueError(asked.error, subject));
  try {
    return known(read(asked.value), clock.now());
  } catch {
    const detail = 'the answer is not understood; is there such a contract on this chain?';
    return unknown(venueError({ kind: 'NO_ANSWER', method, cause: 'MALFORMED', detail }, subject));
  }
};

const textOf = (answer: unknown): string => {
  if (typeof answer === 'string') return answer;
  throw new TypeError('the answer is no text');
};

type View = {
  readonly subject: string;
  readonly to: string;
  readonly of: typeof ERC20;
  readonly name: string;
  readonly parameters: readonly unknown[];
};

const view = ({ subject, to, of, name, parameters }: View): Question<unknown> => ({
  subject,
  method: 'eth_call',
  parameters: [{ to, data: of.encodeFunctionData(name, parameters) }, 'latest'],
  read: (answer): unknown => of.decodeFunctionResult(name, textOf(answer))[0],
});

const reading = <T>(question: Question<unknown>, read: (value: unknown) => T): Question<T> => ({
  ...question,
  read: (answer) => read(question.read(answer)),
});

const uint = (value: unknown): bigint => {
  if (typeof value === 'bigint') return value;
  throw new TypeError('the answer is no number');
};

const truth = (value: unknown): boolean => {
  if (typeof value === 'boolean') return value;
  throw new TypeError('the answer is neither true nor false');
};

/** Reads the POL of an address. */
export const readGas = (source: ChainSource, address: WalletAddress): Promise<Observed<Wei>> =>
  ask(source, {
    subject: 'POL',
    method: 'eth_getBalance',
    parameters: [address, 'latest'],
    read: quantityOf,
  });

const CODE = /^0x(?:[0-9a-f]{2})*$/i;

const codeOf = (answer: unknown): string => {
  const text = textOf(answer);
  if (CODE.test(text)) return text;
  throw new TypeError('the answer is no code');
};

/** Reads whether there is a contract at an address, which tells a key's account from a wallet. */
export const readCode = (
  source: ChainSource,
  address: WalletAddress,
): Promise<Observed<'none' | 'contract'>> =>
  ask(source, {
    subject: 'code',
    method: 'eth_getCode',
    parameters: [address, 'latest'],
    read: (answer) => (/^0x0*$/.test(codeOf(answer)) ? 'none' : 'contract'),
  });

/** The two tokens that are dollars. */
export type DollarToken = 'collateral' | 'bridgedUsdc';

/** Reads the pUSD or the USDC.e of a wallet. */
export const readDollars = (
  source: ChainSource,
  wallet: WalletAddress,
  token: DollarToken,
): Promise<Observed<UsdcMicros>> =>
  ask(
    source,
    reading(
      view({
        subject: `${token} balance`,
        to: CONTRACTS[token],
        of: ERC20,
        name: 'balanceOf',
        parameters: [wallet],
      }),
      (value) => usdcMicros(uint(value)),
    ),
  );

/** Who may take what of a token. */
export type Grant = {
  readonly owner: WalletAddress;
  readonly token: string;
  readonly spender: string;
};

/** Reads how much of a token a contract may take. Unit: 10^-6. */
export const readAllowance = (source: ChainSource, grant: Grant): Promise<Observed<bigint>> =>
  ask(
    source,
    reading(
      view({
        subject: 'allowance',
        to: grant.token,
        of: ERC20,
        name: 'allowance',
        parameters: [grant.owner, grant.spender],
      }),
      uint,
    ),
  );

/** Reads whether a contract may move all shares that a contract holds for a wallet. */
export const readOperator = (source: ChainSource, grant: Grant): Promise<Observed<boolean>> =>
  ask(
    source,
    reading(
      view({
        subject: 'operator',
        to: grant.token,
        of: ERC1155,
        name: 'isApprovedForAll',
        parameters: [grant.owner, grant.spender],
      }),
      truth,
    ),
  );

/** Outcome tokens of one protocol. At most a few hundred fit into one question. */
export type TokensOf = {
  readonly version: MarketVersion;
  readonly tokens: readonly TokenId[];
};

/** Reads the shares that a wallet holds of outcome tokens. */
export const readShares = (
  source: ChainSource,
  wallet: WalletAddress,
  { version, tokens }: TokensOf,
): Promise<Observed<ReadonlyMap<TokenId, ShareMicros>>> =>
  ask(
    source,
    reading(
      view({
        subject: 'shares',
        to: version === 'v1' ? CONTRACTS.conditionalTokens : CONTRACTS.positionManager,
        of: ERC1155,
        name: 'balanceOfBatch',
        parameters: [tokens.map(() => wallet), tokens],
      }),
      (value) => {
        const balances = Array.from<unknown>(Array.isArray(value) ? value : []);
        return new Map(tokens.map((token, i) => [token, shareMicros(uint(balances[i]))]));
      },
    ),
  );

// From 2020, when the chain began, to the year 2100: anything else is not a time of it.
const SECONDS_MIN = 1_577_836_800n;
const SECONDS_MAX = 4_102_444_800n;

const timeOf = (answer: unknown): EpochMs => {
  const seconds = quantityOf(answer);
  if (seconds >= SECONDS_MIN && seconds < SECONDS_MAX) return epochMs(seconds * 1_000n);
  throw new TypeError('the answer is no time');
};

/** Reads how far behind our clock the newest block of the node is. */
export const readBlockLag = (source: ChainSource): Promise<Observed<DurationMs>> =>
  ask(source, {
    subject: 'newest block',
    method: 'eth_getBlockByNumber',
    parameters: ['latest', false],
    read: (answer) => elapsed(timeOf(fieldOf(answer, 'timestamp')), source.clock.now()),
  });
