// A store whose files were damaged may open all the same and give back an older state, or none, and
// say nothing of it. So a small file beside it says how many cycles of a portfolio were saved: a
// state that falls behind it is refused by name, and nothing is traded on it.

import { readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { err, ok } from '../../units/result.ts';
import type { Mode, PortfolioIdentity, PortfolioState } from '../../domain/portfolio-state.ts';
import type { PaperStore, StateStore, StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';

/** Where the witness of a portfolio stands. */
export type WitnessPlace = Pick<PortfolioIdentity, 'mode' | 'portfolio'> & {
  readonly folder: string;
};

// No id of a portfolio has a dot in it.
const nameOf = ({ mode, portfolio }: WitnessPlace): string =>
  mode === 'paper' ? `saved-${portfolio}.txt` : `saved-${portfolio}.live.txt`;

const NAME = /^saved-([^.]+)(\.live)?\.txt$/;

/** The portfolios of which something was saved in a folder; none where it cannot be read. */
export const witnessedPortfolios = async (
  folder: string,
): Promise<readonly { readonly mode: Mode; readonly portfolio: string }[]> => {
  const names = await readdir(folder).catch(() => []);
  return names.flatMap((name) => {
    const [, portfolio, live] = NAME.exec(name) ?? [];
    return portfolio === undefined
      ? []
      : [{ mode: live === undefined ? ('paper' as const) : ('live' as const), portfolio }];
  });
};

const pathOf = (place: WitnessPlace): string => join(place.folder, nameOf(place));

const isAbsent = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const unreadable = (place: WitnessPlace, detail: string): StoreError => ({
  kind: 'CORRUPT',
  item: nameOf(place),
  field: 'cycles',
  detail,
});

const savedCycles = async (place: WitnessPlace): Promise<Result<number, StoreError>> => {
  try {
    const text = await readFile(pathOf(place), 'utf8');
    return /^\d{1,15}\n$/.test(text)
      ? ok(Number(text))
      : err(unreadable(place, 'is no count of saved cycles'));
  } catch (error) {
    if (isAbsent(error)) return ok(0);
    return err(unreadable(place, error instanceof Error ? error.message : String(error)));
  }
};

// A witness that could not be written is behind the store, which is harmless: it accuses nobody.
const note = async (place: WitnessPlace, cycles: number): Promise<void> => {
  const path = pathOf(place);
  try {
    await writeFile(`${path}.new`, `${String(cycles)}\n`);
    await rename(`${path}.new`, path);
  } catch {
    return;
  }
};

const lostFrom = async (
  place: WitnessPlace,
  state: PortfolioState | null,
): Promise<StoreError | null> => {
  const saved = await savedCycles(place);
  if (!saved.ok) return saved.error;
  const found = state?.cycle ?? 0;
  return found < saved.value ? { kind: 'STATE_LOST', saved: saved.value, found } : null;
};

/** Forgets how much was saved, together with what was saved. */
export const forgetWitness = (place: WitnessPlace): Promise<void> =>
  rm(pathOf(place), { force: true });

/** A store that gives no state which is older than what it was seen to save. */
export const witnessedStore = (
  store: StateStore & PaperStore,
  place: WitnessPlace,
): StateStore & PaperStore => ({
  ...store,
  peek: async () => {
    const state = await store.peek();
    const lost = state.ok ? await lostFrom(place, state.value) : null;
    return lost === null ? state : err(lost);
  },
  acquire: async (request) => {
    const acquired = await store.acquire(request);
    const lost = acquired.ok ? await lostFrom(place, acquired.value.state) : null;
    if (!acquired.ok || lost === null) return acquired;
    await store.release(acquired.value.lease);
    return err(lost);
  },
  save: async (lease, save) => {
    const saved = await store.save(lease, save);
    if (saved.ok) await note(place, save.state.cycle);
    return saved;
  },
});
