// What a doctor needs from outside: somebody who looks, and somebody who mends.

import type {
  ApprovalState,
  ClockReading,
  KeyStanding,
  LoginStanding,
  MakerStanding,
  MarketSample,
  Probed,
  RegionStanding,
  StoreStanding,
} from '../domain/doctor-facts.ts';
import type { Fix, FixOutcome } from '../domain/doctor-fix.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { Result } from '../units/result.ts';
import type { DurationMs, UsdcMicros } from '../units/quantity.ts';
import type { KillSwitchPort } from './kill-switch.ts';
import type { Signer } from './signer.ts';

/** Looks at what every run needs. */
export type CommonProbes = {
  readonly clock: () => Promise<Probed<ClockReading>>;
  readonly apiVersion: () => Promise<Probed<number>>;
  readonly sample: () => Promise<Probed<MarketSample>>;
  readonly lag: () => Promise<Probed<DurationMs>>;
  /** The store of the portfolio whose funds this wallet holds; `paper` for paper ones. */
  readonly store: (funder: string) => Promise<Probed<StoreStanding>>;
  readonly killSwitch: KillSwitchPort['read'];
};

/** What the chain knows of the wallet that holds the funds. */
export type ChainProbes = {
  readonly code: (holder: WalletAddress) => Promise<Probed<'contract' | 'none'>>;
  readonly collateral: (holder: WalletAddress) => Promise<Probed<UsdcMicros>>;
  readonly bridged: (holder: WalletAddress) => Promise<Probed<UsdcMicros>>;
  /** Unit: 10^-18 POL. */
  readonly gasWei: (holder: WalletAddress) => Promise<Probed<bigint>>;
  readonly approvals: (holder: WalletAddress) => Promise<Probed<readonly ApprovalState[]>>;
};

/** What the venue knows of the key and of the wallet. */
export type AccountProbes = {
  readonly login: (signer: Signer) => Promise<Probed<LoginStanding>>;
  readonly maker: (signer: Signer, holder: WalletAddress) => Promise<Probed<MakerStanding>>;
};

/** A key that was opened, or what stood in the way. */
export type OpenedKey = { readonly standing: KeyStanding; readonly signer: Signer | null };

/** Looks at what a live run needs beside that. */
export type LiveProbes = CommonProbes & {
  readonly key: () => Promise<Probed<OpenedKey>>;
  readonly region: () => Promise<Probed<RegionStanding>>;
  readonly chain: ChainProbes;
  readonly account: AccountProbes;
};

/** Keeps the record that a live run needs before its first cycle. */
export type ClearanceKeeper = (cleared: {
  readonly wallet: WalletAddress;
  readonly signer: WalletAddress;
}) => Promise<Result<null, string>>;

/** Mends what can be mended without an order. */
export type DoctorFixes = {
  readonly apply: (fix: Fix, holder: WalletAddress) => Promise<FixOutcome>;
};
