// One section: a world of its own under a storm for so many cycles, and then at rest, where the
// books are compared. Everything of it follows from its seed.

import { randomStream } from '../../../lib/tape/generator/random.ts';
import { FAMILIES, familyOf } from '../markets/families.ts';
import { NOON } from '../../loopback/clocks.ts';
import { differing } from '../checkers/g8-same.ts';
import { createStorm } from '../weather/storm.ts';
import { openWorld } from '../world/world.ts';
import { NOTHING_JUDGED } from './judged.ts';
import { MINUTE_MS, minuteFrom } from './minute.ts';
import { cashOf, checkersFor, delaysOf, MARKETS, portfolioOf, restsUnder } from './portfolios.ts';
import { rest } from './rest.ts';
import { createWatch, thrownText } from './watch.ts';
import type { FamilyName } from '../markets/families.ts';
import type { Trouble } from '../weather/dice.ts';
import type { Allowed } from '../weather/rolls.ts';
import type { Judged } from './judged.ts';
import type { Section, SectionNews } from './minute.ts';
import type { Twins } from '../world/twins.ts';
import type { Instant } from '../world/timeline.ts';
import type { Violation, Watch } from './watch.ts';

/** What a section is asked for. */
export type SectionOptions = {
  readonly seed: bigint;
  /** Which markets it is played with. */
  readonly family: FamilyName | 'by-seed';
  /** How many calls of the schedule its storm lasts. */
  readonly cycles: number;
  /** The troubles that may happen in it. */
  readonly allowed: Allowed;
  /** Ends the play with this minute where all holds by then; it is played to its end otherwise. */
  readonly until?: Instant;
  /** Hears of everything that happens. */
  readonly listen: (news: SectionNews) => void;
};

/** What a section came to. */
export type SectionReport = {
  readonly seed: bigint;
  readonly family: FamilyName;
  /** The cycles that were asked for: with another number a seed plays another section. */
  readonly asked: number;
  /** The troubles that might have happened. */
  readonly allowed: Allowed;
  readonly cycles: number;
  /** Unit: ms. */
  readonly simulated: number;
  /** How its invocations ended, by name. */
  readonly ends: ReadonlyMap<string, number>;
  readonly orders: number;
  readonly taken: number;
  /** How many orders the owner of the wallet placed beside us. */
  readonly byHand: number;
  readonly fills: number;
  /** How much the checkers had to judge. */
  readonly judged: Judged;
  /** How many orders of each strategy the venue took. */
  readonly strategies: ReadonlyMap<string, number>;
  /** What else happened to the wallet, by kind: merges, redemptions, fills that failed. */
  readonly moves: ReadonlyMap<string, number>;
  readonly troubles: readonly Trouble[];
  readonly violation: Violation | null;
  /** What the function said last. */
  readonly lines: readonly string[];
};

const LINES_SHOWN = 40;

const play = async (section: Section, { cycles, until }: SectionOptions): Promise<void> => {
  const { world, storm, watch } = section;
  storm.begin();
  let from = world.timeline.now();
  while (section.cycles < cycles && watch.violation() === null) {
    await minuteFrom(section, from);
    from += MINUTE_MS;
    if (until !== undefined && from > until) return;
  }
  if (watch.violation() !== null) return;
  await rest(section);
  if (watch.violation() === null) watch.tally.seeRest();
};

// Of the environments that start, so many have a twin: it costs as much as its original.
const TWINS_SHARE = 0.25;

const twinsOf = (seed: bigint, watch: Watch): Twins => {
  const random = randomStream(seed, 'twins');
  return {
    has: () => random.chance(TWINS_SHARE),
    seen: (asked, end) => {
      watch.tally.seeTwin(asked);
      watch.report('G8', differing(asked, end));
    },
  };
};

/** Makes the checkers that look at a portfolio. */
export type CheckersOf = typeof checkersFor;

type Opening = SectionOptions & { readonly name: FamilyName; readonly checkersOf: CheckersOf };

