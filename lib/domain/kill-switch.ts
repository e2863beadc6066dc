// The operator's switch. What it says is one thing, whether it could be read another.

/** The three positions of the kill switch. */
export type KillSwitch = 'off' | 'reduce-only' | 'halt';

/** A reading of the kill switch; a failed one sends nothing new and cancels nothing. */
export type KillSwitchReading =
  | { readonly kind: 'read'; readonly position: KillSwitch; readonly source: string }
  | { readonly kind: 'failed'; readonly source: string; readonly detail: string };
