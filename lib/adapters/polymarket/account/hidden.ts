// What the venue says is told in errors, and it may repeat what it was sent. Whatever is secret is
// taken out before an answer becomes an error.

import type { WireAnswer } from '../http.ts';

const HIDDEN = '(secret)';

/** An answer in which no secret is left. It is for telling, not for reading values. */
export const withoutSecrets = (answer: WireAnswer, secrets: readonly string[]): WireAnswer => ({
  ...answer,
  body: secrets
    .filter((secret) => secret !== '')
    .reduce((body, secret) => body.replaceAll(secret, HIDDEN), answer.body),
});
