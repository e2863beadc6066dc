// Amounts and shares as they are stored, said as everything else says them: to the cent and in
// percent. What is not known stays the word that says so.

import { formatDollars, parseUsdc } from '../units/usdc.ts';

/** An amount to the cent; a text that is no amount as it stands. */
export const dollarsText = (stored: string): string => {
  const amount = parseUsdc(stored);
  return amount.ok ? formatDollars(amount.value) : stored;
};

/** A share in percent; a text that is no number as it stands. */
export const percentText = (stored: string): string =>
  /^-?\d+(\.\d+)?$/.test(stored) ? `${(Number(stored) * 100).toFixed(2)} %` : stored;
