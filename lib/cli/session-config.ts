// What a configuration means for a session on this machine. A variable that such a session cannot
// obey is refused: an operator whose switch is not read must know before the first order.

import { err, ok } from '../units/result.ts';
import type { Config, KillSwitchSource, PaperConfig } from '../config/config.ts';
import type { Result } from '../units/result.ts';

/** The configuration of a paper session, with the files that can halt it. */
export type SessionConfig = PaperConfig & {
  readonly killFiles: readonly [string, ...string[]];
};

const fileOf = (source: KillSwitchSource): readonly string[] =>
  source.kind === 'file' ? [source.path] : [];

/** Takes what a paper session can obey. Refuses: live trading, and a switch kept in SSM. */
export const sessionConfig = (config: Config): Result<SessionConfig, readonly string[]> => {
  if (config.mode === 'live')
    return err(['LIVE_TRADING is set: keel start trades on paper only; unset it']);
  const [first, ...others] = config.killSwitches.flatMap(fileOf);
  if (first === undefined || config.killSwitches.some(({ kind }) => kind === 'parameter'))
    return err([
      'KILL_SWITCH_PARAM is set: keel start reads kill files only. Unset it, and halt with the ' +
        'file data/KILL or the one that KILL_SWITCH_FILE names',
    ]);
  return ok({ ...config, killFiles: [first, ...others] });
};
