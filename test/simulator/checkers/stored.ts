// The stored items, read with a few lines of our own: what the checkers believe must not come from
// the codecs that they check.

import { gunzipSync } from 'node:zlib';
import { STATE_SCHEMA } from '../../../lib/domain/portfolio-state.ts';
import type { Attributes, Value } from '../aws/attribute.ts';
import type { Sighting } from './sighting.ts';

/** An intent as it stands in the table, as far as it is judged. Amounts in micros. */
export type StoredIntent = {
  readonly id: string;
  readonly strategy: string;
  readonly effect: string;
  readonly condition: string;
  readonly token: string;
  readonly side: string;
  readonly outcome: string;
  readonly price: bigint;
  readonly size: bigint;
  readonly liquidity: string;
  readonly timeInForce: string;
  readonly body: string;
  /** The key of the signal that it acts on; null where it acts on none, as every exit does. */
  readonly signal: string | null;
};

/** Who holds the state. Unit of times: ms since 1970, by the clock of whoever wrote them. */
export type StoredLease = {
  readonly holder: string | null;
  readonly end: number | null;
  readonly fence: number;
  readonly version: number;
};

/** The sort key of the state item. */
export const STATE = 'STATE';

/** A decimal text in micros. */
export const microsOf = (text: string): bigint => {
  const [whole = '0', part = ''] = text.replace('-', '').split('.');
  const micros = BigInt(whole) * 1_000_000n + BigInt(part.padEnd(6, '0'));
  return text.startsWith('-') ? -micros : micros;
};

// Remembers what was read from the latest texts: an item is written again with most of itself, and
// several checkers read it.
const remembered = <T>(count: number, read: (text: string) => T): ((text: string) => T) => {
  const before = new Map<string, T>();
  return (text) => {
    const result = before.get(text) ?? read(text);
    if (before.size >= count) before.clear();
    before.set(text, result);
    return result;
  };
};

const unpacked = remembered(100, (packed) =>
  gunzipSync(Buffer.from(packed, 'base64')).toString('utf8'),
);

const textOf = (value: Value | undefined): string | null => {
  if (value === undefined) return null;
  if ('S' in value) return value.S;
  return 'B' in value ? unpacked(value.B) : null;
};

/** A text attribute, compressed or not. */
export const textIn = (item: Attributes, name: string): string | null => textOf(item[name]);

type Body = Readonly<Record<string, string>> & {
  readonly intents?: Readonly<Record<string, string>>;
};

// A saved state is one text, in which each section is a text of its own. The version before had an
// attribute for each.
const bodyFrom = remembered(10, (text) => JSON.parse(text) as Body);
const bodyIn = (item: Attributes): Body => bodyFrom(textIn(item, 'body') ?? '{}');

/** The text of a section of the state item. */
export const sectionIn = (item: Attributes, name: string): string | null =>
  textIn(item, name) ?? bodyIn(item)[name] ?? null;

const numberIn = (item: Attributes, name: string): number | null => {
  const value = item[name];
  return value !== undefined && 'N' in value ? Number(value.N) : null;
};

/** The schema that a state is written in; 0 where there is none yet. */
export const schemaIn = (item: Attributes): number => numberIn(item, 'schema') ?? 0;

/** The lease of the state item. */
export const leaseIn = (item: Attributes): StoredLease => ({
  holder: textIn(item, 'holder'),
  end: numberIn(item, 'leaseEnd'),
  fence: numberIn(item, 'fence') ?? 0,
  version: numberIn(item, 'version') ?? 0,
});

/** Tells whether a state was ever saved in an item: until then it holds a lease at the most. */
export const isSaved = (item: Attributes): boolean => leaseIn(item).version > 0;

/**
 * The text of a section of a state that was saved. Throws: where there is none. Every save writes
 * all of them, empty ones as well: one that is missing has another name now, and whoever took it
 * for empty would judge nothing any more.
 */
export const savedSectionIn = (item: Attributes, name: string): string => {
  const text = sectionIn(item, name);
  if (text === null) throw new Error(`a saved state has no ${name}`);
  return text;
};

/**
 * The state where a sighting is a save of it by a function of this version, and null where it is
 * not: what is journalled in between books nothing, and a newer function has rules of its own.
 */
export const savedIn = (sighting: Sighting): Attributes | null => {
  if (sighting.kind !== 'stored' || sighting.sort !== STATE || sighting.after === null) return null;
  const { before, after } = sighting;
  const was = before === null ? 0 : leaseIn(before).version;
  return leaseIn(after).version > was && schemaIn(after) <= STATE_SCHEMA ? after : null;
};

type WrittenOrder = 'condition' | 'token' | 'side' | 'outcome' | 'liquidity' | 'timeInForce';

type WrittenIntent = Readonly<Record<'id' | 'strategy' | 'effect' | 'body', string>> & {
  readonly order: Readonly<Record<WrittenOrder | 'price' | 'size', string>>;
  readonly signal: { readonly kind: string; readonly key?: string };
};

