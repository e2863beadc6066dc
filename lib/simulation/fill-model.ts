// How a recorded market would have treated orders of ours that were never in it. Nobody can know;
// three models bracket it, and each is a plain value of the venue's settings.

import { ONE, ppmOf, ratio } from '../units/ratio.ts';
import type { Ratio } from '../units/ratio.ts';

/**
 * What becomes of the size ahead of a resting order.
 * `risk-averse`: only trades at its price, or the other side beyond it, bring it forward.
 * `probabilistic`: so does what leaves its level without a trade, as far as that was likely ahead.
 * `front`: nothing ever stands ahead of it.
 * Source: hftbacktest queue.rs, RiskAdverseQueueModel and ProbQueueModel with PowerProbQueueFunc;
 * Rigtorp, Estimating order queue position, 2013; both read 2026-11-28.
 */
export type QueueModel =
  | { readonly kind: 'risk-averse' }
  | { readonly kind: 'probabilistic'; readonly power: number }
  | { readonly kind: 'front' };

/** How resting orders are filled. */
export type FillModel = {
  readonly queue: QueueModel;
  /**
   * The largest share of any one trade, or of any level that comes to our price, that we are given.
   * The rest goes to those who, in the recording, did get it. Range: above 0, to 1.
   */
  readonly shareMax: Ratio;
};

/** Behind everybody until they have traded, and then given all that is left of a trade. */
export const RISK_AVERSE: FillModel = { queue: { kind: 'risk-averse' }, shareMax: ONE };

/**
 * The share of volume of paper sessions and backtests. Why half: what is left of a trade after the
 * queue went, in the recording, to orders behind ours, which would still have been there. Nothing
 * measures how it would have been divided; a tape on which the result hangs on this number says
 * that it was about our own size.
 */
export const SHARE_OF_VOLUME: Ratio = ratio('0.5');

/** The model of paper sessions, and of the only band of a backtest that counts. */
export const PESSIMISTIC: FillModel = { ...RISK_AVERSE, shareMax: SHARE_OF_VOLUME };

/** What a new order stands behind, where that much is recorded at its price. */
export const aheadUnder = ({ queue }: FillModel, recorded: number): number =>
  queue.kind === 'front' ? 0 : recorded;

/** The most that we are given of an amount. Rounding: down. Unit: 10^-6 share. */
export const shareOf = ({ shareMax }: FillModel, amount: number): number =>
  shareMax === ONE ? amount : Math.floor(amount * (Number(ppmOf(shareMax)) / 1_000_000));
