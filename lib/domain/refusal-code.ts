// The code of a refused order, as it is found again in what a record says of the order.

/** The code of a refusal in a record's result, or null for any other result. */
export const refusalCode = (result: string): string | null =>
  /^refused (CIRCUIT_BREAKER: [A-Z_]+|[A-Z_]+)/.exec(result)?.[1] ?? null;
