// The shortest input that still crashes in the same way, as far as leaving parts out finds it.

const RUNS_MAX = 3_000;

/** Leaves out all that a crash does not need. */
export const minimised = async (
  input: string,
  crashes: (input: string) => Promise<boolean>,
): Promise<string> => {
  let best = input;
  let runs = 0;
  for (let size = Math.ceil(best.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.length && runs < RUNS_MAX; ) {
      const shorter = best.slice(0, from) + best.slice(from + size);
      runs += 1;
      if (await crashes(shorter)) best = shorter;
      else from += size;
    }
  }
  return best;
};
