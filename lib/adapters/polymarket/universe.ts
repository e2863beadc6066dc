// All markets and events as one value, read from Gamma and where needed from the CLOB. Whatever is
// not understood is left out and told; an answer of which nothing is understood is an error.

import { universeOf } from '../../domain/market.ts';
import { compare } from '../../units/quantity.ts';
import { err, ok } from '../../units/result.ts';
import { fetchClobTerms } from './clob-market.ts';
import { eventGroupOf, familyOf } from './event-family.ts';
import { fetchEvents, fetchNamedMarkets, fetchTopMarkets } from './gamma.ts';
import { parseEvent } from './gamma-event.ts';
import { parseMarket } from './gamma-market.ts';
import { plainError } from './http-error.ts';
import { describeLeftOut, leftOutOf, split } from './left-out.ts';
import { forEach } from './parallel.ts';
import type { Market, Universe } from '../../domain/market.ts';
import type { VenueError } from '../../domain/venue-outcome.ts';
import type { ConditionId, EventId } from '../../units/ids.ts';
import type { Result } from '../../units/result.ts';
import type { EpochMs } from '../../units/time.ts';
import type { Api } from './api.ts';
import type { Family } from './event-family.ts';
import type { EventDraft } from './gamma-event.ts';
import type { MarketDraft } from './gamma-market.ts';
import type { ReportLeftOut } from './left-out.ts';

/** Where a universe is read from, and how much of it. */
export type UniverseSource = {
  readonly gamma: Api;
  readonly clob: Api;
  readonly report: ReportLeftOut;
  /** Pages of 100 markets, the most traded ones first. */
  readonly pagesMax: number;
};

/** What a universe is asked for. */
export type UniverseRequest = {
  /** Slugs and condition ids of markets that must be in it, whatever they trade. */
  readonly names: readonly string[];
  readonly now: EpochMs;
};

type Drafts = ReadonlyMap<ConditionId, MarketDraft>;

const MARKETS = 'GET /markets/keyset';
const EVENTS = 'GET /events/keyset';
const TERMS = 'GET /clob-markets/{id}';

// One request each, so only the most traded of those that lack something are completed.
const COMPLETED_MAX = 40;

const tell = (report: ReportLeftOut, endpoint: string, reasons: readonly string[]): void => {
  const leftOut = leftOutOf(endpoint, reasons);
  if (leftOut !== null) report(leftOut);
};

const readDrafts = async (
  { gamma, report, pagesMax }: UniverseSource,
  { names, now }: UniverseRequest,
): Promise<Result<readonly MarketDraft[], VenueError>> => {
  const top = await fetchTopMarkets(gamma, pagesMax);
  if (!top.ok) return top;
  const named = await fetchNamedMarkets(gamma, names);
  if (!named.ok) return named;
  const rows = [...top.value, ...named.value];
  const { values, reasons } = split(rows.map((row) => parseMarket(row, now)));
  if (values.length > 0) {
    tell(report, MARKETS, reasons);
    return ok(values);
  }
  const leftOut = leftOutOf(MARKETS, reasons);
  const detail = leftOut === null ? 'no markets at all' : describeLeftOut(leftOut);
  return err(plainError('MALFORMED', MARKETS, detail));
};

const readEvents = async (
  { gamma, report }: UniverseSource,
  ids: readonly EventId[],
): Promise<Result<readonly EventDraft[], VenueError>> => {
  const open = await fetchEvents(gamma, ids, 'false');
  if (!open.ok) return open;
  const parsed = split(open.value.map(parseEvent));
  const found = new Set(parsed.values.map(({ id }) => id));
  const closed = await fetchEvents(
    gamma,
    ids.filter((id) => !found.has(id)),
    'true',
  );
  if (!closed.ok) return closed;
  const others = split(closed.value.map(parseEvent));
  tell(report, EVENTS, [...parsed.reasons, ...others.reasons]);
  return ok([...parsed.values, ...others.values]);
};

const withTerms = ({ terms, ...draft }: MarketDraft): Result<Market, MarketDraft> => {
  const { tick, sizeMin, fee } = terms;
  return tick === undefined || sizeMin === undefined || fee === undefined
    ? err({ terms, ...draft })
    : ok({ ...draft, tick, sizeMin, fee });
};

const completed = async (clob: Api, draft: MarketDraft): Promise<Result<Market, string>> => {
  const read = await fetchClobTerms(clob, draft.condition);
  if (!read.ok) return err(`terms: ${read.error.kind} ${read.error.detail}`);
  const { terms, ...rest } = draft;
  return ok({
    ...rest,
    tick: terms.tick ?? read.value.tick,
    sizeMin: terms.sizeMin ?? read.value.sizeMin,
    fee: terms.fee ?? read.value.fee,
  });
};

const completeTerms = async (
  { clob, report }: UniverseSource,
  drafts: Drafts,
): Promise<readonly Market[]> => {
  const tried = [...drafts.values()].map(withTerms);
  const lacking = tried
    .flatMap((result) => (result.ok ? [] : [result.error]))
    .toSorted((a, b) => compare(b.volume24h, a.volume24h));
  const asked = lacking.slice(0, COMPLETED_MAX);
  const { values, reasons } = split(await forEach(asked, (draft) => completed(clob, draft)));
  const unasked = lacking.slice(COMPLETED_MAX).map(() => 'terms: too many markets lack them');
  tell(report, TERMS, [...reasons, ...unasked]);
  return [...tried.flatMap((result) => (result.ok ? [result.value] : [])), ...values];
};

const withFamilies = (
  drafts: readonly MarketDraft[],
  families: readonly Family[],
): { readonly drafts: Drafts; readonly orphans: readonly string[] } => {
  const known = new Set(families.map(({ event }) => event.id));
  const siblings = families.flatMap(({ members }) => members);
  const kept = drafts.filter(({ event }) => known.has(event));
  return {
    // What the list of markets says stands before what the event says of the same market.
    drafts: new Map([...siblings, ...kept].map((draft) => [draft.condition, draft])),
    orphans: drafts.filter(({ event }) => !known.has(event)).map(() => 'events: not read'),
  };
};

/**
 * Reads the most traded markets, those asked for by name, the events of both and the other outcomes
 * of exclusive events.
 */
export const readUniverse = async (
  source: UniverseSource,
  request: UniverseRequest,
): Promise<Result<Universe, VenueError>> => {
  const listed = await readDrafts(source, request);
  if (!listed.ok) return listed;
  const ids = [...new Set(listed.value.map(({ event }) => event))];
  const events = await readEvents(source, ids);
  if (!events.ok) return events;
  const families = events.value.map((event) => familyOf(event, request.now));
  const { drafts, orphans } = withFamilies(listed.value, families);
  tell(source.report, MARKETS, orphans);
  tell(
    source.report,
    EVENTS,
    families.flatMap(({ reasons }) => reasons),
  );
  const markets = await completeTerms(source, drafts);
  return ok(
    universeOf(
      markets,
      families.map((family) => eventGroupOf(family, markets)),
    ),
  );
};
