// The durable state as text: one JSON document per section, so that what is wrong is told by its
// section, and one per intent, so that intents are added without rewriting the rest.

import * as z from 'zod/mini';
import { portfolioId } from '../../units/ids.ts';
import { err, ok } from '../../units/result.ts';
import { chainMoveCodec } from './codec/chain-moves.ts';
import { clearanceCodec } from './codec/clearance.ts';
import { dustCodec } from './codec/dust.ts';
import { decodeStored, encodeStored, jsonCodec } from './codec/json.ts';
import { entryCodec } from './codec/ledger-entries.ts';
import { ledgerCodec } from './codec/ledger-state.ts';
import { endWithoutBytes, intentCodec, settledCodec, withoutBytes } from './codec/orders.ts';
import { riskCodec } from './codec/risk-state.ts';
import { countCodec, timeCodec } from './codec/scalars.ts';
import { memoryCodec } from './codec/strategy-memory.ts';
import type { LedgerState } from '../../domain/ledger-state.ts';
import type { Intent } from '../../domain/intent.ts';
import type { PortfolioIdentity, PortfolioState } from '../../domain/portfolio-state.ts';
import type { StoreError } from '../../ports/state-store.ts';
import type { Result } from '../../units/result.ts';
import type { Codec } from './codec/scalars.ts';

type Progress = Pick<
  PortfolioState,
  | 'cycle'
  | 'savedAt'
  | 'lastSummaryAt'
  | 'isOpeningDoubted'
  | 'feedsReadAt'
  | 'clearance'
  | 'dust'
  | 'chainMoves'
>;

const progressCodec: Codec<Progress> = z.strictObject({
  cycle: countCodec,
  savedAt: z.nullable(timeCodec),
  lastSummaryAt: z.nullable(timeCodec),
  isOpeningDoubted: z._default(z.boolean(), false),
  feedsReadAt: z.nullable(timeCodec),
  clearance: clearanceCodec,
  dust: z.array(dustCodec),
  chainMoves: z.array(chainMoveCodec),
});

const identityCodec: Codec<PortfolioIdentity> = z.strictObject({
  portfolio: z.codec(z.string(), z.custom<PortfolioIdentity['portfolio']>(), {
    decode: portfolioId,
    encode: (id) => id,
  }),
  mode: z.enum(['paper', 'live']),
  chainId: countCodec,
  funder: z.string(),
});

const sections = {
  identity: jsonCodec(identityCodec),
  progress: jsonCodec(progressCodec),
  risk: jsonCodec(riskCodec),
  ledger: jsonCodec(ledgerCodec),
  memory: jsonCodec(memoryCodec),
  outbox: jsonCodec(z.array(entryCodec)),
  settled: jsonCodec(z.array(settledCodec)),
};
const stateCodec = z.strictObject({
  ...sections,
  intents: z.record(z.string(), jsonCodec(intentCodec)),
});
const storedCodec = z.strictObject({
  identity: z.string(),
  progress: z.string(),
  risk: z.string(),
  ledger: z.string(),
  memory: z.string(),
  outbox: z.string(),
  settled: z.string(),
  intents: z.record(z.string(), z.string()),
});

/** The stored form of a state: text everywhere. */
export type StoredState = z.infer<typeof storedCodec>;

/** The books as text: equal books have equal text. */
export const encodeLedger = (ledger: LedgerState): string =>
  JSON.stringify(encodeStored(ledgerCodec, ledger));

/** One intent as it is journalled, with the bytes that are about to be sent, as text. */
export const encodeIntent = (intent: Intent): string =>
  JSON.stringify(encodeStored(intentCodec, intent));

/** The identity of a portfolio as text; equal identities have equal text. */
export const encodeIdentity = (identity: PortfolioIdentity): string =>
  JSON.stringify(encodeStored(identityCodec, identity));

/** Writes a state as text, without the bytes of orders that its cycle has sent. */
export const encodeState = (state: PortfolioState): StoredState => {
  const { identity, risk, ledger, memory, outbox, settled, intents, ...progress } = state;
  const byId = Object.fromEntries(intents.map((one) => [one.id, withoutBytes(one)]));
  const waiting = { outbox: [...outbox], settled: settled.map(endWithoutBytes) };
  const whole = { identity, progress, risk, ledger, memory, ...waiting, intents: byId };
  return z.parse(storedCodec, encodeStored(stateCodec, whole));
};

// The API keeps no order among the members of a map.
const inOrder = (intents: readonly Intent[]): readonly Intent[] =>
  intents.toSorted((a, b) => {
    if (a.journaledAt !== b.journaledAt) return a.journaledAt < b.journaledAt ? -1 : 1;
    return a.id < b.id ? -1 : 1;
  });

const corrupt = (field: string, detail: string): Result<never, StoreError> =>
  err({ kind: 'CORRUPT', item: 'STATE', field, detail });

// One intent under two keys would count twice, and one entry twice would make no books.
const doubled = ({ intents, outbox, ledger }: z.output<typeof stateCodec>): string | null => {
  for (const [key, { id }] of Object.entries(intents)) if (key !== id) return `intents.${key}`;
  const sequences = [...outbox.map(({ sequence }) => sequence), ledger.sequence + 1];
  const isRising = sequences.every((one, index) => one > (sequences[index - 1] ?? 0));
  return isRising ? null : 'outbox';
};

/** A state as it is read again after it was saved; the same value in every other way. */
export const asSaved = (state: PortfolioState): PortfolioState => ({
  ...state,
  intents: inOrder(state.intents.map(withoutBytes)),
  settled: state.settled.map(endWithoutBytes),
});

/** Reads a state. Refuses: any field that is not as it was written. */
export const decodeState = (stored: unknown): Result<PortfolioState, StoreError> => {
  const decoded = decodeStored(stateCodec, 'STATE', stored);
  if (!decoded.ok) return decoded;
  const misplaced = doubled(decoded.value);
  if (misplaced !== null) return corrupt(misplaced, 'is out of its place, or there twice');
  const { progress, intents, ...rest } = decoded.value;
  return ok({ ...rest, ...progress, intents: inOrder(Object.values(intents)) });
};