const open = async ({ name, checkersOf, ...options }: Opening): Promise<Section> => {
  const { seed, listen, allowed } = options;
  const portfolio = portfolioOf(seed);
  const watch = createWatch(checkersOf(portfolio), (sighting) =>
    listen({ kind: 'seen', sighting }),
  );
  const storm = createStorm(
    { streamOf: (name) => randomStream(seed, `weather ${name}`), allowed },
    {
      turned: watch.seeSwitch,
      placed: watch.seeHand,
      trouble: (trouble) => listen({ kind: 'trouble', ...trouble }),
    },
  );
  const family = FAMILIES[name]({
    random: randomStream(seed, 'markets'),
    start: NOON,
    minutes: options.cycles,
    markets: MARKETS,
  });
  const world = await openWorld(
    {
      seed,
      universe: family.universe,
      cash: cashOf(seed),
      delays: delaysOf(seed),
      env: portfolio.env,
      weather: watch.watched(storm.weather),
      witness: watch.seeVenue,
      twins: twinsOf(seed, watch),
    },
    watch.seeServices,
  );
  storm.over(world);
  watch.over(world.server, world.timeline.now);
  return {
    world,
    family,
    storm,
    watch,
    listen,
    ends: new Map(),
    restsUnder: restsUnder(seed),
    cycles: 0,
  };
};

const counted = (names: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length]));

const tradedIn = ({ world, watch }: Section) => {
  const { received } = world.server;
  const truth = watch.truth();
  const taken = received.taken().filter(({ by }) => by === 'wire');
  const strategyOf = (id: string): string => truth.journalledById(id)?.intent.strategy ?? 'nobody';
  const fills = truth.venue.fills();
  const failed = fills.filter(({ status }) => status === 'FAILED').map(() => 'failed fill');
  return {
    orders: received.posts().size,
    taken: taken.length,
    byHand: received.taken().length - taken.length,
    fills: fills.length,
    judged: watch.tally.judged(),
    strategies: counted(taken.map(({ id }) => strategyOf(id))),
    moves: counted([...failed, ...truth.venue.activity().map(({ kind }) => kind)]),
  };
};

const brokeText = (error: unknown): readonly string[] => [`broke: ${thrownText(error)}`];

/** A section of which nothing is known but that its world broke. */
export const brokenWorld = (
  { seed, family, cycles, allowed }: Omit<SectionOptions, 'listen'>,
  error: unknown,
): SectionReport => ({
  seed,
  family: familyOf(seed, family),
  asked: cycles,
  allowed,
  cycles: 0,
  simulated: 0,
  ends: new Map(),
  orders: 0,
  taken: 0,
  byHand: 0,
  fills: 0,
  judged: NOTHING_JUDGED,
  strategies: new Map(),
  moves: new Map(),
  troubles: [],
  violation: { checker: 'WORLD', at: 0, step: 0, broken: brokeText(error) },
  lines: [],
});

const playIn = async (section: Section, options: SectionOptions): Promise<SectionReport> => {
  const { world, storm, watch, ends } = section;
  const begun = world.timeline.now();
  try {
    await play(section, options);
  } catch (error) {
    watch.report('WORLD', brokeText(error));
  } finally {
    world.close();
  }
  return {
    seed: options.seed,
    family: familyOf(options.seed, options.family),
    asked: options.cycles,
    allowed: options.allowed,
    cycles: section.cycles,
    simulated: world.timeline.now() - begun,
    ends,
    ...tradedIn(section),
    troubles: storm.troubles(),
    violation: watch.violation(),
    lines: world.lines.slice(-LINES_SHOWN),
  };
};

/**
 * Plays a section to its end, or to the first guarantee that does not hold. A checker or a world
 * that breaks is told like one that does not, with all that is needed to see it again.
 */
export const playSection = async (
  options: SectionOptions,
  checkersOf: CheckersOf = checkersFor,
): Promise<SectionReport> => {
  try {
    const name = familyOf(options.seed, options.family);
    return await playIn(await open({ ...options, name, checkersOf }), options);
  } catch (error) {
    return brokenWorld(options, error);
  }
};
