// What a person sees of a tape before it is played: its span, its markets, and where every piece of
// metadata comes from.

import { formatTime } from '../units/time.ts';
import type { Tape } from '../domain/tape-event.ts';

const SLUGS_SHOWN = 12;

/** Describes a tape in lines for the terminal. */
export const describeTape = (tape: Tape): readonly string[] => {
  const slugs = [...tape.universe.markets.values()].map((market) => market.slug);
  const more = slugs.length > SLUGS_SHOWN ? `, and ${String(slugs.length - SLUGS_SHOWN)} more` : '';
  const width = Math.max(...tape.provenance.map(({ field }) => field.length));
  return [
    `Tape: ${tape.name}`,
    `Span: ${formatTime(tape.start)} to ${formatTime(tape.end)}`,
    `Markets: ${String(slugs.length)} (${slugs.slice(0, SLUGS_SHOWN).join(', ')}${more})`,
    ...tape.provenance.map(
      ({ field, origin, value }) => `  ${field.padEnd(width)}  ${origin.padEnd(10)}  ${value}`,
    ),
  ];
};
