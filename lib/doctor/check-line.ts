// What a doctor says of one thing: in which state it is, what was found, why that matters and what
// to do about it. A line that is not in order always says all of it.

/** In order; to be known; to be mended; not known, which is never in order. */
export type CheckStatus = 'ok' | 'warning' | 'failed' | 'unknown';

/** One line of a report. Cause and remedy of what is in order are empty. */
export type CheckLine = {
  readonly name: string;
  readonly status: CheckStatus;
  readonly found: string;
  readonly cause: string;
  readonly remedy: string;
};

/** A line that is not in order, without its status. */
export type Complaint = Omit<CheckLine, 'status'>;

/** Says that something is in order. */
export const inOrder = (name: string, found: string): CheckLine => ({
  name,
  status: 'ok',
  found,
  cause: '',
  remedy: '',
});

/** Says that something should be known. */
export const warning = (complaint: Complaint): CheckLine => ({ ...complaint, status: 'warning' });

/** Says that something must be mended. */
export const failed = (complaint: Complaint): CheckLine => ({ ...complaint, status: 'failed' });

/** What stands where nobody could look. */
export const NOT_KNOWN = 'not known';

/** Says that nobody could look. */
export const notKnown = (name: string, cause: string, remedy: string): CheckLine => ({
  name,
  status: 'unknown',
  found: NOT_KNOWN,
  cause,
  remedy,
});

/** Takes a line less seriously where nothing depends on it. */
export const softened = (line: CheckLine, because: string): CheckLine =>
  line.status === 'ok' ? line : { ...line, status: 'warning', cause: `${line.cause}. ${because}` };
