// The portfolios that sections are played with, by their seeds, and the checkers with the caps that
// follow from each.

import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { seconds } from '../../../lib/units/time.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { gated } from '../checkers/g1-gated.ts';
import { remembered } from '../checkers/g1-remembered.ts';
import { single } from '../checkers/g2-single.ts';
import { capped } from '../checkers/g3-capped.ts';
import { halted } from '../checkers/g4-halted.ts';
import { converging } from '../checkers/g5-converging.ts';
import { fenced } from '../checkers/g7-fenced.ts';
import type { SettlementDelays } from '../../../lib/simulation/settlement.ts';
import type { Checker } from '../checkers/truth.ts';
import type { WalletType } from '../world/account.ts';

/** The variables that differ from section to section, and the caps that follow from them. */
export type Portfolio = {
  readonly markets: number;
  readonly env: Readonly<Record<string, string>>;
  readonly total: bigint;
  readonly market: bigint;
};

const DOLLAR = 1_000_000n;
const CENT = 10_000n;

// The second one meets its caps all the time; both are of the preset with the widest category cap.
const PLAIN: Portfolio = {
  markets: 3,
  env: {},
  total: 2_000n * DOLLAR,
  market: 200n * DOLLAR,
};

const PORTFOLIOS: readonly Portfolio[] = [
  PLAIN,
  {
    markets: 3,
    env: { MAX_EXPOSURE_USD: '60', MAX_EXPOSURE_PER_MARKET_USD: '30' },
    total: 60n * DOLLAR,
    market: 30n * DOLLAR,
  },
];

const CATEGORY_CAP = 500n * DOLLAR;

/** The checkers of a portfolio, none of which has seen anything yet. */
export const checkersFor = ({ total, market }: Portfolio): readonly Checker[] => {
  const shared = total < CATEGORY_CAP ? total : CATEGORY_CAP;
  return [
    gated({ slippageMax: 3n * CENT, stopSlippageMax: 5n * CENT }),
    remembered(),
    single(),
    capped({ total, market, event: shared, category: shared }),
    halted(),
    converging(),
    fenced(),
  ];
};

// The kinds of wallet as often as they are met with: the usual one the most often.
const WALLET_TYPES: readonly WalletType[] = ['3', '3', '3', '3', '0', '0', '1', '2'];

const walletTypeOf = (seed: bigint): WalletType => {
  const random = randomStream(seed, 'wallet');
  return WALLET_TYPES[random.below(WALLET_TYPES.length)] ?? '3';
};

/** The portfolio that a seed is played with. */
export const portfolioOf = (seed: bigint): Portfolio => {
  const portfolio = PORTFOLIOS[Number(seed % BigInt(PORTFOLIOS.length))] ?? PLAIN;
  return { ...portfolio, env: { ...portfolio.env, SIGNATURE_TYPE: walletTypeOf(seed) } };
};

const delays = (mined: number, confirmed: number): SettlementDelays => ({
  minedAfter: seconds(mined),
  confirmedAfter: seconds(confirmed),
});

// As on a good day, as on a slow one, and as on one on which hardly anything gets through.
const DELAYS: readonly SettlementDelays[] = [
  DEFAULT_DELAYS,
  DEFAULT_DELAYS,
  delays(45, 130),
  delays(150, 290),
];

/** How long trades take on chain in the section of a seed. */
export const delaysOf = (seed: bigint): SettlementDelays => {
  const random = randomStream(seed, 'settlement');
  return DELAYS[random.below(DELAYS.length)] ?? DEFAULT_DELAYS;
};

// Two portfolios and the families change with each seed and each second one.
const REST_CHANGES_EVERY = 20n;

/** What the switch says while a section of a seed is at rest. */
export const restsUnder = (seed: bigint): 'halt' | 'off' =>
  (seed / REST_CHANGES_EVERY) % 2n === 0n ? 'halt' : 'off';
