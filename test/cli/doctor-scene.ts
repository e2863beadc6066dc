// The command as its user runs it, with a venue and an AWS of this machine around it.

import { onTestFinished } from 'vitest';
import { PATIENCE_MS, opened } from './command.ts';
import { example } from '../adapters/polymarket/examples.ts';
import { LIGHTHOUSE, lighthouse, lighthouseEvent } from '../adapters/polymarket/universe-scenes.ts';
import { json, startLoopback, text } from '../loopback/server.ts';
import { startWireVenue } from '../loopback/wire-venue.ts';
import { liveEnv } from '../config/environments.ts';
import type { Exchange, Loopback, Reply } from '../loopback/server.ts';
import type { WireWorld } from '../loopback/wire-venue.ts';
import type { CheckLine } from '../../lib/doctor/check-line.ts';
import type { Ended, Home } from './command.ts';

/** A set of variables for the command. */
export type Variables = Readonly<Record<string, string>>;

/** How long the command may take here. */
export const PATIENCE = PATIENCE_MS;

/** Points every API of the venue at an address. */
export const venueAt = (url: string): Variables => ({
  CLOB_URL: url,
  GAMMA_URL: url,
  DATA_URL: url,
  GEOBLOCK_URL: url,
});

const now = (): number => Math.floor(Date.now() / 1_000);

/** A venue in good order, whose clock is right. */
export const healthyVenue = async (world: Partial<WireWorld> = {}): Promise<Variables> => {
  const venue = await startWireVenue({
    markets: [lighthouse],
    events: [lighthouseEvent],
    clobMarkets: new Map([[LIGHTHOUSE, { ...example('clob-market'), c: LIGHTHOUSE }]]),
    fault: ({ path }) => {
      if (path === '/time' && world.seconds === undefined) return json(now());
      return path === '/order' ? text(401, '{"error":"Unauthorized/Invalid api key"}') : null;
    },
    ...world,
  });
  onTestFinished(venue.stop);
  return venueAt(venue.url);
};

/** A server that answers everything in one way, for one test. */
export const serverOf = async (answer: (exchange: Exchange) => Reply): Promise<Loopback> => {
  const server = await startLoopback(answer);
  onTestFinished(server.stop);
  return server;
};

/** A node of the chain that nobody can reach, with a paid key in its path. */
export const PAID = 'aVeryPaidApiKey123';

/** What a live run is told; the key of the tests, and a node that answers nothing. */
export const LIVE_ENV: Variables = {
  ...liveEnv,
  RPC_URL: `http://127.0.0.1:1/v2/${PAID}`,
};

/** Credentials of AWS that no line may show. */
export const AWS_ENV: Variables = {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'aws-secret-of-the-test',
};

/** What the command says to programs. */
export type Told = {
  readonly ended: Ended;
  readonly verdict: string;
  readonly checks: readonly CheckLine[];
  readonly liveNeeds: readonly string[];
  readonly line: (name: string) => CheckLine | undefined;
};

/** Runs `keel doctor --json`. */
export const doctorIn = async (
  home: Home,
  env: Variables,
  args: readonly string[] = [],
): Promise<Told> => {
  const ended = await home.run(['doctor', '--json', ...args], env);
  const told = JSON.parse(ended.stdout) as Omit<Told, 'ended' | 'line'>;
  return { ...told, ended, line: (name) => told.checks.find((check) => check.name === name) };
};

/** Runs it in an empty folder. */
export const doctorOf = (env: Variables, args: readonly string[] = []): Promise<Told> =>
  doctorIn(opened(), env, args);
