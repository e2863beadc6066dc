// Sessions on recordings, as a person would run them: with what the recording lacks said by
// `--assume`, and thresholds changed by variables. Every change is printed with the results.

import { parseAssume } from '../../lib/tape/assume.ts';
import { openTape } from '../../lib/tape/tape-file.ts';
import { playLawfully } from './lawful-play.ts';
import { marketTable } from './results.ts';
import { openSession, settingsFrom } from './session.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { Played } from './lawful-play.ts';
import type { Session } from './session.ts';

type Variables = Readonly<Record<string, string>>;

/** What is played, and what is changed for it. */
export type Scenario = {
  readonly path: string;
  readonly assume: string;
  readonly env: Variables;
};

/** Opens the tape of a scenario. */
export const recordedTape = async ({ path, assume }: Omit<Scenario, 'env'>): Promise<Tape> => {
  const said = parseAssume(assume);
  if (!said.ok) throw new Error(JSON.stringify(said.error));
  const opened = await openTape(path, {
    onProblem: 'go-on',
    report: () => undefined,
    assume: said.value,
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.error));
  return opened.value;
};

/** A new session on a tape, and the laws that its cycles break. */
export const openOn = (tape: Tape, env: Variables): Session =>
  openSession({ universe: tape.universe, start: tape.start, settings: settingsFrom(env) });

const changesOf = ({ assume, env }: Scenario): string =>
  [`assume ${assume}`, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)].join(' ');

/** Plays a scenario to its end, holds every cycle to the laws, and prints what came of it. */
export const playScenario = async (scenario: Scenario): Promise<Played> => {
  const tape = await recordedTape(scenario);
  const played = await playLawfully(openOn(tape, scenario.env), tape);
  console.log(`${marketTable(played.records)}\n  changed: ${changesOf(scenario)}`);
  return played;
};
