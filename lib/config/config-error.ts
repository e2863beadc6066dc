// What is wrong with a configuration, said so that the reader can mend it at once, and so that a
// secret in the wrong place is not printed by the message that complains about it.

/** One mistake: the variable, what was wrong with it and what is allowed. */
export type ConfigError = {
  readonly kind:
    | 'MALFORMED'
    | 'OUT_OF_RANGE'
    | 'MISSING'
    | 'CONFLICT'
    | 'UNKNOWN_NAME'
    | 'NOT_ALLOWED_HERE';
  readonly variable: string;
  readonly problem: string;
  readonly allowed: string;
};

/** What a parser says about a text; the reader adds the variable and decides what may be shown. */
export type Fault = {
  readonly kind: 'MALFORMED' | 'OUT_OF_RANGE';
  readonly problem: string;
  /** The text at fault: the whole value, or one entry of a list. */
  readonly part: string;
};

const SHOWN_MAX = 60;
// A private key with a digit lost or gained, a seed phrase, a URL with a password.
const LOOKS_SECRET = [/[0-9a-f]{48}/i, /^\s*(?:[a-z]+\s+){7,}[a-z]+\s*$/i, /\/\/[^/]*@/];

/** Quotes a text for people: escaped, shortened, and not at all when it looks like a secret. */
export const quoted = (text: string): string => {
  if (LOOKS_SECRET.some((pattern) => pattern.test(text))) return 'a text that looks like a secret';
  return JSON.stringify(text.length > SHOWN_MAX ? `${text.slice(0, SHOWN_MAX)}...` : text);
};

/** Formats an error as one line. */
export const formatConfigError = (error: ConfigError): string =>
  `${error.variable}: ${error.problem}. Allowed: ${error.allowed}.`;
