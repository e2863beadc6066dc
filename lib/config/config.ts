// What a run is told, parsed once. Paper and live are two shapes: a paper run holds no key, and a
// live one cannot lack what trading with money needs.

import type { Limits } from '../domain/limits.ts';
import type { StrategyParameters } from '../domain/parameters.ts';
import type { PortfolioId, WalletAddress } from '../units/ids.ts';
import type { DurationMs, UsdcMicros } from '../units/quantity.ts';
import type { PresetName } from './presets.ts';
import type { Secret } from '../units/secret.ts';

/**
 * What the configuration is for: a run on this machine, a run on AWS, or the synthesis of a stack.
 * A private key in the environment is allowed on this machine only.
 */
export type Purpose = 'local' | 'aws' | 'deploy';

/** A place where the operator's switch is read; the strongest position of all places holds. */
export type KillSwitchSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'parameter'; readonly name: string };

/** Where the venue's APIs are. */
export type Endpoints = {
  readonly clob: string;
  readonly gamma: string;
  readonly data: string;
  readonly relayer: string;
  readonly geoblock: string;
};

/** Where the signing key is. */
export type KeySource =
  | { readonly kind: 'private-key'; readonly key: Secret }
  | { readonly kind: 'ssm'; readonly parameter: string }
  | { readonly kind: 'kms'; readonly keyId: string };

/**
 * How the relayer knows who asks. Without it, a wallet that only the relayer can move is traded,
 * and nothing of it is merged, redeemed or approved from here.
 */
export type RelayerLogin =
  | { readonly kind: 'none' }
  | { readonly kind: 'relayer-key'; readonly key: Secret; readonly address: WalletAddress }
  | {
      readonly kind: 'builder';
      readonly key: Secret;
      readonly secret: Secret;
      readonly passphrase: Secret;
    };

/** How much pUSD each contract of the venue may take, once approvals are set. */
export type Allowance =
  | { readonly kind: 'maximal' }
  | { readonly kind: 'exact'; readonly amount: UsdcMicros };

/** The wallet traded with: a key's own account, or a contract that holds the funds for it. */
export type Wallet =
  | { readonly kind: 'eoa'; readonly key: KeySource }
  | {
      readonly kind: 'proxy' | 'safe' | 'deposit';
      readonly key: KeySource;
      readonly funder: WalletAddress;
      readonly relayer: RelayerLogin;
    };

/** What every run needs. */
export type CommonConfig = {
  readonly preset: PresetName;
  readonly portfolio: PortfolioId;
  readonly limits: Limits;
  readonly parameters: StrategyParameters;
  /** The wallets that FF follows. */
  readonly targets: readonly WalletAddress[];
  /** The time from one cycle to the next. */
  readonly cycle: DurationMs;
  readonly killSwitches: readonly [KillSwitchSource, ...KillSwitchSource[]];
  readonly endpoints: Endpoints;
};

/** A run with simulated money. */
export type PaperConfig = CommonConfig & {
  readonly mode: 'paper';
  readonly openingCash: UsdcMicros;
};

/** A run with real money. */
export type LiveConfig = CommonConfig & {
  readonly mode: 'live';
  readonly wallet: Wallet;
  readonly rpcUrl: Secret;
  readonly approvals: 'automatic' | 'manual';
  readonly allowance: Allowance;
};

/** The configuration of a run. */
export type Config = PaperConfig | LiveConfig;
