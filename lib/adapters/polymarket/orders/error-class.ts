// What the venue says against an order, and what that means to us. Its texts are its only error
// codes, in several generations of wording; whatever is not in this table proves nothing.
//
// Source: the venue's error catalogue and the enum names of its older documentation, read
// 2026-11-22.

import { modeInText } from '../clob-status.ts';
import type { NotSentCause, RejectClass } from '../../../domain/venue-outcome.ts';

/**
 * What an error means for the order it is about. `landed`: an earlier request with the same bytes
 * was taken. `refused`: it was, in words that nobody has seen. `unknown`: the order may exist, or
 * may not.
 */
export type ErrorMeaning =
  | { readonly kind: 'landed' }
  | { readonly kind: 'no-fill' }
  | { readonly kind: 'delayed' }
  | { readonly kind: 'rejected'; readonly class: RejectClass }
  | { readonly kind: 'not-sent'; readonly cause: NotSentCause }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/** A part of a text of the venue, in lower case, and its meaning. */
export type CatalogueRow = readonly [says: string, meaning: ErrorMeaning];

const rejected = (cause: RejectClass): ErrorMeaning => ({ kind: 'rejected', class: cause });

const LANDED: ErrorMeaning = { kind: 'landed' };
const NO_FILL: ErrorMeaning = { kind: 'no-fill' };
const DELAYED: ErrorMeaning = { kind: 'delayed' };
const REFUSED: ErrorMeaning = { kind: 'refused' };
const UNKNOWN: ErrorMeaning = { kind: 'unknown' };
const POST_ONLY: ErrorMeaning = { kind: 'not-sent', cause: 'post-only' };
const UNAVAILABLE: ErrorMeaning = { kind: 'not-sent', cause: 'unavailable' };

/**
 * The catalogue; the first row that a text contains counts. What leaves an order in doubt comes
 * first, what is said of every kind of invalid order last.
 */
export const CATALOGUE: readonly CatalogueRow[] = [
  ['context canceled', UNKNOWN],
  ['could not insert order', UNKNOWN],
  ['could not run the execution', UNKNOWN],
  ['there are no matching orders', UNKNOWN],
  ['fok orders are filled or killed', UNKNOWN],
  ['the trade contains rounding issues', UNKNOWN],
  ["the price of the taker's order has a discrepancy", UNKNOWN],
  ['internal server error', UNKNOWN],
  ['invalid_order_error', UNKNOWN],
  ['execution_error', UNKNOWN],
  ['delaying_order_error', UNKNOWN],
  ['duplicated', LANDED],
  ["order couldn't be fully filled", NO_FILL],
  ['no orders found to match with fak order', NO_FILL],
  ['fok_order_not_filled_error', NO_FILL],
  ['order match delayed', DELAYED],
  ['order_delayed', DELAYED],
  // The venue's modes, as one order of a batch hears of them.
  ['only post-only orders and cancels are allowed', POST_ONLY],
  ['trading is currently cancel-only', UNAVAILABLE],
  ['trading is currently disabled', UNAVAILABLE],
  ['trading is disabled', UNAVAILABLE],
  ['the market is not yet ready', rejected('not-ready')],
  ['market_not_ready', rejected('not-ready')],
  ['allowance is not enough', rejected('approval')],
  ['not enough allowance', rejected('approval')],
  ['insufficient allowance', rejected('approval')],
  ['not enough balance', rejected('funds')],
  ['balance is not enough', rejected('funds')],
  ['insufficient balance', rejected('funds')],
  ['invalid_order_not_enough_balance', rejected('funds')],
  ['address banned', rejected('closed-only')],
  ['closed only mode', rejected('closed-only')],
  ['order_version_mismatch', rejected('version')],
  ['invalid order version', rejected('version')],
  ['the order owner has to be the owner of the api key', rejected('authentication')],
  ['the order signer address has to be the address of the api key', rejected('authentication')],
  // A wallet of the wrong type is refused whatever it sends, just as a wrong key is.
  ['maker address not allowed', rejected('authentication')],
  ['breaks minimum tick size rule', rejected('tick')],
  ['invalid_order_min_tick_size', rejected('tick')],
  ['lower than the minimum', rejected('size')],
  ['invalid amount for a marketable buy order', rejected('size')],
  ['invalid amounts', rejected('size')],
  ['invalid_order_min_size', rejected('size')],
  ['invalid expiration', rejected('expiration')],
  ['invalid_order_expiration', rejected('expiration')],
  ['order crosses book', rejected('post-only-cross')],
  ['crosses the book', rejected('post-only-cross')],
  ['invalid post-only order', rejected('invalid')],
  ['invalid nonce', rejected('invalid')],
  ['invalid signature', rejected('invalid')],
  ['invalid order payload', rejected('invalid')],
  ['too many orders in payload', rejected('invalid')],
  ['order canceled in the ctf exchange contract', rejected('invalid')],
  ['no orderbook exists', rejected('invalid')],
  ['market not found', rejected('invalid')],
  ['fee rate not found', rejected('invalid')],
  ['is invalid', rejected('invalid')],
];

const listed = (text: string): ErrorMeaning | undefined => {
  const lower = text.toLowerCase();
  return CATALOGUE.find(([says]) => lower.includes(says))?.[1];
};

/**
 * What the venue means that says this of an order which it did not take. A text that is not in the
 * catalogue refuses it all the same; silence does not.
 */
export const meaningOfRefusal = (text: string): ErrorMeaning =>
  listed(text) ?? (text === '' ? UNKNOWN : REFUSED);

/** What a text of the venue means. Of a text that is not in the catalogue nothing is known. */
export const meaningOfText = (text: string): ErrorMeaning => listed(text) ?? UNKNOWN;

const meaningOfMode = (text: string): ErrorMeaning => {
  const mode = modeInText(text);
  if (mode === undefined) return UNKNOWN;
  return mode === 'post-only' ? POST_ONLY : UNAVAILABLE;
};

/**
 * What an answer that is no success means. Most of the venue's statuses say it all; its refusals
 * of single orders (400, and 404 where a text says that something was not found) lie in the text.
 */
export const meaningOfAnswer = (status: number, text: string): ErrorMeaning => {
  switch (status) {
    case 400:
    case 404:
      return meaningOfRefusal(text);
    case 401:
      return rejected('authentication');
    case 403:
      return rejected('region');
    case 425:
      return { kind: 'not-sent', cause: 'restarting' };
    case 429:
      return { kind: 'not-sent', cause: 'rate-limited' };
    // The venue says in its own words which mode it is in. Whatever else answers 503 stands between
    // it and us, and may have handed the order on.
    case 503:
      return meaningOfMode(text);
    default:
      return status >= 400 && status < 500 ? meaningOfText(text) : UNKNOWN;
  }
};
