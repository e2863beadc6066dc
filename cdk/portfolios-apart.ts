// What is wrong between portfolios although each by itself is right: names that resources could not
// be told apart by, one wallet in two hands, keys that no permission can be given on.

import { VARIABLES } from '../lib/config/variables.ts';
import type { Config } from '../lib/config/config.ts';
import type { Portfolio } from './portfolio-settings.ts';

// `keel-<id>-watchdog` is the name of a function, and such a name ends at 64 characters.
const ID_LENGTH_MAX = 40;

const repeated = (texts: readonly string[]): readonly string[] =>
  texts.filter((text, index) => texts.indexOf(text) !== index);

const tooLong = (ids: readonly string[]): readonly string[] =>
  ids
    .filter((id) => id.length > ID_LENGTH_MAX)
    .map(
      (id) =>
        `portfolio ${id}: its id has ${id.length} characters. ` +
        `Allowed: at most ${ID_LENGTH_MAX} on AWS, where functions are named after it.`,
    );

const alike = (ids: readonly string[]): readonly string[] =>
  repeated(ids.map((id) => id.toLowerCase())).map(
    (id) => `portfolio ${id}: its id is there twice. Allowed: ids that differ by more than case.`,
  );

const funderOf = (config: Config): string | null =>
  config.mode === 'live' && config.wallet.kind !== 'eoa' ? config.wallet.funder : null;

const keyOf = (config: Config): string | null => {
  if (config.mode === 'paper') return null;
  const { key } = config.wallet;
  return key.kind === 'private-key' ? null : JSON.stringify(key);
};

const shared = (
  portfolios: readonly Portfolio[],
  {
    of,
    say,
  }: {
    readonly of: (config: Config) => string | null;
    readonly say: string;
  },
): readonly string[] => {
  const seen = new Map<string, string>();
  return portfolios.flatMap(({ id, config }) => {
    const text = of(config);
    if (text === null) return [];
    const first = seen.get(text);
    if (first !== undefined) return [`portfolio ${id}: ${say} of portfolio ${first}.`];
    seen.set(text, id);
    return [];
  });
};

const keyRegion = ({ config }: Portfolio): string | undefined => {
  if (config.mode === 'paper' || config.wallet.key.kind !== 'kms') return undefined;
  return /^arn:[^:]+:kms:([^:]+):/.exec(config.wallet.key.keyId)?.[1];
};

/** Tells of keys that stand in another region, where a function does not look for them. */
export const keysElsewhere = (
  portfolios: readonly Portfolio[],
  region: string,
): readonly string[] =>
  portfolios.flatMap((portfolio) => {
    const found = keyRegion(portfolio);
    if (found === undefined || found === region) return [];
    return [
      `portfolio ${portfolio.id}: ${VARIABLES.kmsKeyId.name}: the key is in ${found}. ` +
        `Allowed: a key in ${region}, where the stack stands.`,
    ];
  });

/** Tells what keeps portfolios from standing side by side. */
export const portfoliosApart = (
  ids: readonly string[],
  portfolios: readonly Portfolio[],
): readonly string[] => [
  ...tooLong(ids),
  ...alike(ids),
  ...shared(portfolios, {
    of: funderOf,
    say:
      `${VARIABLES.funderAddress.name}: is the wallet of another portfolio. ` +
      'Allowed: a wallet of its own, not that',
  }),
  ...shared(portfolios, {
    of: (config) => (config.mode === 'live' && config.wallet.kind === 'eoa' ? keyOf(config) : null),
    say:
      'its key itself holds the funds, and is the key of another portfolio. ' +
      'Allowed: a key of its own, not that',
  }),
];
