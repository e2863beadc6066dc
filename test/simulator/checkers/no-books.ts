// The sections of a saved state whose books were never opened.

import { encodeLedger } from '../../../lib/adapters/dynamo/stored-state.ts';
import { emptyLedger } from '../../../lib/accounting/ledger.ts';
import { epochMs } from '../../../lib/units/time.ts';

/** They are written all the same. */
export const NO_BOOKS = {
  ledger: { S: encodeLedger(emptyLedger(epochMs(0n))) },
  outbox: { S: '[]' },
};
