// The options of the verbs that stop trading or let it go on: `keel kill`, `keel resume` and
// `keel cancel-all`.

import { parseArgs } from 'node:util';
import { ok } from '../units/result.ts';
import { understood } from './option-parts.ts';
import type { Turn } from '../wiring/turn-switch.ts';
import type { Part } from './option-parts.ts';

/** What `keel cancel-all` was asked for. */
export type CancelAllOptions = {
  readonly json: boolean;
  /** Nobody is asked. */
  readonly confirmed: boolean;
};

/** What `keel kill` or `keel resume` was asked for. */
export type SwitchOptions = CancelAllOptions & { readonly turn: Turn };

const JSON_OPTION = { json: { type: 'boolean', default: false } } as const;
const CONFIRMED = { ...JSON_OPTION, yes: { type: 'boolean', default: false } } as const;
const REDUCE_ONLY = { 'reduce-only': { type: 'boolean', default: false } } as const;

/** Parses the arguments after `keel kill`, which asks nobody. */
export const parseKillOptions = (args: readonly string[]): Part<SwitchOptions> =>
  understood(() => {
    const { values } = parseArgs({ args: [...args], options: { ...REDUCE_ONLY, ...JSON_OPTION } });
    const to = values['reduce-only'] ? 'reduce-only' : 'halt';
    return ok({ turn: { kind: 'kill', to }, json: values.json, confirmed: true });
  });

/** Parses the arguments after `keel resume`. */
export const parseResumeOptions = (args: readonly string[]): Part<SwitchOptions> =>
  understood(() => {
    const { values } = parseArgs({ args: [...args], options: { ...REDUCE_ONLY, ...CONFIRMED } });
    const to = values['reduce-only'] ? 'reduce-only' : 'off';
    return ok({ turn: { kind: 'resume', to }, json: values.json, confirmed: values.yes });
  });

/** Parses the arguments after `keel cancel-all`. */
export const parseCancelAllOptions = (args: readonly string[]): Part<CancelAllOptions> =>
  understood(() => {
    const { values } = parseArgs({ args: [...args], options: CONFIRMED });
    return ok({ json: values.json, confirmed: values.yes });
  });
