// The page of a paper session: what it is opened with, and what it is told of each cycle.

import { systemClock } from '../adapters/local/system-clock.ts';
import { dueAt, dueOnTape, noteOf } from './cycle-note.ts';
import { viewOpening } from './view-opening.ts';
import type { Environment } from '../config/variable.ts';
import type { OpenedPaper } from './open-paper.ts';
import type { SavedCycle } from './session-end.ts';
import type { SessionView } from './session-view.ts';

/** Makes what shows saved cycles on the page, each once: the last one may come twice. */
export const showOn = (view: SessionView, { home, settings, options }: OpenedPaper) => {
  let shown: SavedCycle | null = null;
  return (end: SavedCycle): void => {
    if (end === shown) return;
    shown = end;
    view.cycle(() => {
      const { markets } = home.venue.universe();
      const now = systemClock.now();
      const due =
        options.source.kind === 'live'
          ? dueAt(end.state.savedAt ?? now, settings.cycle, now)
          : dueOnTape(options.speed, settings.cycle);
      return noteOf(end, (condition) => markets.get(condition)?.slug, due);
    });
  };
};

/** Opens the page of a session; whether that failed is told, and stops nothing. */
export const openView = async (
  view: SessionView,
  played: OpenedPaper,
  { env, warn }: { readonly env: Environment; readonly warn: (message: string) => void },
): Promise<void> => {
  const { config, settings, home, options } = played;
  const { identity } = settings;
  const { stateFolder } = options;
  const { embedded, state, tape } = home;
  const { name, identity: digest } = tape;
  const market = { kind: 'tape', tape: { name, identity: digest } } as const;
  const begun = { config, env, identity, stateFolder, embedded, state, market };
  await view.open({ opening: viewOpening(begun), env, note: warn });
};
