// What a simulation says to people: a section line by line, a broken guarantee with all that led to
// it, and the figures of a whole campaign.

import { parseJson } from '../../../lib/simulation/wire/message.ts';
import { figureLine } from '../../tooling/figure-line.ts';
import { seedsText } from '../../tooling/in-order.ts';
import { leaseIn, STATE } from '../checkers/stored.ts';
import { idsOf } from './minimise.ts';
import { onlyLines } from './only.ts';
import { isPlacing } from '../weather/ways.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { Sighting, SightingOf } from '../checkers/sighting.ts';
import type { Trouble } from '../weather/dice.ts';
import type { Instant } from '../world/timeline.ts';
import type { CampaignReport } from './campaign.ts';
import type { SectionNews } from './minute.ts';
import type { SectionReport } from './section.ts';

/** A true time of the simulation. */
export const timeOf = (at: Instant): string => new Date(at).toISOString().slice(0, 23);

const TROUBLES_SHOWN = 40;
const LINE_SHOWN = 200;
const DAY_MS = 86_400_000;

const leaseText = (item: Attributes | null): string => {
  if (item === null) return 'nothing';
  const { holder, fence, version } = leaseIn(item);
  return `version ${String(version)}, fence ${String(fence)} of ${holder ?? 'nobody'}`;
};

const ordersText = (body: string): string => {
  const { order } = parseJson(body) as { readonly order: Readonly<Record<string, string>> };
  const { side, tokenId = '', makerAmount, takerAmount } = order;
  return `${String(side)} …${tokenId.slice(-3)} ${String(makerAmount)} for ${String(takerAmount)}`;
};

const arrivalText = ({ sender, call, reply }: SightingOf<'arrived'>): string => {
  const status = reply.kind === 'answer' ? `${String(reply.status)} ${reply.body}` : reply.kind;
  const long = isPlacing(call) || call.method === 'DELETE' ? 600 : 60;
  return `${sender.process} ${call.method} ${call.path}: ${status.slice(0, long)}`;
};

const sightingText = (sighting: Sighting): string | null => {
  switch (sighting.kind) {
    case 'sent':
      return `${sighting.process} sends ${sighting.bodies.map(ordersText).join('; ')}`;
    case 'turned-away':
      return `no connection for ${sighting.bodies.map(ordersText).join('; ')}`;
    case 'arrived':
      return arrivalText(sighting);
    case 'stored': {
      const { sender, sort, before, after } = sighting;
      return sort === STATE
        ? `${sender.process} writes ${leaseText(after)}; it was ${leaseText(before)}`
        : `${sender.process} writes ${sort}`;
    }
    case 'switch-read':
      return `${sighting.sender.process} reads the switch`;
    case 'switch-turned':
      return `the switch is turned to ${sighting.word}`;
    case 'by-hand':
      return 'the owner places an order by hand';
    case 'minute':
      return null;
  }
};

const troubleText = ({ name, id }: Trouble): string => `${name} (${id})`;

/** One line for what happened; null where there is nothing to read. */
export const newsText = (news: SectionNews): string | null => {
  if (news.kind === 'called') return `${timeOf(news.at)} the schedule calls`;
  if (news.kind === 'ended') return `${timeOf(news.at)} an invocation ends: ${news.end}`;
  if (news.kind === 'trouble') return `${timeOf(news.at)} ! ${troubleText(news)}`;
  const text = sightingText(news.sighting);
  return text === null ? null : `${timeOf(news.sighting.at)} ${text}`;
};

// The faults of a play that was kept to some: those that did not come about change nothing.
const again = (report: SectionReport): readonly string[] => {
  const { seed, family, asked, allowed } = report;
  const command =
    `npm run simulate -- --replay ${seed.toString()} --family ${family}` +
    ` --section ${String(asked)}`;
  if (allowed === 'all') return [command];
  const [first = '', ...others] = onlyLines(idsOf(report));
  return [`${command} ${first}`, ...others];
};

/** Everything about a guarantee that did not hold. */
export const violationText = (report: SectionReport): readonly string[] => {
  const { violation, troubles, lines, seed, family } = report;
  if (violation === null) return [];
  const { checker, at, step, broken } = violation;
  return [
    `VIOLATION of ${checker}, seed ${seed.toString()}, family ${family},`,
    `step ${String(step)}, ${timeOf(at)}:`,
    ...broken.map((text) => `  ${text}`),
    `what went wrong before, ${String(troubles.length)} in all:`,
    ...troubles.slice(-TROUBLES_SHOWN).map((one) => `  ${timeOf(one.at)} ${troubleText(one)}`),
    'said last:',
    ...lines.map((line) => `  ${line.slice(0, LINE_SHOWN)}`),
    'again, line by line:',
    ...again(report),
  ];
};

/** What was found at first, where the fewest faults are told that break the same. */
export const firstFoundText = (
  { violation, troubles }: SectionReport,
  fewest: SectionReport,
): readonly string[] =>
  violation === null || fewest.allowed === 'all'
    ? []
    : [
        `found at step ${String(violation.step)} after ${String(troubles.length)} faults; ` +
          `without --only all of them are played`,
      ];

const sorted = (counts: ReadonlyMap<string, number>): readonly (readonly [string, number])[] =>
  [...counts].toSorted(([a], [b]) => (a < b ? -1 : 1));

/** The figures of a campaign: the long list first, and all that counts in its last line. */
export const figures = (
  report: CampaignReport,
  {
    seed,
    seconds,
    more,
  }: { seed: bigint; seconds: number; more: Readonly<Record<string, string>> },
): readonly string[] => {
  const { ends, troubles, sections, cycles, simulated, orders, taken, fills, broken } = report;
  const { byHand, judged } = report;
  const faults = [...troubles.values()].reduce((sum, count) => sum + count, 0);
  const last = figureLine('simulate', {
    seeds: seedsText(seed, sections),
    cycles,
    days: (simulated / DAY_MS).toFixed(1),
    orders,
    taken,
    fills,
    ...judged,
    faults,
    kinds: troubles.size,
    violations: broken.length,
    seconds: seconds.toFixed(0),
    'cycles/s': (cycles / seconds).toFixed(1),
    ...more,
  });
  return [
    ...[...report.families].map(
      ([name, of]) =>
        `family ${name}: ${String(of.sections)} sections, ${String(of.cycles)} cycles, ` +
        `${String(of.orders)} orders, ${String(of.fills)} fills`,
    ),
    ...sorted(report.strategies).map(([name, count]) => `orders of ${name}: ${String(count)}`),
    ...(byHand === 0 ? [] : [`orders by hand: ${String(byHand)}`]),
    ...sorted(report.moves).map(([name, count]) => `wallet ${name}: ${String(count)}`),
    ...sorted(ends).map(([name, count]) => `ended ${name}: ${String(count)}`),
    ...sorted(troubles).map(([name, count]) => `fault ${name}: ${String(count)}`),
    last,
  ];
};

/** The figures of a section that was played again, in one line. */
export const replayFigures = ({ seed, cycles, judged, violation }: SectionReport): string =>
  figureLine('replay', {
    seed: seed.toString(),
    cycles,
    ...judged,
    violations: violation === null ? 0 : 1,
  });
