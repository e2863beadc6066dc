// What AWS says of an invocation, as far as it is used.

/** An invocation: its name in the log, whom it called, and how long it may still run. */
export type Invoked = {
  readonly awsRequestId: string;
  readonly invokedFunctionArn: string;
  readonly getRemainingTimeInMillis: () => number;
};
