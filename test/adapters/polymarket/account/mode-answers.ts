// Answers that tell of the venue's mode, in the words of its error catalogue.

import type { WireAnswer } from '../../../../lib/adapters/polymarket/http.ts';

/** An answer of the venue. */
export const answer = (status: number, body = '', retryAfter = ''): WireAnswer => ({
  status,
  headers: retryAfter === '' ? {} : { 'retry-after': retryAfter },
  body,
  isCut: false,
});

/** What the venue says in each of its modes. */
export const POST_ONLY =
  '{"error":"post-only mode: only post-only orders and cancels are allowed",' +
  '"code":"post_only_mode","retry_after_seconds":79}';
export const CANCEL_ONLY =
  'Trading is currently cancel-only. New orders are not accepted, but cancels are allowed.';
export const DISABLED = 'Trading is currently disabled. Check polymarket.com for updates';
