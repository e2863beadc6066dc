// What a cycle learns while it acts binds it at once: a breaker that an answer opened, or a kill
// switch that was moved since the cycle began.

import { killSwitchRule } from '../risk/kill-switch-rules.ts';
import { requiredCancels } from '../risk/required-cancels.ts';
import { stricter } from '../risk/trading-state.ts';
import { portfolioOf } from './books.ts';
import { cancelAndReread } from './cancel.ts';
import { haltIfAsked } from './halt.ts';
import { withState } from './working.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { Ports } from './ports.ts';
import type { Working } from './working.ts';

const positionOf = (reading: KillSwitchReading): string =>
  reading.kind === 'failed' ? reading.kind : reading.position;

// A switch that is set back while a cycle runs sets the next one free, not this one.
const withReading = (working: Working, reading: KillSwitchReading): Working => {
  const { state, snapshot } = working;
  const { tradingState } = killSwitchRule(reading, state.risk.killSwitchFailures);
  const risk = { ...state.risk, tradingState: stricter(state.risk.tradingState, tradingState) };
  return withState({ ...working, snapshot: { ...snapshot, killSwitch: reading } }, { risk });
};

const cancelRequired = (ports: Ports, working: Working): Promise<Working> => {
  const { state, universe, snapshot } = working;
  const { killSwitch, mode } = snapshot;
  const portfolio = portfolioOf(state);
  const cancels = requiredCancels({ universe, portfolio, risk: state.risk, killSwitch, mode });
  return cancelAndReread(ports, working, cancels);
};

/** Takes over a reading of the kill switch, and cancels what may no longer rest for it. */
export const obeySwitch = async (
  ports: Ports,
  working: Working,
  reading: KillSwitchReading,
): Promise<Working> => {
  const position = positionOf(reading);
  if (position === 'off' || position === positionOf(working.snapshot.killSwitch)) return working;
  await haltIfAsked(ports, reading);
  return cancelRequired(ports, withReading(working, reading));
};

/** Cancels what may no longer rest, when answers have made the trading state stricter. */
export const obeyBreakers = async (
  ports: Ports,
  { before, working }: { readonly before: Working; readonly working: Working },
): Promise<Working> =>
  before.state.risk.tradingState === working.state.risk.tradingState
    ? working
    : cancelRequired(ports, working);
