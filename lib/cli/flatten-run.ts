// The cycles of `keel flatten`, on paper and live: a preview, somebody's word, then cycles until
// nothing is left or as many as were asked for.

import { stoppable } from '../backtest/stoppable-switch.ts';
import { describeStoreError } from '../cycle/describe-store-error.ts';
import { previewFlatten } from '../cycle/flatten.ts';
import { runCycle } from '../cycle/run-cycle.ts';
import { namesIn, restIn } from './flatten-text.ts';
import { noPortfolio } from './no-portfolio.ts';
import type { CycleEnd } from '../cycle/finish.ts';
import type { Ports } from '../cycle/ports.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { Exit } from '../strategies/flatten.ts';
import type { MarketNames } from '../wiring/market-names.ts';
import type { Flattened } from './flatten-text.ts';
import type { SavedCycle } from './session-end.ts';
import type { StatePlace } from './state-place.ts';

/** What flattening needs. */
export type FlattenDesk = {
  readonly ports: Ports;
  /** Settings whose purpose is to flatten. */
  readonly settings: CycleSettings;
  /** Where the portfolio is kept. */
  readonly place: StatePlace;
  readonly cyclesMax: number;
  /** Shows the preview, and says whether it shall be done. */
  readonly decide: (exits: readonly Exit[]) => Promise<'go' | 'leave'>;
};

/** How far it came. */
export type FlattenEnd =
  | { readonly kind: 'not-begun' }
  | { readonly kind: 'left-alone' }
  | { readonly kind: 'failed'; readonly detail: string }
  | ({ readonly kind: 'done' } & Flattened);

/** A run of flattening, moved on by whoever moves its market. */
export type FlattenRun = {
  readonly runCycle: () => Promise<CycleEnd>;
  readonly afterCycle: (end: CycleEnd) => Promise<'go-on' | 'stop'>;
  /** A last cycle under halt, which books what the one before has sold. */
  readonly finish: () => Promise<FlattenEnd>;
};

type Begun = Extract<FlattenEnd, { readonly kind: 'done' }>;

const booked = (so: Begun, { record, state }: SavedCycle, names: MarketNames): Begun => ({
  ...so,
  ...restIn(state, names),
  sold: so.sold + record.fills.length,
  reports: record.reports.length === 0 ? so.reports : record.reports,
});

/** Prepares a run. Nothing is read or sent before its first cycle. */
export const flattenRun = ({
  ports,
  settings,
  place,
  cyclesMax,
  decide,
}: FlattenDesk): FlattenRun => {
  let so: FlattenEnd = { kind: 'not-begun' };
  let names: MarketNames = new Map();
  const ask = async (): Promise<FlattenEnd> => {
    const state = await ports.store.peek();
    if (!state.ok) return { kind: 'failed', detail: describeStoreError(state.error) };
    if (state.value === null)
      return { kind: 'failed', detail: await noPortfolio(place, settings.identity) };
    const exits = await previewFlatten(ports, settings, state.value);
    names = namesIn(exits);
    if ((await decide(exits)) === 'leave') return { kind: 'left-alone' };
    return { kind: 'done', cycles: 0, sold: 0, ...restIn(state.value, names), reports: [] };
  };
  const note = (end: CycleEnd): void => {
    if (end.kind === 'saved' && so.kind === 'done') so = booked(so, end, names);
    if (end.kind === 'failed') so = { kind: 'failed', detail: describeStoreError(end.error) };
  };
  return {
    runCycle: async () => {
      if (so.kind === 'not-begun') so = await ask();
      return so.kind === 'done'
        ? runCycle(ports, settings)
        : { kind: 'skipped', until: ports.leaseClock.now() };
    },
    afterCycle: (end) => {
      note(end);
      if (end.kind === 'saved' && so.kind === 'done') so = { ...so, cycles: so.cycles + 1 };
      const goesOn = so.kind === 'done' && so.left.length > 0 && so.cycles < cyclesMax;
      return Promise.resolve(goesOn ? 'go-on' : 'stop');
    },
    finish: async () => {
      const killSwitch = stoppable(ports.killSwitch);
      killSwitch.stop();
      if (so.kind === 'done') note(await runCycle({ ...ports, killSwitch }, settings));
      return so;
    },
  };
};
