// What the widget needs of its variables: whose state it shows, and which switch it turns. It looks
// at nothing else, so that a wrong variable keeps nobody from stopping.

import { formatConfigError } from '../../lib/config/config-error.ts';
import { killSwitchesOf } from '../../lib/config/kill-switch-places.ts';
import { read } from '../../lib/config/variable.ts';
import { VARIABLES } from '../../lib/config/variables.ts';
import { err, ok } from '../../lib/units/result.ts';
import { lookedUpIdentity } from '../../lib/wiring/identities.ts';
import type { Environment } from '../../lib/config/variable.ts';
import type { PortfolioIdentity } from '../../lib/domain/portfolio-state.ts';
import type { Result } from '../../lib/units/result.ts';
import type { Places } from '../../lib/wiring/turn-switch.ts';

/** What the widget knows. */
export type WidgetSettings = {
  /** Finds the state, by mode and name; whose wallet it is stands in it. */
  readonly identity: PortfolioIdentity;
  readonly table: string;
  readonly killSwitches: Places;
};

/** Reads the settings. Refuses: what is missing or faulty, each in words. */
export const widgetSettings = (env: Environment): Result<WidgetSettings, readonly string[]> => {
  const { portfolioId, tableName, killSwitchParam, liveTrading } = VARIABLES;
  const portfolio = read(env, portfolioId);
  const table = read(env, tableName);
  const parameter = read(env, killSwitchParam);
  if (portfolio.kind === 'set' && table.kind === 'set' && parameter.kind === 'set') {
    const mode = read(env, liveTrading).kind === 'set' ? 'live' : 'paper';
    return ok({
      identity: lookedUpIdentity(portfolio.value, mode),
      table: table.value,
      killSwitches: killSwitchesOf(env, 'aws'),
    });
  }
  const named = [
    [portfolioId.name, portfolio],
    [tableName.name, table],
    [killSwitchParam.name, parameter],
  ] as const;
  return err(
    named.flatMap(([name, setting]) => {
      if (setting.kind === 'set') return [];
      return [setting.kind === 'unset' ? `${name}: missing` : formatConfigError(setting.error)];
    }),
  );
};
