// What the schedule sends: for whom and for which minute. A function trades one portfolio, so an
// event for another is a stack put together wrongly, and nothing may be traded on it.

import * as z from 'zod/mini';
import { err, ok } from '../../lib/units/result.ts';
import type { Result } from '../../lib/units/result.ts';

const scheduled = z.strictObject({
  portfolio: z.string(),
  scheduledAt: z.iso.datetime({ offset: true }),
});

/** One call of the schedule. */
export type ScheduleEvent = Readonly<z.infer<typeof scheduled>>;

/** Reads an event. Refuses: another shape, and another portfolio. */
export const parseScheduleEvent = (
  event: unknown,
  portfolio: string,
): Result<ScheduleEvent, string> => {
  const read = z.safeParse(scheduled, event);
  if (!read.success) {
    const fields = read.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`.trim());
    return err(`the event is not one of the schedule: ${fields.join('; ')}`);
  }
  return read.data.portfolio === portfolio
    ? ok(read.data)
    : err(`the event is for another portfolio than ${portfolio}`);
};
