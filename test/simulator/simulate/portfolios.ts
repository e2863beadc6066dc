// The portfolios that sections are played with, by their seeds, and the checkers with the caps that
// follow from each.

import { DEFAULT_DELAYS } from '../../../lib/simulation/settlement.ts';
import { seconds } from '../../../lib/units/time.ts';
import { randomStream } from '../../../lib/tape/generator/random.ts';
import { braked } from '../checkers/g1-braked.ts';
import { gated } from '../checkers/g1-gated.ts';
import { remembered } from '../checkers/g1-remembered.ts';
import { single } from '../checkers/g2-single.ts';
import { capped } from '../checkers/g3-capped.ts';
import { halted } from '../checkers/g4-halted.ts';
import { converging } from '../checkers/g5-converging.ts';
import { addingUp } from '../checkers/g6-adding-up.ts';
import { fenced } from '../checkers/g7-fenced.ts';
import { SIGNED_ELSEWHERE } from '../world/account.ts';
import type { Environment } from '../../../lib/config/variable.ts';
import type { SettlementDelays } from '../../../lib/simulation/settlement.ts';
import type { Checker } from '../checkers/truth.ts';
import type { WalletType } from '../world/account.ts';

/** How many markets a section is played with, unless its family has as many as it needs. */
export const MARKETS = 3;

/** The variables that differ from section to section, and the limits that follow from them. */
export type Portfolio = {
  readonly env: Environment;
  readonly total: bigint;
  readonly market: bigint;
  readonly category: bigint;
  readonly slippage: bigint;
  readonly drawdown: bigint;
};

const DOLLAR = 1_000_000n;
const CENT = 10_000n;
const PERCENT = 10_000n;

// A stop may go so far, unless the preset's own limit is wider.
const STOP_SLIPPAGE = 5n * CENT;

// What a preset allows is said here once more, by hand: the checkers believe no list of ours.
const CAUTIOUS = { total: 200n, market: 50n, category: 100n, slippage: 1n, drawdown: 10n } as const;
const BALANCED = {
  total: 500n,
  market: 100n,
  category: 200n,
  slippage: 2n,
  drawdown: 15n,
} as const;
const AGGRESSIVE = {
  ...{ total: 2_000n, market: 200n, category: 500n, slippage: 3n },
  drawdown: 25n,
} as const;

type Allowed = Readonly<Record<keyof typeof AGGRESSIVE, bigint>>;

const portfolio = (env: Portfolio['env'], allowed: Allowed): Portfolio => ({
  env,
  total: allowed.total * DOLLAR,
  market: allowed.market * DOLLAR,
  category: allowed.category * DOLLAR,
  slippage: allowed.slippage * CENT,
  drawdown: allowed.drawdown * PERCENT,
});

const CAPS_60_30 = { MAX_EXPOSURE_USD: '60', MAX_EXPOSURE_PER_MARKET_USD: '30' } as const;

/** The portfolio that everything is usual of. */
export const PLAIN: Portfolio = portfolio({}, AGGRESSIVE);

// The second one meets its caps all the time. Others trade less, and so are seldom among them.
const PORTFOLIOS: readonly Portfolio[] = [
  PLAIN,
  portfolio(CAPS_60_30, { ...AGGRESSIVE, total: 60n, market: 30n }),
];
const OTHERS: readonly Portfolio[] = [
  portfolio({ STRATEGY_PRESET: 'balanced' }, BALANCED),
  portfolio({ STRATEGY_PRESET: 'conservative' }, CAUTIOUS),
  portfolio({ STRATEGY_PRESET: 'aggressive_enterprise' }, AGGRESSIVE),
];
const OTHERS_SHARE = 0.25;

/** The checkers of a portfolio, none of which has seen anything yet. */
export const checkersFor = (asked: Portfolio): readonly Checker[] => {
  const { total, market, category, slippage, drawdown } = asked;
  const shared = total < category ? total : category;
  const stopSlippageMax = slippage > STOP_SLIPPAGE ? slippage : STOP_SLIPPAGE;
  return [
    gated({ slippageMax: slippage, stopSlippageMax }),
    remembered(),
    braked(drawdown),
    single(),
    capped({ total, market, event: shared, category: shared }),
    halted(),
    converging(),
    addingUp(),
    fenced(),
  ];
};

// The kinds of wallet as often as they are met with: the usual one the most often.
const WALLET_TYPES: readonly WalletType[] = ['3', '3', '3', '3', '0', '0', '1', '2'];

const walletTypeOf = (seed: bigint): WalletType => {
  const random = randomStream(seed, 'wallet');
  return WALLET_TYPES[random.below(WALLET_TYPES.length)] ?? '3';
};

const KMS_SHARE = 0.2;

// Most keys are a parameter.
const keyOf = (seed: bigint): Environment =>
  randomStream(seed, 'key').chance(KMS_SHARE) ? SIGNED_ELSEWHERE : {};

const QUICK_SHARE = 0.05;

// Most have one cycle in each invocation; these have several, each under a lease of its own.
const paceOf = (seed: bigint): Environment =>
  randomStream(seed, 'pace').chance(QUICK_SHARE) ? { CYCLE_SECONDS: '15' } : {};

const HASTY_SHARE = 0.5;

// Every second one holds what it followed for minutes, so that time is what often ends it.
const holdOf = (seed: bigint): Environment =>
  randomStream(seed, 'hold').chance(HASTY_SHARE) ? { MAX_HOLD_MINUTES: '5' } : {};

const SMALL_SHARE = 0.25;
const SMALL_FROM = 60;
const SMALL_TO = 600;
const LARGE = '100000';

const isSmall = (seed: bigint): boolean => randomStream(seed, 'wallet size').chance(SMALL_SHARE);

/**
 * What is in the wallet at first. Most have more than may ever be spent; the others run out of it,
 * and what they lose is enough of it for the brake on losses. Unit: dollars.
 */
export const cashOf = (seed: bigint): string =>
  isSmall(seed)
    ? String(SMALL_FROM + randomStream(seed, 'cash').below(SMALL_TO - SMALL_FROM))
    : LARGE;

const TIGHT_SHARE = 0.5;
const TIGHT = { env: { MAX_DRAWDOWN_PCT: '5' }, drawdown: 5n * PERCENT } as const;

// Every second small wallet may lose little before it brakes.
const brakeOf = (seed: bigint, { drawdown }: Portfolio): Pick<Portfolio, 'env' | 'drawdown'> =>
  isSmall(seed) && randomStream(seed, 'brake').chance(TIGHT_SHARE) ? TIGHT : { env: {}, drawdown };

/** The portfolio that a seed is played with. */
export const portfolioOf = (seed: bigint): Portfolio => {
  const random = randomStream(seed, 'preset');
  const usual = PORTFOLIOS[Number(seed % BigInt(PORTFOLIOS.length))] ?? PLAIN;
  const other = OTHERS[random.below(OTHERS.length)] ?? PLAIN;
  const chosen = random.chance(OTHERS_SHARE) ? other : usual;
  const brake = brakeOf(seed, chosen);
  const env = {
    ...chosen.env,
    ...brake.env,
    SIGNATURE_TYPE: walletTypeOf(seed),
    ...keyOf(seed),
    ...paceOf(seed),
    ...holdOf(seed),
  };
  return { ...chosen, drawdown: brake.drawdown, env };
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
const REST_CHANGES_EVERY = 22n;

/** What the switch says while a section of a seed is at rest. */
export const restsUnder = (seed: bigint): 'halt' | 'off' =>
  (seed / REST_CHANGES_EVERY) % 2n === 0n ? 'halt' : 'off';
