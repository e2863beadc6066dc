// The session's high-water mark and how far equity is below it. The mark rises only by what two
// successive cycles agree on, so one bad quote cannot raise it, and it is net of money that came in
// or went out.

import { divide } from '../units/fixed-point.ts';
import { isPositive, larger, minus, plus, smaller } from '../units/quantity.ts';
import { ONE, ppmOf, ratio, ratioOf, ratioPpm, ZERO_RATIO } from '../units/ratio.ts';
import { microsOfUsdc, usdcMicros, ZERO_USDC } from '../units/usdc.ts';
import type { Equity } from '../domain/portfolio.ts';
import type { EquityMark, Session } from '../domain/risk-state.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';

/**
 * The least share of new-risk sizes. Why 0.15: the specification; sizes that vanish near the limit
 * would never earn the drawdown back. It does not bound losses, the breaker does.
 */
export const DRAWDOWN_SCALE_MIN: Ratio = ratio('0.15');

const marked = (equity: UsdcMicros): EquityMark => ({ kind: 'marked', equity });

// P becomes P x after / before: what share of the peak is left stays the same. Where there was no
// equity or no peak to take a share of, the flow itself moves the peak.
const peakAfterFlow = (
  peak: UsdcMicros,
  flow: { readonly before: UsdcMicros; readonly after: UsdcMicros },
): UsdcMicros => {
  const { before, after } = flow;
  if (!isPositive(peak) || !isPositive(before)) return plus(peak, minus(after, before));
  const product = microsOfUsdc(peak) * microsOfUsdc(after);
  return usdcMicros(divide(product, microsOfUsdc(before), 'up'));
};

/**
 * Marks the session with this cycle's equity and the ledger's flows. An unknown equity moves
 * nothing: the peak stays, flows wait for the next valid mark, and that one is again the first of
 * two. Rounding: the peak up.
 */
export const markSession = (session: Session, equity: Equity, flows: UsdcMicros): Session => {
  if (equity.kind === 'unknown') return { ...session, lastMark: { kind: 'none' } };
  const now = equity.equity;
  const flow = minus(flows, session.flows);
  const { lastMark, peak } = session;
  const agreed = lastMark.kind === 'marked' ? smaller(plus(lastMark.equity, flow), now) : null;
  const before = minus(now, flow);
  const kept = peak.kind === 'marked' ? peakAfterFlow(peak.equity, { before, after: now }) : agreed;
  return {
    ...session,
    flows,
    lastMark: marked(now),
    peak: kept === null ? peak : marked(agreed === null ? kept : larger(kept, agreed)),
  };
};

/**
 * The share of the peak that is lost; null while equity or a positive peak is not known.
 * Rounding: down, so that it reaches a limit of whole millionths exactly when the loss does.
 */
export const computeDrawdown = (session: Pick<Session, 'peak'>, equity: Equity): Ratio | null => {
  const { peak } = session;
  if (equity.kind === 'unknown' || peak.kind === 'none' || !isPositive(peak.equity)) return null;
  const lost = larger(minus(peak.equity, equity.equity), ZERO_USDC);
  return ratioOf(lost, peak.equity, 'down');
};

/**
 * The scale of new-risk sizes, m = max(0.15, clip((E/P - a)/(1 - a), 0, 1)) with a = 1 - limit,
 * which is 1 - drawdown / limit. It is 1 where there is no drawdown to measure: then nothing new is
 * risked anyway, or nothing was lost yet.
 * Range: [0.15, 1]. Rounding: down.
 */
export const drawdownScale = (drawdown: Ratio | null, drawdownMax: Ratio): Ratio => {
  const used = ppmOf(drawdown ?? ZERO_RATIO) * ppmOf(ONE);
  const left = ppmOf(ONE) - divide(used, ppmOf(drawdownMax), 'up');
  const least = ppmOf(DRAWDOWN_SCALE_MIN);
  return ratioPpm(left > least ? left : least);
};
