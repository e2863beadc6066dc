// What runs the cycles of one portfolio, whichever way its market is reached, and what it is opened
// with. It outlives its invocation as long as nothing in it was broken off.

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Lifetime } from '../../lib/adapters/polymarket/lifetime.ts';
import type { CycleEnd } from '../../lib/cycle/finish.ts';
import type { HaltOutcome } from '../../lib/cycle/cancel.ts';
import type { Telemetry } from '../../lib/ports/telemetry.ts';
import type { DurationMs } from '../../lib/units/quantity.ts';
import type { Result } from '../../lib/units/result.ts';

/** How long the invocation can still run. */
export type TimeLeft = () => DurationMs;

/** A portfolio that can be traded. */
export type Trading = {
  /** The time from one cycle to the next. */
  readonly every: DurationMs;
  /** Runs one cycle; an error says why none could be begun. */
  readonly cycle: (timeLeft: TimeLeft) => Promise<Result<CycleEnd, string>>;
  /** Cancels all orders, where they are real. */
  readonly cancelAll: () => Promise<HaltOutcome>;
};

/** What a portfolio is opened with. */
export type TradingParts = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly telemetry: Telemetry;
  readonly lifetime: Lifetime;
};
