// A parser under fuzz: what it is fed with, and what it may do with it. It may refuse, and it may
// accept; whatever it throws is a crash.

/** What a parser did with an input. */
export type Verdict =
  | { readonly kind: 'accepted'; readonly value: unknown }
  | { readonly kind: 'refused'; readonly reason: string };

/** A parser under fuzz. */
export type Target = {
  readonly name: string;
  /** What its inputs are made of: `json` is taken apart, `text` cut and joined. */
  readonly form: 'json' | 'text';
  /** Inputs as they should be. The first ones are accepted; others may be refused. */
  readonly seeds: readonly [string, ...string[]];
  /**
   * Places that nothing is accepted without, as `a.b`, `*` for each element of a list: an input of
   * which one of them is gone or of another type has to be refused.
   */
  readonly required: readonly string[];
  readonly run: (input: string) => Verdict | Promise<Verdict>;
};

/** A promise of a parser that it did not keep. */
export const claim = (holds: boolean, promise: string): void => {
  if (!holds) throw new Error(`broken: ${promise}`);
};

/** The verdict that a result is. */
export const verdictOf = (
  result:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: unknown },
): Verdict => {
  if (result.ok) return { kind: 'accepted', value: result.value };
  return { kind: 'refused', reason: reasonIn(result.error) };
};

const reasonIn = (error: unknown): string => {
  if (typeof error === 'string') return error;
  const text = JSON.stringify(error, (_key, value: unknown) =>
    typeof value === 'bigint' ? value.toString() : value,
  );
  return text;
};

/** Text as JSON; undefined where it is none, as a parser behind `JSON.parse` sees it. */
export const jsonIn = (input: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(input) as unknown };
  } catch {
    return undefined;
  }
};

/** A target of values that were parsed as JSON by somebody else, who refuses what is none. */
export const jsonTarget = (
  target: Omit<Target, 'form' | 'run'> & {
    readonly run: (value: unknown) => Verdict | Promise<Verdict>;
  },
): Target => ({
  ...target,
  form: 'json',
  run: (input) => {
    const json = jsonIn(input);
    return json === undefined ? { kind: 'refused', reason: 'no JSON' } : target.run(json.value);
  },
});
