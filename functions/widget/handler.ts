// The table on the dashboard, and the button that stops a portfolio. Letting it trade again is not
// here: that is for the command, which asks, and for nobody who happens to see a dashboard.

import middy from '@middy/core';
import { dynamoClient } from '../../lib/adapters/dynamo/aws-client.ts';
import { dynamoStore } from '../../lib/adapters/dynamo/dynamo-store.ts';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { describeStoreError } from '../../lib/cycle/describe-store-error.ts';
import { openKillSwitch } from '../../lib/wiring/open-kill-switch.ts';
import { standingOf } from '../../lib/wiring/standing.ts';
import { turnSwitch } from '../../lib/wiring/turn-switch.ts';
import { withinTime } from '../time-limit.ts';
import { writeLine } from '../write-line.ts';
import { element, page, text } from './html.ts';
import { widgetSettings } from './settings.ts';
import { CYCLES_MAX, viewOf } from './view.ts';
import { parseWidgetEvent } from './widget-event.ts';
import type { StoreError } from '../../lib/ports/state-store.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Invoked } from '../invoked.ts';
import type { WidgetSettings } from './settings.ts';
import type { View } from './view.ts';

const DOCS = `## Keel: a portfolio at a glance

Shows how the portfolio stands, its latest cycles, open positions and resting orders.

The buttons ask, and then write \`halt\` or \`reduce-only\` to the portfolio's kill switch. They
never loosen it: \`keel resume\` does.

### Parameters

\`\`\` yaml
portfolio: main
\`\`\`
`;

type Stored = Pick<View, 'standing' | 'records' | 'notices'>;

const problem = (what: string, read: Result<unknown, StoreError>): readonly string[] =>
  read.ok ? [] : [`${what} cannot be read: ${describeStoreError(read.error)}`];

const readStored = async ({ identity, table }: WidgetSettings): Promise<Stored> => {
  const client = dynamoClient();
  const store = dynamoStore({ client, table, identity });
  try {
    const [state, latest] = await Promise.all([store.peek(), store.readLatestRecords(CYCLES_MAX)]);
    const records = latest.ok ? latest.value : [];
    const known = state.ok ? state.value : null;
    return {
      standing: known === null ? null : standingOf(known, records, systemClock.now()),
      records,
      notices: [
        ...problem('The state', state),
        ...problem('The latest cycles', latest),
        ...(state.ok && known === null ? ['No cycle was ever saved.'] : []),
      ],
    };
  } finally {
    client.destroy();
  }
};

const turned = async (
  { killSwitches, identity }: WidgetSettings,
  to: 'halt' | 'reduce-only',
): Promise<readonly string[]> => {
  const places = await turnSwitch(killSwitches, { kind: 'kill', to });
  const notices = places.map(({ place, deed, says, detail }) =>
    deed === 'failed' ? `NOT STOPPED: ${place} says ${says}: ${detail}` : `${place} says ${says}`,
  );
  const line = { level: 'warn', message: '[Widget] kill switch turned', to, notices };
  writeLine(JSON.stringify({ ...line, portfolio: identity.portfolio }));
  return notices;
};

const failure = (...lines: readonly string[]): string =>
  page(...lines.map((line) => element('p', element('b', text(line)))));

const answer = async (raw: unknown, endpoint: string): Promise<string> => {
  const settings = widgetSettings(process.env);
  if (!settings.ok) return failure(...settings.error);
  const { identity, killSwitches } = settings.value;
  const { portfolio } = identity;
  const wish = parseWidgetEvent(raw, portfolio);
  if (!wish.ok) return failure(wish.error);
  if (wish.value.kind === 'describe') return DOCS;
  const done = wish.value.kind === 'set' ? await turned(settings.value, wish.value.to) : [];
  const [killSwitch, stored] = await Promise.all([
    openKillSwitch(killSwitches).read(),
    readStored(settings.value),
  ]);
  const notices = [...done, ...stored.notices];
  return viewOf({ ...stored, portfolio, endpoint, notices, killSwitch });
};

const LATE = failure(
  'This took too long. Whether the kill switch was turned shows when the widget is refreshed; ' +
    'keel kill does the same.',
);

const safely = async (raw: unknown, endpoint: string): Promise<string> => {
  try {
    return await answer(raw, endpoint);
  } catch (error) {
    return failure(`The widget broke: ${error instanceof Error ? error.message : 'unknown'}`);
  }
};

const run = (raw: unknown, context: Invoked): Promise<string> =>
  withinTime({ leftMs: context.getRemainingTimeInMillis(), late: LATE }, () =>
    safely(raw, context.invokedFunctionArn),
  );

/** Answers the dashboard with HTML, and with its own documentation when that is asked for. */
export const handler = middy<unknown, string>().handler(run);
