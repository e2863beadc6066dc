// A crash after the journal loses what its cycle would have remembered, but not its intents. What
// they tell is put back: signals that were acted on are used up, and what a stop sold is not bought
// again at once.

import { after } from '../units/time.ts';
import type { Intent } from '../domain/intent.ts';
import type { PortfolioState } from '../domain/portfolio-state.ts';
import type { StopMemory } from '../domain/strategy-memory.ts';
import type { SignalKey, TokenId } from '../units/ids.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';

const signalsOf = (intents: readonly Intent[]): readonly [SignalKey, EpochMs][] =>
  intents.flatMap(({ signal, journaledAt }): [SignalKey, EpochMs][] =>
    signal.kind === 'signal' ? [[signal.key, journaledAt]] : [],
  );

// Every order of Protect closes a bet: it sells its token, or buys the other outcome against it.
const stoppedTokens = ({ ledger }: PortfolioState, { order }: Intent): readonly TokenId[] =>
  order.side === 'SELL'
    ? [order.token]
    : [...ledger.lots.values()]
        .filter((lot) => lot.condition === order.condition && lot.outcome !== order.outcome)
        .map((lot) => lot.token);

const withBan = (
  stops: readonly StopMemory[],
  token: TokenId,
  until: EpochMs,
): readonly StopMemory[] => {
  const before = stops.find((stop) => stop.token === token);
  if (before === undefined)
    return [...stops, { token, breaches: 0, widenedCents: null, noEntryUntil: until }];
  if (before.noEntryUntil !== null && before.noEntryUntil >= until) return stops;
  return stops.map((stop) => (stop === before ? { ...stop, noEntryUntil: until } : stop));
};

/** Puts back what the intents of an unsaved cycle tell. A saved cycle's memory stays as it is. */
export const withRecoveredMemory = (
  state: PortfolioState,
  noEntryAfterStop: DurationMs,
): PortfolioState => {
  const { intents, memory } = state;
  const bans = intents
    .filter(({ strategy }) => strategy === 'Protect')
    .flatMap((intent) =>
      stoppedTokens(state, intent).map((token) => ({
        token,
        until: after(intent.journaledAt, noEntryAfterStop),
      })),
    );
  const stops = bans.reduce((so, { token, until }) => withBan(so, token, until), memory.stops);
  const usedSignals = new Map([...signalsOf(intents), ...memory.usedSignals]);
  return { ...state, memory: { ...memory, stops, usedSignals } };
};
