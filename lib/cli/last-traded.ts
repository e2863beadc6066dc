// Under which preset and caps a stored portfolio was traded last: its report shows those, not what
// this shell happens to say.

import { capsOf } from '../domain/caps.ts';
import { VARIABLES } from '../config/variables.ts';
import { epochMs, hours, msOfDuration, msOfEpoch } from '../units/time.ts';
import type { TradedUnder } from '../domain/cycle-record.ts';
import type { Environment } from '../config/variable.ts';
import type { Looking } from './environment.ts';
import type { StoredPortfolio } from './stored-portfolio.ts';

// The latest record is saved with its state; a cycle lasts no hour.
const RECENT = hours(1);

/** What the latest record says; null where none of late says it. */
export const lastTraded = async ({
  state: { savedAt },
  store,
}: StoredPortfolio): Promise<TradedUnder | null> => {
  if (savedAt === null) return null;
  const from = epochMs(msOfEpoch(savedAt) - msOfDuration(RECENT));
  const records = await store.readRecords({ from, to: savedAt });
  return records.ok ? (records.value.at(-1)?.under ?? null) : null;
};

const PRESET = VARIABLES.strategyPreset.name;

/** The preset to look with where nobody names one. */
export const presetOf = (env: Environment, last: TradedUnder | null): Environment =>
  env[PRESET] === undefined && last !== null ? { [PRESET]: last.preset } : {};

/** What the settings of this shell do not have of what it was traded under. */
export const settingsInDoubt = (
  { config, env }: Looking,
  last: TradedUnder | null,
): readonly string[] => {
  const { preset } = config;
  if (last === null)
    return env[PRESET] === undefined
      ? [`${PRESET} was not set: settings and limits are those of preset ${preset}.`]
      : [];
  if (last.preset !== preset)
    return [
      `It was last traded with preset ${last.preset}: the settings below are those of ${preset}, ` +
        `as ${PRESET} says here.`,
    ];
  const isSame = JSON.stringify(capsOf(config.limits)) === JSON.stringify(last.caps);
  return isSame
    ? []
    : ['It was last traded under other caps than the settings below: variables differ here.'];
};
