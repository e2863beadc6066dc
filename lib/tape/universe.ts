// From what a recording says of its markets, what the table of its set assumes and what the user
// said, to the universe that strategies see, and the listing that says which value is which.

import { universeOf } from '../domain/market.ts';
import { formatTick } from '../units/price.ts';
import { formatRatio, ZERO_RATIO } from '../units/ratio.ts';
import { formatShares } from '../units/shares.ts';
import { formatTime } from '../units/time.ts';
import { formatUsdc } from '../units/usdc.ts';
import { momentAt } from './assume.ts';
import { FIELD_NAMES, FIELDS } from './metadata/table.ts';
import type { Category } from '../domain/category.ts';
import type { MetadataProvenance } from '../domain/cycle-record.ts';
import type { EventGroup, FeeSchedule, GameStart, Market, Universe } from '../domain/market.ts';
import type { ConditionId, EventId, TokenId } from '../units/ids.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { EpochMs, When } from '../units/time.ts';
import type { Overrides } from './assume.ts';
import type { MetadataTable } from './metadata/table.ts';

/** What differs by market. */
export type MarketFacts = {
  readonly condition: ConditionId;
  readonly slug: string;
  readonly event: EventId;
  readonly yes: TokenId;
  readonly no: TokenId;
  readonly outcomeLabels: { readonly yes: string; readonly no: string };
  readonly end: When;
  readonly gameStart: GameStart;
  readonly volume24h: UsdcMicros;
};

/** What the plan of a tape takes from here. */
export type KnownMarkets = {
  readonly universe: Universe;
  readonly provenance: readonly MetadataProvenance[];
};

/** Builds the universe of a tape from its start on, and tells where each value is from. */
export const knownMarkets = (
  markets: readonly MarketFacts[],
  table: MetadataTable,
  said: { readonly assume: Overrides; readonly start: EpochMs },
): KnownMarkets => {
  const applied = appliedTo(said.assume, said.start);
  const described = markets.map(
    (facts): Market => ({
      ...facts,
      // No recording is younger than June 2026, and no market of v2 is older than October.
      version: 'v1',
      tick: table.tick.use,
      sizeMin: table.sizeMin.use,
      fee: table.fee.use,
      rewards: { kind: 'none' },
      negRisk: table.negRisk.use,
      status: { kind: 'accepting' },
      ...applied.fields,
    }),
  );
  const category = said.assume.category ?? table.category.use;
  return {
    universe: universeOf(described, eventsOf(described, category)),
    provenance: provenanceOf(table, applied.texts),
  };
};

/**
 * The markets of a tape that says all of them itself, with what the user says in its place. Ticks
 * that the tape tells later stay as they are.
 */
export const withAssumed = (
  { universe, provenance, start }: KnownMarkets & { readonly start: EpochMs },
  assume: Overrides,
): KnownMarkets => {
  const { fields, texts } = appliedTo(assume, start);
  const { category } = assume;
  const fieldOf = new Map<string, string>(
    FIELDS.flatMap((key) => {
      const said = texts[key];
      return said === undefined ? [] : [[FIELD_NAMES[key], said] as const];
    }),
  );
  return {
    universe: universeOf(
      Array.from(universe.markets.values(), (market) => ({ ...market, ...fields })),
      Array.from(universe.events.values(), (event) => ({
        ...event,
        ...(category !== undefined && { category }),
      })),
    ),
    provenance: overridden(provenance, fieldOf),
  };
};

const overridden = (
  provenance: readonly MetadataProvenance[],
  said: ReadonlyMap<string, string>,
): readonly MetadataProvenance[] => {
  const listed = new Set(provenance.map(({ field }) => field));
  const replaced = provenance.map((note): MetadataProvenance => {
    const value = said.get(note.field);
    return value === undefined ? note : { field: note.field, value, origin: 'overridden' };
  });
  const added = [...said].filter(([field]) => !listed.has(field));
  return [
    ...replaced,
    ...added.map(([field, value]) => ({ field, value, origin: 'overridden' as const })),
  ];
};

type Applied = {
  readonly fields: Partial<Market>;
  readonly texts: Partial<Record<keyof MetadataTable, string>>;
};

// What the user said, as the fields of a market and as the texts of the listing.
const appliedTo = (assume: Overrides, start: EpochMs): Applied => {
  const end = assume.end === undefined ? undefined : momentAt(assume.end, start);
  const gameStart = gameStartOf(assume, start);
  const { feeRate, sizeMin, tick, volume24h, category } = assume;
  return {
    fields: {
      ...(end !== undefined && { end: { kind: 'at', at: end } }),
      ...(gameStart !== undefined && { gameStart }),
      ...(volume24h !== undefined && { volume24h }),
      ...(feeRate !== undefined && { fee: feeOf(feeRate) }),
      ...(sizeMin !== undefined && { sizeMin }),
      ...(tick !== undefined && { tick }),
    },
    texts: {
      ...(end !== undefined && { end: formatTime(end) }),
      ...(gameStart !== undefined && { gameStart: textOfGameStart(gameStart) }),
      ...(volume24h !== undefined && { volume24h: formatUsdc(volume24h) }),
      ...(feeRate !== undefined && { fee: textOfFee(feeOf(feeRate)) }),
      ...(sizeMin !== undefined && { sizeMin: formatShares(sizeMin) }),
      ...(tick !== undefined && { tick: formatTick(tick) }),
      ...(category !== undefined && { category }),
    },
  };
};

const gameStartOf = ({ gameStart }: Overrides, start: EpochMs): GameStart | undefined => {
  if (gameStart === undefined || gameStart.kind === 'none') return gameStart;
  return { kind: 'at', at: momentAt(gameStart, start) };
};

const textOfGameStart = (start: GameStart): string =>
  start.kind === 'at' ? formatTime(start.at) : start.kind;

// A told rate is the venue's of today, whose curve has exponent 1, whatever the set assumes.
// Source: docs.polymarket.com fees, read 2026-10-05.
const feeOf = (rate: Ratio): FeeSchedule =>
  rate === ZERO_RATIO ? { kind: 'free' } : { kind: 'taker', rate, exponent: 1 };

const textOfFee = (fee: FeeSchedule): string =>
  fee.kind === 'free' ? '0' : `${formatRatio(fee.rate)}, with exponent ${String(fee.exponent)}`;

const eventsOf = (markets: readonly Market[], category: Category): readonly EventGroup[] => {
  const grouped = Map.groupBy(markets, (market) => market.event);
  return [...grouped].map(([id, members]) => ({
    id,
    slug: id,
    category,
    exclusivity: 'independent',
    completeness: 'partial',
    markets: members.map((market) => market.condition),
  }));
};

const provenanceOf = (
  table: MetadataTable,
  said: Applied['texts'],
): readonly MetadataProvenance[] =>
  FIELDS.map((key) => {
    const field = FIELD_NAMES[key];
    const overridden = said[key];
    if (overridden !== undefined) return { field, value: overridden, origin: 'overridden' };
    return { field, value: table[key].value, origin: table[key].origin };
  });
