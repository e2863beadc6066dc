// A key or a paid address must never reach a log, an error or a record. What holds one shows only
// that it does, however it is printed; the one way out is a call that a reader can search for.

const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom');
const HIDDEN = '(secret)';

/** A text that shows itself to nobody but the caller of `reveal`. */
export type Secret = {
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
  readonly [INSPECT]: () => string;
};

/** Locks a text up. It lives in a closure, so that no listing of properties can find it. */
export const secretOf = (text: string): Secret => {
  const hide = (): string => HIDDEN;
  return Object.freeze({ reveal: () => text, toString: hide, toJSON: hide, [INSPECT]: hide });
};
