// Somebody ends a long run before its time. What is complete by then was not for nothing: what is
// under way is waited for, as long as that does not take too long, and the figures are told.

/** Hears whether somebody wants a run to end. */
export type Interruption = {
  readonly isAsked: () => boolean;
  /** Settles as soon as it is asked for. */
  readonly asked: Promise<void>;
  /** Settles when what is under way is waited for no longer. */
  readonly urgent: Promise<void>;
};

/** Waits for what is under way, for so long. Unit: ms. */
const PATIENCE_MS = 20_000;
// A terminal sends Ctrl-C to npm as well, which hands it on: one press comes twice.
const SAME_PRESS_S = 1;

/** Hears SIGINT and SIGTERM from now on; a second one is impatient. */
export const hearInterruption = (): Interruption => {
  const asked = Promise.withResolvers<undefined>();
  const urgent = Promise.withResolvers<undefined>();
  let since: number | null = null;
  const hear = (): void => {
    const now = process.uptime();
    if (since === null) {
      since = now;
      console.error('interrupted: ends after what is under way; once more ends at once');
      asked.resolve(undefined);
      setTimeout(() => urgent.resolve(undefined), PATIENCE_MS).unref();
    } else if (now - since > SAME_PRESS_S) urgent.resolve(undefined);
  };
  process.on('SIGINT', hear);
  process.on('SIGTERM', hear);
  return { isAsked: () => since !== null, asked: asked.promise, urgent: urgent.promise };
};

/** A figure that says that a run was interrupted; none where it was not. */
export const interruptedFigure = ({ isAsked }: Interruption): Readonly<Record<string, string>> =>
  isAsked() ? { interrupted: 'yes' } : {};

/** What a run came to, for its exit code. */
export type Outcome = { readonly isBroken: boolean; readonly isInterrupted: boolean };

/** The exit code of a run: what is broken counts more than that it was interrupted. */
export const exitCodeOf = ({ isBroken, isInterrupted }: Outcome): number => {
  if (isBroken) return 1;
  return isInterrupted ? 130 : 0;
};
