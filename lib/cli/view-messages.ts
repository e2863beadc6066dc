// What the session and the thread of its page tell each other. Everything is a plain value that is
// copied on its way, so that neither can touch what the other holds.

import type { KillSwitchSource } from '../config/config.ts';
import type { Environment } from '../config/variable.ts';
import type { Limits } from '../domain/limits.ts';
import type { KillOrder } from '../view/kill-request.ts';
import type { CycleNote, SessionState } from '../view/cycle-note.ts';
import type { Turned } from '../view/desk.ts';
import type { PortfolioFacts } from './portfolio-report.ts';
import type { Past } from './view-past.ts';

/** What the page is opened with. */
export type ViewOpening = {
  readonly facts: PortfolioFacts;
  readonly limits: Limits;
  /** What the page says above everything: mode, preset and market. */
  readonly title: string;
  readonly killSwitches: readonly [KillSwitchSource, ...KillSwitchSource[]];
  /** The variables whose values are never shown. */
  readonly secrets: Environment;
  /** Where the past of the portfolio is read; null where it has none. */
  readonly past: Past | null;
};

/** How the page is served. */
export type ViewServing = {
  readonly port: number;
  /** Lets the page stop trading when it is known by this word. */
  readonly token: string | null;
  readonly session: string;
};

/** To the thread of the page. */
export type ToView =
  | { readonly kind: 'open'; readonly opening: ViewOpening; readonly serving: ViewServing }
  | { readonly kind: 'cycle'; readonly note: CycleNote }
  | { readonly kind: 'session'; readonly state: SessionState };

/** From the thread of the page. */
export type FromView =
  | { readonly kind: 'listening'; readonly url: string }
  | { readonly kind: 'failed'; readonly detail: string }
  | { readonly kind: 'past-told' }
  | { readonly kind: 'turned'; readonly order: KillOrder; readonly turned: Turned };
