import { beforeAll, describe, expect, it } from 'vitest';
import { jsonLines } from '../../lib/adapters/telemetry/json-lines.ts';
import { memoryStore } from '../../lib/adapters/dynamo/memory-store.ts';
import { DEFAULT_SETTINGS } from '../../lib/simulation/core.ts';
import { restoreSimulatedVenue } from '../../lib/simulation/restore.ts';
import { generateTape } from '../../lib/tape/generator/generator.ts';
import { after, formatTime, minutes } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { openSession, playOn, settingsFrom } from './session.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';
import type { SimulatedVenue } from '../../lib/simulation/venue.ts';
import type { Opening, Session } from './session.ts';

// The whole log of a session as JSON lines, metrics included, and its cycle records.
const logOf = (session: Session): string => {
  const lines: string[] = [];
  const telemetry = jsonLines(
    (line) => lines.push(line),
    () => '',
  );
  for (const line of session.logs) telemetry.log(line);
  for (const metric of session.metrics) telemetry.metric(metric);
  for (const record of session.records) lines.push(JSON.stringify(record));
  return lines.join('\n');
};

const openedOn = (tape: Tape, opening: Partial<Opening> = {}): Session =>
  openSession({ universe: tape.universe, start: tape.start, ...opening });

const played = async (
  seed: number,
  env: Readonly<Record<string, string>> = {},
): Promise<string> => {
  const tape = generateTape({ seed });
  const session = openedOn(tape, { settings: settingsFrom(env) });
  await playOn(session, { tape, cyclesMax: 60 }, () => undefined);
  return logOf(session);
};

describe('the same tape, configuration and seed', () => {
  let one = '';
  beforeAll(async () => {
    one = await played(5);
  });

  it('give a byte-identical log and the same records', async () => {
    expect(one.length).toBeGreaterThan(100_000);
    expect(await played(5)).toBe(one);
  });

  it('give another log on another tape', async () => {
    expect(await played(6)).not.toBe(one);
  });

  it('give another log under another configuration', async () => {
    expect(await played(5, { MAX_EXPOSURE_USD: '300' })).not.toBe(one);
  });
});

const venueFrom = (tape: Tape, checkpoint: string): SimulatedVenue => {
  const { universe, start } = tape;
  const setup = { universe, start, cash: usdc('1'), settings: DEFAULT_SETTINGS };
  const venue = restoreSimulatedVenue(setup, checkpoint);
  if (!venue.ok) throw new Error(JSON.stringify(venue.error));
  return venue.value;
};

describe('a session that was stopped in the middle', () => {
  const uninterrupted = generateTape({ seed: 8 });
  const straight = openedOn(uninterrupted);
  beforeAll(async () => {
    await playOn(straight, { tape: uninterrupted, cyclesMax: 60 }, () => undefined);
  });

  it.each([1, 7, 30, 59])('after %i cycles goes on as if it had not been', async (cycles) => {
    const tape = generateTape({ seed: 8 });
    const store = memoryStore();
    const first = openedOn(tape, { store });
    await playOn(first, { tape, cyclesMax: cycles }, () => undefined);
    const kept = await store.loadPaper();
    if (!kept.ok || kept.value === null) throw new Error('nothing was kept');
    const venue = venueFrom(tape, kept.value);
    const second = openedOn(tape, { store, venue, name: 'second' });
    second.leaseClock.pass(minutes(cycles));
    const from = after(tape.start, minutes(cycles));
    await playOn(second, { tape, from, cyclesMax: 60 - cycles }, () => undefined);

    expect(formatTime(second.venue.now())).toBe(formatTime(straight.venue.now()));
    expect([...first.records, ...second.records]).toEqual(straight.records);
    expect([...first.messages(), ...second.messages()]).toEqual(straight.messages());
  });
});
