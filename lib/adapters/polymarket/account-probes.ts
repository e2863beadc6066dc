// What the venue knows of a key and of its account, for somebody who looks before anything is sent.

import { CONTRACTS } from '../../domain/contracts.ts';
import { notProbed, probed } from '../../domain/doctor-facts.ts';
import { fetchRestriction } from './account/account-mode.ts';
import { createPrivateApi } from './account/private-api.ts';
import { createVenueClock } from './account/venue-clock.ts';
import { createApi } from './api.ts';
import { fetchTime } from './clob-status.ts';
import { depositWalletOf, proxyOf, safeOf } from './relayer/derived-wallets.ts';
import { describeVenueError } from './venue-probes.ts';
import type { ChainId } from '../../domain/contracts.ts';
import type { LoginStanding, MakerStanding, Probed } from '../../domain/doctor-facts.ts';
import type { WalletAddress } from '../../units/ids.ts';
import type { FundsHolder } from './signing/sign-order.ts';
import type { Clock } from '../../ports/clock.ts';
import type { AccountProbes } from '../../ports/doctor.ts';
import type { Signer } from '../../ports/signer.ts';
import type { PrivateApi } from './account/private-api.ts';
import type { Transport } from './transport.ts';

/** Where the venue is, and how it is reached. */
export type AccountProbesOptions = {
  readonly transport: Transport;
  readonly clock: Clock;
  /** The base address of the CLOB. */
  readonly base: string;
  readonly chain: ChainId;
  /** What holds the funds. */
  readonly holder: FundsHolder['kind'];
};

type OpenedAccount = { readonly account: PrivateApi; readonly signer: Signer };

const openAccount = (
  { transport, clock, base, chain }: AccountProbesOptions,
  signer: Signer,
): PrivateApi => {
  const venueClock = createVenueClock(clock);
  const clob = createApi({ transport, clock, base });
  return createPrivateApi({
    transport,
    clock,
    base,
    signer,
    chain,
    venueNow: venueClock.now,
    onAnswer: () => undefined,
    checkClock: async () => {
      const time = await fetchTime(clob, clock);
      if (time.kind === 'known') venueClock.note(time.value);
    },
  });
};

const loginOf = async (account: PrivateApi): Promise<Probed<LoginStanding>> => {
  const owner = await account.owner();
  if (owner.ok) return probed({ kind: 'derived' });
  const detail = describeVenueError(owner.error);
  return owner.error.kind === 'UNAUTHORIZED'
    ? probed({ kind: 'refused', detail })
    : notProbed(detail);
};

const DERIVED: Readonly<
  Record<FundsHolder['kind'], (owner: WalletAddress) => readonly WalletAddress[]>
> = {
  eoa: (owner) => [owner],
  proxy: (owner) => [proxyOf(owner)],
  safe: (owner) => [safeOf(owner)],
  deposit: (owner) => [
    depositWalletOf(owner, 'beacon', CONTRACTS.depositWalletBeacon),
    depositWalletOf(owner, 'plain', CONTRACTS.depositWalletImplementation),
  ],
};

// Only an order shows whether the venue takes orders from a wallet, and none is sent here.
const makerOf = async (
  { account, signer }: OpenedAccount,
  options: AccountProbesOptions,
  holder: WalletAddress,
): Promise<Probed<MakerStanding>> => {
  const restriction = await fetchRestriction({ account, clock: options.clock });
  if (restriction.kind === 'unknown') return notProbed(describeVenueError(restriction.error));
  if (restriction.value === 'closed-only') return probed({ kind: 'closed-only' });
  const derived = DERIVED[options.holder](signer.address);
  return probed(derived.includes(holder) ? { kind: 'unproven' } : { kind: 'not-derived', derived });
};

/** Opens the looks at an account. A key logs in once, whoever asks. */
export const createAccountProbes = (options: AccountProbesOptions): AccountProbes => {
  const opened = new Map<WalletAddress, OpenedAccount>();
  const accountOf = (signer: Signer): OpenedAccount => {
    const known = opened.get(signer.address);
    if (known !== undefined) return known;
    const account = { account: openAccount(options, signer), signer };
    opened.set(signer.address, account);
    return account;
  };
  return {
    login: (signer) => loginOf(accountOf(signer).account),
    maker: (signer, holder) => makerOf(accountOf(signer), options, holder),
  };
};
