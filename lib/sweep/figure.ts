// A figure that may not be known. What rests on too little is unknown, and never zero.

/** A figure, or why there is none. */
export type Figure =
  | { readonly kind: 'known'; readonly value: number }
  | { readonly kind: 'unknown'; readonly why: string };

/** A figure that is known. */
export const knownFigure = (value: number): Figure => ({ kind: 'known', value });

/** No figure, for a reason. */
export const unknownFigure = (why: string): Figure => ({ kind: 'unknown', why });

/** Computes on with a figure, where it is known. */
export const andThen = (figure: Figure, next: (value: number) => Figure): Figure =>
  figure.kind === 'known' ? next(figure.value) : figure;

/** The value for those who have another word for what is not known. */
export const valueOr = <T>(figure: Figure, unknown: T): number | T =>
  figure.kind === 'known' ? figure.value : unknown;
