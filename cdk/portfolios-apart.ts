// What is wrong between portfolios although each by itself is right: names that resources could not
// be told apart by, one wallet in two hands, keys that no permission can be given on.

import { VARIABLES } from '../lib/config/variables.ts';
import { SECRET_VARIABLES } from '../lib/config/secret-parameters.ts';
import { killSwitchName } from './portfolio-settings.ts';
import type { Config } from '../lib/config/config.ts';
import type { Portfolio } from './portfolio-settings.ts';

// `keel-<id>-watchdog` is the name of a function, and such a name ends at 64 characters.
const ID_LENGTH_MAX = 40;

// What a template may hold, and what one portfolio and the stack itself take of it.
// Source: CloudFormation quotas, "Resources".
const RESOURCES_MAX = 500;
const RESOURCES_OF_ONE = 39;
const RESOURCES_OF_ALL = 5;

/** How many portfolios one stack can hold. */
export const PORTFOLIOS_MAX = Math.floor((RESOURCES_MAX - RESOURCES_OF_ALL) / RESOURCES_OF_ONE);

const tooMany = (count: number): readonly string[] =>
  count <= PORTFOLIOS_MAX
    ? []
    : [
        `portfolios: ${count} are named, which takes ` +
          `${count * RESOURCES_OF_ONE + RESOURCES_OF_ALL} resources, ` +
          `${RESOURCES_OF_ONE} for each. Allowed: at most ${PORTFOLIOS_MAX}, ` +
          `since one stack can hold ${RESOURCES_MAX} resources.`,
      ];

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

// The ARN of a key ends with its id.
const keyOf = (config: Config): string | null => {
  if (config.mode === 'paper') return null;
  const { key } = config.wallet;
  if (key.kind === 'kms') return `KMS ${key.keyId.replace(/^arn:.*:key\//, '')}`;
  return key.kind === 'ssm' ? `SSM ${key.parameter}` : null;
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

const SECRET_NAMES = [VARIABLES.privateKeyParam, ...SECRET_VARIABLES.map((one) => one.parameter)];

// A switch is written by its widget and by every deployment, and is no secret.
const switchesForSecrets = (
  ids: readonly string[],
  { id, variables }: Portfolio,
): readonly string[] =>
  SECRET_NAMES.flatMap(({ name }) => {
    const owner = ids.find((other) => killSwitchName(other) === variables[name]);
    if (owner === undefined) return [];
    return [
      `portfolio ${id}: ${name}: is the kill switch of portfolio ${owner}. ` +
        'Allowed: a parameter that holds nothing but this secret.',
    ];
  });

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
  ...tooMany(ids.length),
  ...tooLong(ids),
  ...alike(ids),
  ...portfolios.flatMap((portfolio) => switchesForSecrets(ids, portfolio)),
  ...shared(portfolios, {
    of: funderOf,
    say:
      `${VARIABLES.funderAddress.name}: is the wallet of another portfolio. ` +
      'Allowed: a wallet of its own, not that',
  }),
  // A login belongs to the key, not to the wallet that obeys it: what one portfolio cancels, and
  // what it finds that is not its own, would be the other's.
  ...shared(portfolios, {
    of: keyOf,
    say:
      'its key signs for another portfolio, and the venue cancels by the key. ' +
      'Allowed: a key of its own, not that',
  }),
];
