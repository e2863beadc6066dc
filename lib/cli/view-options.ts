// The options of `keel start` that are about its page: whether there is one, where, whether it may
// stop trading, and whether it stays when the session is over.

import { err, ok } from '../units/result.ts';
import { refused } from './option-parts.ts';
import type { Result } from '../units/result.ts';
import type { Part } from './option-parts.ts';

/** What was asked of the page. */
export type ViewOptions =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'served';
      /** 0 takes a free one. */
      readonly port: number;
      readonly controls: 'read-only' | 'kill';
      readonly afterwards: 'close' | 'keep-open';
    };

/** The options, for the parser. */
export const VIEW_OPTIONS = {
  'no-view': { type: 'boolean', default: false },
  'view-controls': { type: 'boolean', default: false },
  'keep-open': { type: 'boolean', default: false },
  port: { type: 'string' },
} as const;

/** What the parser gives of them. */
export type ViewValues = {
  readonly 'no-view': boolean;
  readonly 'view-controls': boolean;
  readonly 'keep-open': boolean;
  readonly port?: string | undefined;
};

const PORT_MAX = 65_535;

const portOf = (text = '0'): Part<number> => {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : PORT_MAX + 1;
  return port <= PORT_MAX
    ? ok(port)
    : refused(`--port ${text}: allowed is a number up to ${String(PORT_MAX)}; 0 takes a free one`);
};

/** Reads what is asked of the page. Refuses: an impossible port, and options of no page. */
export const viewOptionsOf = (values: ViewValues): Result<ViewOptions, readonly string[]> => {
  const port = portOf(values.port);
  if (!port.ok) return port;
  if (!values['no-view'])
    return ok({
      kind: 'served',
      port: port.value,
      controls: values['view-controls'] ? 'kill' : 'read-only',
      afterwards: values['keep-open'] ? 'keep-open' : 'close',
    });
  const misplaced = [
    ...(values.port === undefined ? [] : ['port']),
    ...(values['view-controls'] ? ['view-controls'] : []),
    ...(values['keep-open'] ? ['keep-open'] : []),
  ];
  return misplaced.length === 0
    ? ok({ kind: 'none' })
    : err(misplaced.map((name) => `--${name} is for the page, and --no-view says there is none`));
};
