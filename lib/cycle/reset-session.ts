// The operator's reset of a session, under the same lease and fence as a cycle: it never happens
// beside one, and nothing that a cycle saved meanwhile is lost.

import { resetSession } from '../risk/drawdown-breaker.ts';
import { err, ok } from '../units/result.ts';
import { after, formatTime } from '../units/time.ts';
import { invocationId } from '../units/ids.ts';
import { formatDollars } from '../units/usdc.ts';
import { describeStoreError } from './describe-store-error.ts';
import { LEASE_LENGTH } from './settings.ts';
import type { PortfolioIdentity, PortfolioState } from '../domain/portfolio-state.ts';
import type { EquityMark } from '../domain/risk-state.ts';
import type { Clock } from '../ports/clock.ts';
import type { KillSwitchPort } from '../ports/kill-switch.ts';
import type { Acquired, StateStore, StoreError } from '../ports/state-store.ts';
import type { SessionResetError } from '../risk/drawdown-breaker.ts';
import type { Result } from '../units/result.ts';

/** What a reset needs of the world outside. */
export type ResetPorts = {
  readonly store: Pick<StateStore, 'acquire' | 'save' | 'release'>;
  readonly killSwitch: KillSwitchPort;
  readonly clock: Clock;
  /** Names this process among the holders of leases. */
  readonly name: string;
};

type Reset = { readonly state: PortfolioState; readonly lines: readonly string[] };

const refusal = (error: SessionResetError): string =>
  error.kind === 'HALTED'
    ? `Not reset: the kill switch says halt (${error.source}). Set it to off first.`
    : `Not reset: the kill switch could not be read: ${error.detail}`;

const storeRefusal = (error: StoreError): string =>
  error.kind === 'LEASE_HELD'
    ? `Not reset: a session is at work on this portfolio, or died less than a minute ago; ` +
      `its lease ends at ${formatTime(error.until)}`
    : `Not reset: ${describeStoreError(error)}`;

const inDollars = (mark: EquityMark): string =>
  mark.kind === 'marked' ? formatDollars(mark.equity) : 'not known';

const peakLine = (before: EquityMark, now: EquityMark): string =>
  now.kind === 'marked'
    ? `The session's peak is ${inDollars(now)} now; it was ${inDollars(before)}.`
    : `The session's peak was ${inDollars(before)}; the next two marks of equity set it anew.`;

// A session starts in the time of the market, which a tape may be driving: that of the last cycle.
const resetOf = async (
  { killSwitch }: ResetPorts,
  state: PortfolioState,
): Promise<Result<Reset, string>> => {
  const { risk } = state;
  const startedAt = state.savedAt ?? risk.session.startedAt;
  const reset = resetSession(risk, await killSwitch.read(), startedAt);
  if (!reset.ok) return err(refusal(reset.error));
  const breaker =
    risk.breakers.DRAWDOWN.kind === 'closed'
      ? 'The drawdown breaker was closed already.'
      : 'The drawdown breaker is closed.';
  const peak = peakLine(risk.session.peak, reset.value.risk.session.peak);
  const rule =
    risk.integrity.kind === 'broken'
      ? [`The broken rule "${risk.integrity.statement}" holds trading back no longer.`]
      : [];
  const lines = [...reset.value.messages.map(({ message }) => message), peak, breaker, ...rule];
  return ok({ state: { ...state, risk: reset.value.risk }, lines });
};

const saved = async (
  ports: ResetPorts,
  { lease, state }: Acquired,
): Promise<Result<readonly string[], string>> => {
  const reset = state === null ? err('There is no such portfolio.') : await resetOf(ports, state);
  if (!reset.ok) return reset;
  const { lines } = reset.value;
  const save = await ports.store.save(lease, {
    state: reset.value.state,
    lease: { kind: 'release' },
  });
  return save.ok ? ok(lines) : err(storeRefusal(save.error));
};

/**
 * Starts a new session of a portfolio: the peak is the last equity, the drawdown breaker is closed,
 * and a broken rule of ours holds nothing back any more. Gives what was done, in lines for the
 * operator, or why nothing was.
 * Refuses: while the kill switch says halt or cannot be read; while somebody holds the lease.
 */
export const resetPortfolioSession = async (
  ports: ResetPorts,
  identity: PortfolioIdentity,
): Promise<Result<readonly string[], string>> => {
  const now = ports.clock.now();
  const acquired = await ports.store.acquire({
    identity,
    holder: invocationId(ports.name),
    now,
    end: after(now, LEASE_LENGTH),
  });
  if (!acquired.ok) return err(storeRefusal(acquired.error));
  const done = await saved(ports, acquired.value);
  // What was saved has given the lease back; after a refusal it would only keep the next cycle out.
  if (!done.ok) await ports.store.release(acquired.value.lease);
  return done;
};
