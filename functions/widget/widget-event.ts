// What the dashboard calls with: the parameters of the widget or of a button, and where it stands.
// Anything else turns nothing.

import * as z from 'zod/mini';
import { err, ok } from '../../lib/units/result.ts';
import type { Result } from '../../lib/units/result.ts';

const event = z.strictObject({
  describe: z.optional(z.boolean()),
  portfolio: z.optional(z.string()),
  set: z.optional(z.enum(['halt', 'reduce-only'])),
  widgetContext: z.optional(z.looseObject({})),
});

/** What is asked of the widget. Nothing here lets trading go on: that takes the command. */
export type Wish =
  | { readonly kind: 'describe' }
  | { readonly kind: 'show' }
  | { readonly kind: 'set'; readonly to: 'halt' | 'reduce-only' };

/**
 * Reads an event. A button names its portfolio.
 * Refuses: another shape, and another portfolio.
 */
export const parseWidgetEvent = (raw: unknown, portfolio: string): Result<Wish, string> => {
  const read = z.safeParse(event, raw);
  if (!read.success) return err('The widget was called in a way that it does not understand.');
  const { describe, portfolio: named, set } = read.data;
  if (named !== undefined && named !== portfolio)
    return err(`The widget was called for another portfolio than ${portfolio}.`);
  if (describe === true) return ok({ kind: 'describe' });
  if (set === undefined) return ok({ kind: 'show' });
  return named === undefined
    ? err('A button has to name its portfolio.')
    : ok({ kind: 'set', to: set });
};
