// Leave to trade with real money. A wallet and its configuration are examined once, by the doctor;
// what it found in good order is remembered, and only another wallet or configuration has to be
// examined again.

import { FIRST_CYCLES } from '../domain/clearance.ts';
import { negate } from '../units/quantity.ts';
import { elapsed, formatTime, hours, minutes } from '../units/time.ts';
import { alarm, notice } from './messages.ts';
import type {
  Clearance,
  ClearanceCause,
  ClearanceSubject,
  DoctorRecord,
  Standing,
} from '../domain/clearance.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { EpochMs } from '../units/time.ts';
import type { RiskMessage } from './messages.ts';

/**
 * How old a doctor record may be at the first live cycle. Why 24 h: the specification; long enough
 * to examine today and start tomorrow, short enough that approvals and region are still the same.
 */
const RECORD_AGE_MAX: DurationMs = hours(24);

/** How far a record's time may lie ahead: clocks differ. Beyond it nobody knows its age. */
const RECORD_AHEAD_MAX: DurationMs = minutes(1);

/** What reading the doctor record came to. */
export type RecordRead =
  | { readonly kind: 'read'; readonly record: DoctorRecord | null }
  | { readonly kind: 'unreadable'; readonly detail: string };

/** What is remembered after a look at the record, what may be sent, and what is to be said. */
export type ClearanceStep = {
  readonly clearance: Clearance;
  readonly standing: Standing;
  readonly messages: readonly RiskMessage[];
};

/** What a portfolio may send that is cleared: at first, adding orders of the minimum size only. */
const standingOf = (cycles: number): Standing =>
  cycles < FIRST_CYCLES ? { kind: 'first-cycles', done: cycles } : { kind: 'cleared' };

const objection = (
  record: DoctorRecord,
  subject: ClearanceSubject,
  now: EpochMs,
): ClearanceCause | null => {
  if (record.wallet !== subject.wallet) return 'wallet';
  if (record.configHash !== subject.configHash) return 'configuration';
  const age = elapsed(record.at, now);
  if (age < negate(RECORD_AHEAD_MAX)) return 'unreadable';
  return age > RECORD_AGE_MAX ? 'old' : null;
};

const refused = (
  clearance: Clearance,
  subject: ClearanceSubject,
  { cause, detail }: { readonly cause: ClearanceCause; readonly detail: string },
): ClearanceStep => {
  // What an examined wallet holds must not be kept from being sold by a changed setting.
  const isKnown = clearance.kind === 'cleared' && clearance.wallet === subject.wallet;
  const text = `Live trading is not cleared: cause=${cause}${detail}. Run \`keel doctor\``;
  return {
    clearance,
    standing: { kind: isKnown ? 'reducing-only' : 'nothing', cause },
    messages: [alarm(text)],
  };
};

const firstCyclesText = (done: number): string =>
  `First live cycles: ${String(done)} of ${String(FIRST_CYCLES)} done, ` +
  'new risk in orders of the minimum size only';

const allowed = (clearance: Clearance & { readonly kind: 'cleared' }): ClearanceStep => {
  const standing = standingOf(clearance.cycles);
  const messages = standing.kind === 'first-cycles' ? [notice(firstCyclesText(standing.done))] : [];
  return { clearance, standing, messages };
};

/** What a portfolio may send by what is remembered; null where a doctor record must be read. */
export const stepRemembered = (
  clearance: Clearance,
  subject: ClearanceSubject,
): ClearanceStep | null => {
  if (clearance.kind === 'never') return null;
  const { wallet, configHash } = clearance;
  return wallet === subject.wallet && configHash === subject.configHash ? allowed(clearance) : null;
};

/** Clears a portfolio by its doctor record, or says what is missing. */
export const stepByRecord = (
  clearance: Clearance,
  subject: ClearanceSubject,
  { read, now }: { readonly read: RecordRead; readonly now: EpochMs },
): ClearanceStep => {
  if (read.kind === 'unreadable')
    return refused(clearance, subject, { cause: 'unreadable', detail: ` ${read.detail}` });
  const { record } = read;
  if (record === null) return refused(clearance, subject, { cause: 'missing', detail: '' });
  const cause = objection(record, subject, now);
  if (cause !== null) return refused(clearance, subject, { cause, detail: '' });
  const { wallet, configHash } = subject;
  const step = allowed({ kind: 'cleared', wallet, configHash, at: now, cycles: 0 });
  const text = `Live trading is cleared by the doctor's record of ${formatTime(record.at)}`;
  return { ...step, messages: [notice(text), ...step.messages] };
};

/** Counts a cycle in which new risk could be taken. */
export const afterCycle = (clearance: Clearance): Clearance =>
  clearance.kind === 'cleared' && clearance.cycles < FIRST_CYCLES
    ? { ...clearance, cycles: clearance.cycles + 1 }
    : clearance;
