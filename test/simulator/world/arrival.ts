// What becomes of a request where it arrives, and who waits to hear of it.

/** What becomes of a request where it arrives. */
export type Arrival<T> =
  | { readonly kind: 'answered'; readonly answer: T }
  | { readonly kind: 'failed'; readonly error: Error }
  /** The answer sets out later than that. Unit: ms. */
  | { readonly kind: 'late'; readonly by: number; readonly arrival: Arrival<T> }
  /** No answer ever comes. */
  | { readonly kind: 'silent' };

/** Somebody who waits for an answer. */
export type Waiting<T> = {
  readonly resolve: (answer: T) => void;
  readonly reject: (error: Error) => void;
};
