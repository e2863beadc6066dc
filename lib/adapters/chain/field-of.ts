// Looking into an object of which nothing is known.

/** A field of an object, or undefined where there is no such object or field. */
export const fieldOf = (answer: unknown, name: string): unknown =>
  typeof answer === 'object' && answer !== null
    ? new Map<string, unknown>(Object.entries(answer)).get(name)
    : undefined;
