// What a stop remembers from cycle to cycle: how often it was breached, how far an exit under way
// has widened its slippage, and until when the token is not to be bought again.

import { cents, microsOfOffset } from '../units/price.ts';
import { after } from '../units/time.ts';
import type { StrategyView } from '../domain/decision.ts';
import type { SlippageAllowance } from '../domain/order.ts';
import type { ProtectParameters } from '../domain/parameters.ts';
import type { StopMemory } from '../domain/strategy-memory.ts';
import type { PriceOffset } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { Holding } from './holdings.ts';
import type { StopCheck } from './stop.ts';

/** One holding, what its stop says, and what was remembered of it. */
export type StopOutlook = {
  readonly holding: Holding;
  readonly check: StopCheck;
  readonly before: StopMemory;
  /** Whether an exit may be sent at all this cycle. */
  readonly exits: 'possible' | 'impossible';
};

const CENT_MICROS = 10_000n;

const widenedNow = (before: StopMemory, maxCents: number): number =>
  before.widenedCents === null ? 0 : Math.min(before.widenedCents + 1, maxCents);

/**
 * The slippage of an exit: the preset's limit in its first cycle, a cent more in each next one, up
 * to the stop's maximum. A preset beyond that maximum stays as it is.
 */
export const stopSlippage = (
  limit: PriceOffset,
  before: StopMemory,
  maxCents: number,
): { readonly allowance: SlippageAllowance; readonly slippage: PriceOffset } => {
  const wholeCents = Number(microsOfOffset(limit) / CENT_MICROS);
  const total = Math.min(wholeCents + widenedNow(before, maxCents), maxCents);
  return cents(total) <= limit
    ? { allowance: { kind: 'preset' }, slippage: limit }
    : { allowance: { kind: 'stop', cents: total }, slippage: cents(total) };
};

const rememberStop = (
  { check, before, exits }: StopOutlook,
  params: ProtectParameters,
  now: EpochMs,
): StopMemory => {
  const { breaches } = check;
  if (check.kind !== 'fires') {
    const hasRecovered = check.kind === 'quiet' && breaches === 0;
    return { ...before, breaches, widenedCents: hasRecovered ? null : before.widenedCents };
  }
  if (exits === 'impossible') return { ...before, breaches };
  return {
    ...before,
    breaches,
    widenedCents: widenedNow(before, params.stopSlippageMaxCents),
    noEntryUntil: after(now, params.noEntryAfterStop),
  };
};

const isWorthKeeping = (stop: StopMemory, now: EpochMs): boolean =>
  stop.breaches > 0 ||
  stop.widenedCents !== null ||
  (stop.noEntryUntil !== null && now < stop.noEntryUntil);

/**
 * The memory of all stops after this cycle. Of tokens that are no longer held only the entry ban
 * stays, until it is over: the list is no longer than the positions of one ban's length.
 */
export const rememberStops = (
  view: StrategyView,
  params: ProtectParameters,
  outlooks: readonly StopOutlook[],
): readonly StopMemory[] => {
  const { now } = view.snapshot;
  const held = new Set(outlooks.map(({ holding }) => holding.token));
  const current = outlooks.map((outlook) => rememberStop(outlook, params, now));
  const gone = view.memory.stops
    .filter((stop) => !held.has(stop.token))
    .map((stop) => ({ ...stop, breaches: 0, widenedCents: null }));
  return [...current, ...gone].filter((stop) => isWorthKeeping(stop, now));
};
