// What anybody can see of the venue: its clock, its version, the terms of a market, how far its
// feeds are behind, and whether it takes orders from here.

import { formatShares } from '../units/shares.ts';
import { formatTick } from '../units/price.ts';
import { larger, minus } from '../units/quantity.ts';
import { elapsed, msOfDuration, seconds } from '../units/time.ts';
import { failed, inOrder, notKnown, softened, warning } from './check-line.ts';
import type { ClockReading, CommonFacts, LiveFacts, MarketTerms } from '../domain/doctor-facts.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { CheckLine } from './check-line.ts';

const REACH_VENUE = 'check the connection and the *_URL variables, then ask again';

/**
 * Beyond this the clock is wrong enough to be told. Machines that keep their time by NTP are within
 * a tenth of a second; expirations and logins count whole seconds.
 */
export const SKEW_TOLD: DurationMs = seconds(2);

/**
 * Beyond this nothing is traded: it is the margin by which a lease outlives its end, so that two
 * machines further apart could both believe that they hold it.
 */
export const SKEW_MAX: DurationMs = seconds(5);

// The venue counts whole seconds, and its answer takes a while: certain of the difference is only
// what neither of the two explains.
const skewOf = ({ venue, askedAt, answeredAt }: ClockReading): DurationMs => {
  const behind = elapsed(answeredAt, venue);
  const ahead = minus(elapsed(venue, askedAt), seconds(1));
  return larger(seconds(0), larger(behind, ahead));
};

/** Compares our clock with the venue's. */
export const checkClock = ({ clock }: CommonFacts): CheckLine => {
  const name = 'clock';
  if (clock.kind === 'unknown') return notKnown(name, clock.cause, REACH_VENUE);
  const skew = skewOf(clock.value);
  const found = `${msOfDuration(skew)} ms apart from the venue's`;
  if (skew <= SKEW_TOLD) return inOrder(name, found);
  const complaint = {
    name,
    found,
    cause: 'expirations and logins are judged by the clock of the venue, leases by ours',
    remedy: 'let the machine keep its time by NTP',
  };
  return skew <= SKEW_MAX ? warning(complaint) : failed(complaint);
};

// Source: the venue's /version, read 2026-11-22; 3 is announced.
const VERSIONS = [2, 3];

/** Looks whether the API is one for which we know how to make orders. */
export const checkApiVersion = ({ apiVersion }: CommonFacts): CheckLine => {
  const name = 'API version';
  if (apiVersion.kind === 'unknown') return notKnown(name, apiVersion.cause, REACH_VENUE);
  const found = String(apiVersion.value);
  if (VERSIONS.includes(apiVersion.value)) return inOrder(name, found);
  return failed({
    name,
    found,
    cause: `our orders are for the versions ${VERSIONS.join(' and ')}, and would be refused`,
    remedy: 'do not trade before there is a release of keel for this version',
  });
};

const termsText = ({ tick, sizeMin }: MarketTerms): string =>
  `tick ${formatTick(tick)}, at least ${formatShares(sizeMin)} shares`;

const isSame = (a: MarketTerms, b: MarketTerms): boolean =>
  a.tick === b.tick && a.sizeMin === b.sizeMin;

/** Looks at the terms of one market: the two APIs must say the same. */
export const checkSample = ({ sample }: CommonFacts): CheckLine => {
  const name = 'sample market';
  if (sample.kind === 'unknown') return notKnown(name, sample.cause, REACH_VENUE);
  const market = sample.value;
  if (market.kind === 'none')
    return failed({
      name,
      found: 'no market that takes orders',
      cause: 'the venue lists none, or every one that it lists was left out as not understood',
      remedy: 'check MARKETS, EXCLUDE_MARKETS and GAMMA_URL',
    });
  const { slug, listed, traded } = market;
  if (isSame(listed, traded)) return inOrder(name, `${slug}: ${termsText(traded)}`);
  return failed({
    name,
    found: `${slug}: listed with ${termsText(listed)}; traded with ${termsText(traded)}`,
    cause: 'orders would be made for another grid than the one on which the venue takes them',
    remedy: 'ask again in a minute: a tick may just have changed. If it stays, do not trade',
  });
};

const lagLine = ({ lag, lagMax }: CommonFacts): CheckLine => {
  const name = 'data lag';
  if (lag.kind === 'unknown') return notKnown(name, lag.cause, REACH_VENUE);
  const found = `${msOfDuration(lag.value)} ms behind the chain`;
  if (lag.value <= lagMax) return inOrder(name, found);
  return failed({
    name,
    found,
    cause: `beyond ${msOfDuration(lagMax)} ms the feeds of trades say nothing about now`,
    remedy: 'wait until the venue has caught up',
  });
};

/** Looks how far the feeds of trades are behind. Who follows nobody can trade without them. */
export const checkLag = (facts: CommonFacts & Pick<LiveFacts, 'followsFlow'>): CheckLine => {
  const line = lagLine(facts);
  const isHarmless = line.status === 'failed' && facts.followsFlow === 'no';
  return isHarmless ? softened(line, 'This preset follows nobody') : line;
};

/** Looks whether orders are taken from here. */
export const checkRegion = ({ region }: Pick<LiveFacts, 'region'>): CheckLine => {
  const name = 'region';
  if (region.kind === 'unknown') return notKnown(name, region.cause, REACH_VENUE);
  if (region.value.kind === 'open') return inOrder(name, 'orders are taken from this address');
  return failed({
    name,
    found: `the venue takes no orders from this address (${region.value.detail})`,
    cause: 'it refuses the region, or Cloudflare refuses the address',
    remedy:
      'run where the venue allows it, for example in eu-west-1. Whether you may trade is for you ' +
      'to know, and nothing to route around',
  });
};
