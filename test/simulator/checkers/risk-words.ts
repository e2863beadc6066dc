// What the risk manager remembers, made up in a few words.

/** What the risk manager remembers, in a few words. */
export type RiskWords = {
  readonly peak?: string;
  readonly equity?: string;
  readonly flows?: string;
  /** Until when the drawdown breaker is open. Unit: ms. */
  readonly openUntil?: number;
  /** A pause, of everything or of one place. */
  readonly pause?: { readonly cause: string; readonly until: number; readonly scope: object };
  /** What differs, and for how many looks it has matched again. */
  readonly differs?: {
    readonly scope: object;
    readonly halted: boolean;
    readonly matching: number;
  };
  readonly integrity?: 'intact' | 'broken';
};

/** The section of a state item that says so. */
export const riskText = (words: RiskWords): string => {
  const { peak, equity, flows = '0', openUntil, pause, differs, integrity = 'intact' } = words;
  return JSON.stringify({
    breakers: {
      DRAWDOWN:
        openUntil === undefined ? { kind: 'closed' } : { kind: 'open', until: String(openUntil) },
    },
    mismatches:
      differs === undefined ? [] : [{ ...differs, matchingCycles: differs.matching, detail: '' }],
    cooldowns: pause === undefined ? [] : [{ ...pause, until: String(pause.until), repeats: 1 }],
    session: {
      peak: peak === undefined ? {} : { equity: peak },
      lastMark: equity === undefined ? {} : { equity },
      flows,
    },
    integrity: { kind: integrity },
  });
};
