// The history of one lock: what its holders asked and were told, as Jepsen writes it (invoke, ok,
// fail, info), what the server did, and what each holder's clocks showed, all in true time.

import type { Instant } from './timeline.ts';

/** What a holder asked for. Tokens tell saves from each other. */
export type Operation =
  | { readonly kind: 'acquire'; readonly holder: string }
  | { readonly kind: 'journal'; readonly fence: number; readonly intents: readonly string[] }
  | {
      readonly kind: 'save';
      readonly fence: number;
      readonly version: number;
      readonly token: number;
      /** The save that this one was made from; 0 for none. */
      readonly parent: number;
      /** What the saved state holds. */
      readonly intents: readonly string[];
      /** Every intent that the writer has ever heard of under this lease. */
      readonly known: readonly string[];
      readonly lease: 'release' | 'renew';
    }
  | { readonly kind: 'release'; readonly fence: number }
  | { readonly kind: 'paper'; readonly fence: number }
  | { readonly kind: 'peek' };

/** What a state showed to whoever read it. */
export type Seen = { readonly token: number; readonly intents: readonly string[] };

/** A lease as its holder was told of it. Times are those of the holder's own clocks. */
export type Told = { readonly fence: number; readonly end: number; readonly monotonicEnd: number };

/** How an operation ended for its holder. `info`: it may have taken place, or may yet. */
export type Ending =
  | { readonly phase: 'ok'; readonly seen: Seen | null; readonly lease: Told | null }
  | { readonly phase: 'fail' | 'info'; readonly error: string };

/** What the server did with a request of an operation, perhaps long after the holder had left. */
export type Commit = {
  readonly kind: 'commit';
  readonly at: Instant;
  readonly op: number;
  readonly item: 'state' | 'paper';
  readonly fence: number;
  readonly version: number;
  readonly isHeld: boolean;
};

/** One line of a history. */
export type Line =
  | {
      readonly kind: 'invoke';
      readonly at: Instant;
      readonly op: number;
      readonly process: string;
      readonly operation: Operation;
    }
  | { readonly kind: 'end'; readonly at: Instant; readonly op: number; readonly ending: Ending }
  | Commit
  /** From now on a process's clocks are so far ahead of true time. Unit: ms. */
  | {
      readonly kind: 'clock';
      readonly at: Instant;
      readonly process: string;
      readonly wall: number;
      readonly monotonic: number;
    }
  /** A holder lets go of a lease: it has given it back, lost it, or died. */
  | {
      readonly kind: 'leave';
      readonly at: Instant;
      readonly process: string;
      readonly fence: number;
    }
  /** An order goes out that arrives until then. */
  | {
      readonly kind: 'send';
      readonly at: Instant;
      readonly until: Instant;
      readonly process: string;
      readonly fence: number;
      readonly intent: string;
    };

/** A line of one kind. */
export type LineOf<Kind extends Line['kind']> = Extract<Line, { readonly kind: Kind }>;

/** What the history of a lock is judged by. */
export type History = {
  readonly lines: readonly Line[];
  /** Whether the clocks of all holders stayed within the margin that the lease allows for. */
  readonly clocks: 'within-margin' | 'any';
};

/** A law that did not hold. */
export type Violation = { readonly law: string; readonly at: Instant; readonly detail: string };

/** The lines of one kind, in their order. */
export const linesOf = <Kind extends Line['kind']>(
  { lines }: Pick<History, 'lines'>,
  kind: Kind,
): readonly LineOf<Kind>[] => lines.filter((one): one is LineOf<Kind> => one.kind === kind);
