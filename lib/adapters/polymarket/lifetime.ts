// How those who ask the venue live. A process that lasts can refresh what it keeps while nobody
// waits. One that is frozen between its runs cannot: what it had begun would go on in another run.

/** A process that lasts, or one that may be frozen after each run and that a signal ends. */
export type Lifetime =
  | { readonly kind: 'lasting' }
  | { readonly kind: 'frozen'; readonly end: AbortSignal };

/** The life of a process that nobody freezes. */
export const LASTING: Lifetime = { kind: 'lasting' };

/** The signal that ends every request, for those that are ended. */
export const endOf = (lifetime: Lifetime): { readonly end?: AbortSignal } =>
  lifetime.kind === 'frozen' ? { end: lifetime.end } : {};
