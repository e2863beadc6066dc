// Facts in which everything is in order, for tests that break one thing in them.

import { diagnose } from '../../lib/doctor/diagnose.ts';
import { approvalName } from '../../lib/doctor/approvals.ts';
import { GAS_TOLD_WEI } from '../../lib/doctor/money-checks.ts';
import { notProbed, probed } from '../../lib/domain/doctor-facts.ts';
import { walletAddress } from '../../lib/units/ids.ts';
import { present } from '../../lib/units/invariant.ts';
import { tick } from '../../lib/units/price.ts';
import { shares } from '../../lib/units/shares.ts';
import { epochMs, seconds } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import type { CheckLine } from '../../lib/doctor/check-line.ts';
import type {
  Approvable,
  ApprovalState,
  DoctorFacts,
  LiveFacts,
  MarketSample,
  PaperFacts,
  Spender,
} from '../../lib/domain/doctor-facts.ts';

/** Noon of a day, in milliseconds. */
export const NOON = 1_795_348_800_000n;

/** The key's account, and the wallet that obeys it. */
export const KEY_ADDRESS = walletAddress('0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266');
export const FUNDER = walletAddress('0x1111111111111111111111111111111111111111');

const pairs = (token: Approvable, ...spenders: readonly Spender[]) =>
  spenders.map((spender) => ({ token, spender }));

/** Every approval that there may be. */
export const APPROVALS = [
  ...pairs(
    'collateral',
    ...(['exchangeV2', 'negRiskExchangeV2', 'ctfAdapter', 'negRiskCtfAdapter'] as const),
    ...(['router', 'exchangeV3'] as const),
  ),
  ...pairs(
    'conditionalTokens',
    ...(['exchangeV2', 'negRiskExchangeV2', 'ctfAdapter', 'negRiskCtfAdapter'] as const),
    'autoRedeemer',
  ),
  ...pairs('positionManager', 'router', 'exchangeV3', 'autoRedeemer'),
];

/** All of them given. */
export const GIVEN: readonly ApprovalState[] = APPROVALS.map((approval) =>
  approval.token === 'collateral'
    ? { ...approval, kind: 'amount', amount: usdc('500') }
    : { ...approval, kind: 'all' },
);

/** The approvals with some of them in another state. */
export const approvalsWith = (
  change: (state: ApprovalState) => ApprovalState,
): LiveFacts['approvals'] => probed(GIVEN.map(change));

const TERMS = { tick: tick('0.01'), sizeMin: shares('5') };

/** A market on which the two APIs agree. */
export const SAMPLE: MarketSample & { readonly kind: 'market' } = {
  kind: 'market',
  slug: 'will-it-rain',
  listed: TERMS,
  traded: TERMS,
  versions: ['v1'],
};

const COMMON = {
  setting: 'preset balanced, portfolio default',
  clock: probed({ venue: epochMs(NOON), askedAt: epochMs(NOON), answeredAt: epochMs(NOON + 80n) }),
  apiVersion: probed(2),
  sample: probed(SAMPLE),
  lag: probed(seconds(4)),
  lagMax: seconds(90),
  store: probed({ kind: 'free', cycles: 12 }),
  killSwitch: { kind: 'read', position: 'off', source: 'data/KILL' },
} as const;

/** A paper run in good order. */
export const PAPER: PaperFacts = { ...COMMON, mode: 'paper' };

/** A live run in good order. */
export const LIVE: LiveFacts = {
  ...COMMON,
  mode: 'live',
  followsFlow: 'yes',
  wallet: { kind: 'deposit', funder: FUNDER },
  key: probed({ kind: 'opened', address: KEY_ADDRESS }),
  login: probed({ kind: 'derived' }),
  maker: probed({ kind: 'allowed' }),
  code: probed('contract'),
  collateral: probed(usdc('1000')),
  bridged: probed(usdc('0')),
  gasWei: probed(0n),
  approvals: probed(GIVEN),
  exposureMax: usdc('500'),
  region: probed({ kind: 'open' }),
};

/** A live run with a key that holds its own funds. */
export const EOA: LiveFacts = {
  ...LIVE,
  wallet: { kind: 'eoa' },
  code: probed('none'),
  gasWei: probed(GAS_TOLD_WEI),
};

/** A fact that nobody knows. */
export const UNKNOWN = notProbed<never>('nobody answered');

/** The line of a report with this name. */
export const lineOf = (facts: DoctorFacts, name: string): CheckLine =>
  present(
    diagnose(facts).lines.find((line) => line.name === name),
    `there is a line for ${name}`,
  );

/** The names of all approvals, as the report writes them. */
export const APPROVAL_NAMES = APPROVALS.map(approvalName);
