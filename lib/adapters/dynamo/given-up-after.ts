// When a call to a table is given up. The AWS SDK takes the time of a request for a warning unless
// it is told otherwise, and a call that hangs would then hang for ever.

/** How long to wait for a connection, and for an answer on it, in milliseconds. */
export type CallTimes = { readonly connectMs: number; readonly requestMs: number };

/** The options of a request handler under which a call that is not answered in time fails. */
export const givenUpAfter = ({ connectMs, requestMs }: CallTimes) => ({
  connectionTimeout: connectMs,
  requestTimeout: requestMs,
  throwOnRequestTimeout: true,
  // An answer may begin in time and never end.
  socketTimeout: requestMs,
});
