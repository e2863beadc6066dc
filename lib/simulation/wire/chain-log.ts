// The transactions that the chain of a rehearsal has seen, and how each ended.

/** How a transaction ended. */
export type TransactionEnd = 'done' | 'reverted';

/** The log. */
export type ChainLog = {
  readonly note: (hash: string, end: TransactionEnd) => void;
  readonly endOf: (hash: string) => TransactionEnd | undefined;
  /** All hashes, oldest first. */
  readonly sent: () => readonly string[];
};

/** Makes an empty log. The same transaction again changes nothing. */
export const createChainLog = (): ChainLog => {
  const ends = new Map<string, TransactionEnd>();
  return {
    note: (hash, end) => {
      if (!ends.has(hash)) ends.set(hash, end);
    },
    endOf: (hash) => ends.get(hash),
    sent: () => [...ends.keys()],
  };
};