/** Reads an intent from its text. */
export const intentFrom = (text: string): StoredIntent => {
  const { id, strategy, effect, body, order, signal } = JSON.parse(text) as WrittenIntent;
  const amounts = { price: microsOf(order.price), size: microsOf(order.size) };
  return { id, strategy, effect, body, signal: signal.key ?? null, ...order, ...amounts };
};

// A saved body always has them, though there may be none.
const savedIntentsIn = (item: Attributes): Readonly<Record<string, string>> => {
  const { intents } = bodyIn(item);
  if (intents === undefined && textIn(item, 'body') !== null)
    throw new Error('a saved state has no intents');
  return intents ?? {};
};

/** The texts of the intents in the state item, saved and journalled since, by their ids. */
export const intentTextsIn = (item: Attributes): ReadonlyMap<string, string> => {
  const intents = item['intents'];
  const journalled = intents !== undefined && 'M' in intents ? Object.entries(intents.M) : [];
  return new Map([
    ...Object.entries(savedIntentsIn(item)),
    ...journalled.map(([id, value]) => [id, textOf(value) ?? ''] as const),
  ]);
};

/** A pause that was learnt from a refusal. Unit of times: ms. */
export type StoredPause = {
  readonly cause: string;
  readonly until: number;
  /** Null where it is for everything. */
  readonly place: { readonly token: string; readonly side: string } | null;
};

/** What the risk manager remembers, as far as it is judged. Amounts in micros, times in ms. */
export type StoredRisk = {
  readonly peak: bigint | null;
  /** What all was worth when it was marked last. */
  readonly equity: bigint | null;
  readonly flows: bigint;
  /** Until when each breaker is open; one that is not open is absent. */
  readonly openUntil: ReadonlyMap<string, number>;
  readonly pauses: readonly StoredPause[];
  /** The markets in which books and venue differ for longer than the next look; `cash` is all. */
  readonly halted: ReadonlySet<string>;
  /** The same, with those that the next look may clear. */
  readonly differing: ReadonlySet<string>;
  /** Whether a rule of the system itself was broken. */
  readonly isBroken: boolean;
};

type WrittenScope = {
  readonly kind: string;
  readonly condition?: string;
  readonly token?: string;
  readonly side?: string;
};

type WrittenMark = { readonly equity?: string };
type WrittenRisk = {
  readonly breakers: Readonly<Record<string, { readonly kind: string; readonly until?: string }>>;
  readonly session: Readonly<Record<'peak' | 'lastMark', WrittenMark>> & { readonly flows: string };
  readonly cooldowns: readonly {
    readonly scope: WrittenScope;
    readonly cause: string;
    readonly until: string;
  }[];
  readonly mismatches: readonly {
    readonly scope: WrittenScope;
    readonly halted: boolean;
    readonly matchingCycles: number;
  }[];
  readonly integrity: { readonly kind: string };
};

const pausesIn = ({ cooldowns }: WrittenRisk): readonly StoredPause[] =>
  cooldowns.map(({ scope: { token, side }, cause, until }) => ({
    cause,
    until: Number(until),
    place: token === undefined || side === undefined ? null : { token, side },
  }));

// After one look that matched, the next one may clear it.
const haltedIn = ({ mismatches }: WrittenRisk, matchingMax: number): ReadonlySet<string> =>
  new Set(
    mismatches
      .filter(({ halted, matchingCycles }) => halted && matchingCycles <= matchingMax)
      .map(({ scope }) => scope.condition ?? scope.kind),
  );

/** The risk manager's memory in the state item; null before the first save. */
export const riskIn = (item: Attributes): StoredRisk | null => {
  if (!isSaved(item)) return null;
  const risk = JSON.parse(savedSectionIn(item, 'risk')) as WrittenRisk;
  const { peak, lastMark, flows } = risk.session;
  const known = ({ equity }: WrittenMark) => (equity === undefined ? null : microsOf(equity));
  return {
    peak: known(peak),
    equity: known(lastMark),
    flows: microsOf(flows),
    openUntil: new Map(
      Object.entries(risk.breakers).flatMap(([name, { kind, until = '0' }]) =>
        kind === 'open' ? [[name, Number(until)] as const] : [],
      ),
    ),
    pauses: pausesIn(risk),
    halted: haltedIn(risk, 0),
    differing: haltedIn(risk, Infinity),
    isBroken: risk.integrity.kind === 'broken',
  };
};

/** How many cycles the portfolio has been cleared for; null when it never was. */
export const clearedCyclesIn = (item: Attributes): number | null => {
  if (!isSaved(item)) return null;
  const { clearance } = JSON.parse(savedSectionIn(item, 'progress')) as {
    readonly clearance: { readonly kind: string; readonly cycles?: number };
  };
  return clearance.kind === 'cleared' ? (clearance.cycles ?? null) : null;
};
