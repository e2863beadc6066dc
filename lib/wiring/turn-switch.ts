// Turns the operator's switch at every place where it is read, and looks what each place says
// afterwards: what was written is worth what can be read.

import { turnFileSwitch } from '../adapters/local/turn-file-switch.ts';
import { putParameter } from '../adapters/ssm/put-parameter.ts';
import { readParameter, ssmClient } from '../adapters/ssm/ssm-parameter.ts';
import { seconds } from '../units/time.ts';
import { openKillSwitch } from './open-kill-switch.ts';
import type { CommonConfig, KillSwitchSource } from '../config/config.ts';
import type { KillSwitch, KillSwitchReading } from '../domain/kill-switch.ts';
import type { DurationMs } from '../units/quantity.ts';
import type { Result } from '../units/result.ts';

/** To stop, which never loosens a place that is stricter already, or to let go again. */
export type Turn =
  | { readonly kind: 'kill'; readonly to: 'halt' | 'reduce-only' }
  | { readonly kind: 'resume'; readonly to: 'off' | 'reduce-only' };

/** What became of one place. */
export type TurnedPlace = {
  readonly place: string;
  readonly deed: 'written' | 'left' | 'failed';
  readonly says: KillSwitch | 'unreadable';
  /** Why it was left or failed; nothing where it was written. */
  readonly detail: string;
};

/** The places, the one that is written first always in front. */
export type Places = CommonConfig['killSwitches'];

// A person waits for it, on a dashboard for no longer than its function runs.
const DEADLINE: DurationMs = seconds(4);

const nameOf = (source: KillSwitchSource): string =>
  source.kind === 'file' ? source.path : source.name;

const parameterOf = (name: string) => ({ client: ssmClient(), name, deadline: DEADLINE });

// Making a parameter would only hide that its name is wrong: the one that is watched is another. A
// reading that fails is no such proof, and stops nobody who may write.
const MISSING = 'there is no such parameter in this account and region; nothing there was turned';
const isMissing = async (source: KillSwitchSource): Promise<boolean> =>
  source.kind === 'parameter' &&
  (await readParameter(parameterOf(source.name), 'leave')).kind === 'absent';

const write = (source: KillSwitchSource, to: KillSwitch): Promise<Result<null, string>> =>
  source.kind === 'file'
    ? turnFileSwitch(source.path, to)
    : putParameter(parameterOf(source.name), { value: to, type: 'String', existing: 'replace' });

const positionOf = (reading: KillSwitchReading): TurnedPlace['says'] =>
  reading.kind === 'read' ? reading.position : 'unreadable';

/** Says what a place says. */
export const lookAt = async (source: KillSwitchSource): Promise<KillSwitchReading> =>
  openKillSwitch([source]).read();

const doubtOf = (reading: KillSwitchReading, wanted: KillSwitch): string =>
  reading.kind === 'failed'
    ? `written, but it cannot be read: ${reading.detail}`
    : `written, but it says ${reading.position}, not ${wanted}`;

const writePlace = async (source: KillSwitchSource, to: KillSwitch): Promise<TurnedPlace> => {
  const place = nameOf(source);
  const written = await write(source, to);
  const after = await lookAt(source);
  const says = positionOf(after);
  if (!written.ok) return { place, deed: 'failed', says, detail: written.error };
  return says === to
    ? { place, deed: 'written', says, detail: '' }
    : { place, deed: 'failed', says, detail: doubtOf(after, to) };
};

const STRICTNESS: Readonly<Record<TurnedPlace['says'], number>> = {
  off: 0,
  'reduce-only': 1,
  halt: 2,
  unreadable: 2,
};

const BESIDE = 'watched as well; one file is enough to stop';

type Place = { readonly source: KillSwitchSource; readonly says: TurnedPlace['says'] };

// One file is enough to stop; the other one, on a mounted volume, is mostly not there, and is only
// ever loosened. A parameter that says so already is written all the same: that is its history.
const reasonToLeave = ({ source, says }: Place, { kind, to }: Turn, isFirst: boolean) => {
  const isFile = source.kind === 'file';
  if (kind === 'kill') {
    if (isFile && !isFirst) return BESIDE;
    return to === 'reduce-only' && says === 'halt' ? 'stricter already' : null;
  }
  if (!isFile) return null;
  if (says === to) return 'it did before';
  return !isFirst && STRICTNESS[says] < STRICTNESS[to] ? BESIDE : null;
};

const turnPlace = async (
  source: KillSwitchSource,
  turn: Turn,
  isFirst: boolean,
): Promise<TurnedPlace> => {
  const place = nameOf(source);
  if (await isMissing(source)) return { place, deed: 'failed', says: 'halt', detail: MISSING };
  const says = positionOf(await lookAt(source));
  const detail = reasonToLeave({ source, says }, turn, isFirst);
  return detail === null ? writePlace(source, turn.to) : { place, deed: 'left', says, detail };
};

/** Turns the switch; gives what became of every place, in the order in which they are named. */
export const turnSwitch = (places: Places, turn: Turn): Promise<readonly TurnedPlace[]> =>
  Promise.all(places.map((source, index) => turnPlace(source, turn, index === 0)));
