// What a table under load does with a batch: it takes some of it, and sends the rest back.

/** Makes, for one batch, a judge of whether an item of it is sent back. */
export type SendsBack = () => () => boolean;

/** Nothing is sent back. */
export const TAKES_ALL: SendsBack = () => () => false;

type Judged<T> = {
  /** What is carried out, with the table of each. */
  readonly taken: readonly (readonly [table: string, request: T])[];
  readonly sentBack: Readonly<Record<string, readonly T[]>>;
};

/** Judges each request of a batch, by their tables. */
export const judgedBatch = <T>(
  batch: readonly (readonly [table: string, requests: readonly T[]])[],
  isSentBack: () => boolean,
): Judged<T> => {
  const judged = batch.map(([name, all]) => [name, Map.groupBy(all, isSentBack)] as const);
  return {
    taken: judged.flatMap(([name, by]) => (by.get(false) ?? []).map((one) => [name, one] as const)),
    sentBack: Object.fromEntries(
      judged.flatMap(([name, by]) => {
        const left = by.get(true);
        return left === undefined ? [] : [[name, left] as const];
      }),
    ),
  };
};
