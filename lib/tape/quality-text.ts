// The quality of a recording in words: what a person should know before believing a result.

import type { MarketQuality } from './quality-market.ts';
import type { TapeQuality } from './quality.ts';

const isoOf = (ms: number): string => new Date(ms).toISOString();

/** A length of time in its largest unit, as people say it. */
export const lengthText = (ms: number): string => {
  if (ms > 0 && ms < 1_000) return `${ms} ms`;
  const seconds = ms / 1_000;
  if (seconds < 120) return `${Number(seconds.toFixed(1))} s`;
  const minutes = seconds / 60;
  if (minutes < 120) return `${Number(minutes.toFixed(1))} min`;
  const hours = minutes / 60;
  return hours < 48 ? `${Number(hours.toFixed(1))} h` : `${Number((hours / 24).toFixed(1))} days`;
};

/** A share in per cent; what is not all of it never reads as 100. */
export const shareText = (share: number): string =>
  `${share >= 1 ? '100' : (Math.floor(share * 1_000) / 10).toFixed(1)} %`;

// Below this share of the time a book is more often guessed than known.
const COVERED_MIN = 0.9;
// A live book of any market changes or is vouched for more often than this.
const SILENCE_MAX_MS = 10 * 60_000;

const counted = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${what}`];

const ofMarket = (market: MarketQuality): readonly string[] => {
  const { slug, covered, crossed, homeless, longestSilenceMs } = market;
  const silence = lengthText(longestSilenceMs);
  return [
    ...(covered < COVERED_MIN ? [`${slug}: its book is known for ${shareText(covered)}`] : []),
    ...(longestSilenceMs > SILENCE_MAX_MS ? [`${slug}: silent for ${silence} on end`] : []),
    ...counted(crossed, `times the sides of the book of ${slug} met`),
    ...counted(homeless, `level changes of ${slug} while its book was not known`),
  ];
};

/** What is wrong with a tape, one line each; nothing where all is well. */
export const qualityWarnings = (quality: TapeQuality): readonly string[] => [
  ...counted(quality.disorder, 'events out of time order'),
  ...counted(quality.outside, 'events outside of the span of the tape'),
  ...counted(quality.repeatedTrades, 'trades that stand twice'),
  ...counted(quality.strangers, 'events about markets that the tape does not list'),
  ...quality.problems.map(({ kind, places, rows }) => `${kind}: ${rows} rows in ${places} places`),
  ...quality.markets.flatMap(ofMarket),
];

/** The head of the table of markets, and its rows. */
export const QUALITY_COLUMNS = [
  'market',
  'books',
  'levels',
  'trades',
  'known',
  'gaps',
  'longest gap',
  'longest silence',
  'crossed',
] as const;

/** One row of the table of markets. */
export const qualityRow = (market: MarketQuality): readonly string[] => [
  market.slug,
  `${market.books}`,
  `${market.levels}`,
  `${market.trades}`,
  shareText(market.covered),
  `${market.gaps}`,
  lengthText(market.longestGapMs),
  lengthText(market.longestSilenceMs),
  `${market.crossed}`,
];

/** A number of markets in words. */
export const marketsText = (count: number): string =>
  count === 1 ? '1 market' : `${count} markets`;

/** How long a tape is and its longest silence, in lines; its span is told where it is described. */
export const qualityHead = (quality: TapeQuality): readonly string[] => [
  `Length: ${lengthText(quality.end - quality.start)}`,
  `Events: ${quality.events} about ${marketsText(quality.markets.length)}`,
  `Longest silence of all: ${lengthText(quality.silence.ms)} from ${isoOf(quality.silence.from)}`,
];
