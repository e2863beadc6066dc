// The options of `keel config check`.

import { parseArgs } from 'node:util';
import { ok } from '../units/result.ts';
import { afterAction, understood } from './option-parts.ts';
import type { Part } from './option-parts.ts';

/** What `keel config` was asked for. */
export type ConfigOptions = {
  readonly preset: string | undefined;
  readonly all: boolean;
  readonly json: boolean;
};

/** Parses the arguments after `keel config`. */
export const parseConfigOptions = (args: readonly string[]): Part<ConfigOptions> =>
  understood(() => {
    const rest = afterAction(args, 'config', 'check');
    if (!rest.ok) return rest;
    const { values } = parseArgs({
      args: [...rest.value],
      options: {
        preset: { type: 'string' },
        all: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const { preset, all, json } = values;
    return ok({ preset, all, json });
  });
