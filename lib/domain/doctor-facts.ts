// What a doctor has found out about a portfolio before it says anything about it. Each fact is
// known or unknown by itself: what nobody could look at is never taken for healthy.

import type { KillSwitchReading } from './kill-switch.ts';
import type { MarketVersion } from './market.ts';
import type { WalletAddress } from '../units/ids.ts';
import type { Tick } from '../units/price.ts';
import type { DurationMs, ShareMicros, UsdcMicros } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

/** A fact, or why it is not known. The cause holds no secret. */
export type Probed<V> =
  | { readonly kind: 'known'; readonly value: V }
  | { readonly kind: 'unknown'; readonly cause: string };

/** The venue's clock, and ours right before and after it was asked. */
export type ClockReading = {
  readonly venue: EpochMs;
  readonly askedAt: EpochMs;
  readonly answeredAt: EpochMs;
};

/** The step of prices and the smallest order of a market. */
export type MarketTerms = { readonly tick: Tick; readonly sizeMin: ShareMicros };

/** One market as it is listed and as it is traded; there may be none. */
export type MarketSample =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'market';
      readonly slug: string;
      readonly listed: MarketTerms;
      readonly traded: MarketTerms;
      /** The protocols of all markets that are listed. */
      readonly versions: readonly MarketVersion[];
    };

/** How the store answers to somebody who wants the lease for a moment. */
export type StoreStanding =
  | { readonly kind: 'empty' }
  | { readonly kind: 'free'; readonly cycles: number }
  | { readonly kind: 'in-use'; readonly until: EpochMs }
  | { readonly kind: 'refused'; readonly detail: string };

/** Whether the key can be used, and whose account it is. */
export type KeyStanding =
  | { readonly kind: 'opened'; readonly address: WalletAddress }
  | { readonly kind: 'refused'; readonly detail: string };

/** Whether the venue gives credentials to the key. */
export type LoginStanding =
  | { readonly kind: 'derived' }
  | { readonly kind: 'refused'; readonly detail: string };

/** Whether the venue takes orders from the wallet. `unproven`: only an order would show it. */
export type MakerStanding =
  | { readonly kind: 'allowed' }
  | { readonly kind: 'unproven' }
  | { readonly kind: 'closed-only' }
  /** It is not the wallet that the venue derives from the key. */
  | { readonly kind: 'not-derived'; readonly derived: readonly WalletAddress[] }
  | { readonly kind: 'refused'; readonly detail: string };

/** Whether orders are taken from the place where this runs. */
export type RegionStanding =
  | { readonly kind: 'open' }
  | { readonly kind: 'blocked'; readonly detail: string };

/** Who may be approved. */
export type Spender =
  | 'exchangeV2'
  | 'negRiskExchangeV2'
  | 'ctfAdapter'
  | 'negRiskCtfAdapter'
  | 'router'
  | 'exchangeV3'
  | 'autoRedeemer';

/** What a spender may be approved for. */
export type Approvable = 'collateral' | 'conditionalTokens' | 'positionManager';

/** One approval that there may be. */
export type Approval = { readonly token: Approvable; readonly spender: Spender };

/** How far an approval goes: collateral up to an amount, shares all or none. */
export type ApprovalState = Approval &
  (
    | { readonly kind: 'amount'; readonly amount: UsdcMicros }
    | { readonly kind: 'all' }
    | { readonly kind: 'none' }
  );

/** What holds the funds, and for whom. The funder of an EOA is the account of its key. */
export type WalletSetting =
  | { readonly kind: 'eoa' }
  | { readonly kind: 'proxy' | 'safe' | 'deposit'; readonly funder: WalletAddress };

/** What every run needs to have in order. */
export type CommonFacts = {
  /** What the configuration says, in a few words. */
  readonly setting: string;
  readonly clock: Probed<ClockReading>;
  /** The version that the venue says its API has. */
  readonly apiVersion: Probed<number>;
  readonly sample: Probed<MarketSample>;
  readonly lag: Probed<DurationMs>;
  readonly lagMax: DurationMs;
  readonly store: Probed<StoreStanding>;
  readonly killSwitch: KillSwitchReading;
};

/** What a paper run has. */
export type PaperFacts = CommonFacts & { readonly mode: 'paper' };

/** What a live run has beside that. */
export type LiveFacts = CommonFacts & {
  readonly mode: 'live';
  /** Whether flow is followed, which a lagging feed forbids. */
  readonly followsFlow: 'yes' | 'no';
  readonly wallet: WalletSetting;
  readonly key: Probed<KeyStanding>;
  readonly login: Probed<LoginStanding>;
  readonly maker: Probed<MakerStanding>;
  /** Whether there is a contract at the address that holds the funds. */
  readonly code: Probed<'contract' | 'none'>;
  readonly collateral: Probed<UsdcMicros>;
  readonly bridged: Probed<UsdcMicros>;
  /** What pays for gas. Unit: 10^-18 POL. */
  readonly gasWei: Probed<bigint>;
  readonly approvals: Probed<readonly ApprovalState[]>;
  /** How much collateral may be at risk at once, hence has to be approved. */
  readonly exposureMax: UsdcMicros;
  readonly region: Probed<RegionStanding>;
};

/** Everything that a doctor looks at. */
export type DoctorFacts = PaperFacts | LiveFacts;

/** Wraps a fact. */
export const probed = <const V>(value: V): Probed<V> => ({ kind: 'known', value });

/** Wraps the reason why there is none. */
export const notProbed = <V>(cause: string): Probed<V> => ({ kind: 'unknown', cause });
