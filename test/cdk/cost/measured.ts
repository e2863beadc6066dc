// What a portfolio uses in a cycle, measured: cycles on generated markets, over a store of the
// DynamoDB API that reckons the units of each request from the items that it really keeps, with the
// log lines and the metric lines that a function writes.

import dynalite from 'dynalite';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../../../lib/adapters/dynamo/table.ts';
import { emfTelemetry } from '../../../lib/adapters/telemetry/emf.ts';
import { playTape } from '../../../lib/backtest/play-tape.ts';
import { generateTape } from '../../../lib/tape/generator/generator.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { openSession, settingsFrom } from '../../backtest/session.ts';
import { countedClient } from './counted-client.ts';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EmfTelemetry } from '../../../lib/adapters/telemetry/emf.ts';
import type { Counted } from './counted-client.ts';

/** What a cycle uses, on average, and what all of them showed. */
export type Measured = {
  readonly cycles: number;
  /** Of the state, the journal and the history; the simulated venue of paper is apart. */
  readonly writeUnits: number;
  readonly historyUnits: number;
  readonly paperUnits: number;
  /** How often the state is written, each time as a whole. */
  readonly stateWrites: number;
  readonly stateBytes: number;
  /** What a cycle leaves in the table for later. */
  readonly keptBytes: number;
  readonly logBytes: number;
  readonly ordersPlaced: number;
  readonly series: readonly string[];
};

const SEED = 2;
const TABLE = 'Keel';
// A portfolio that begins holds nothing yet; what it uses is that of one that has lived a while.
const BEGUN = 30;

type Cycle = {
  readonly requests: readonly Counted[];
  readonly lines: readonly string[];
  readonly placed: number;
};

type Store = {
  readonly requests: Counted[];
  readonly client: ReturnType<typeof countedClient>;
  readonly stop: () => void;
};

const openStore = async (): Promise<Store> => {
  const server = dynalite({ createTableMs: 0 });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const requests: Counted[] = [];
  const client = countedClient(`http://127.0.0.1:${String(address.port)}`, requests);
  await ensureTable(client, TABLE);
  const stop = (): void => {
    client.destroy();
    server.close();
  };
  return { requests, client, stop };
};

type Recording = { readonly telemetry: EmfTelemetry; readonly lines: string[] };

const recordLines = (): Recording => {
  const lines: string[] = [];
  const telemetry = emfTelemetry({
    portfolio: portfolioId('main'),
    write: (line) => void lines.push(line),
    redact: (text) => text,
  });
  return { telemetry, lines };
};

const runCycles = async (
  { requests, client }: Store,
  variables: Readonly<Record<string, string>>,
  count: number,
): Promise<readonly Cycle[]> => {
  const settings = settingsFrom(variables);
  const tape = generateTape({ seed: SEED });
  const { telemetry, lines } = recordLines();
  const store = dynamoStore({ client, table: TABLE, identity: settings.identity });
  const session = openSession({ universe: tape.universe, start: tape.start, settings, store });
  const ports = { ...session.ports, telemetry };
  const cycles: Cycle[] = [];
  const runCycle = async () => {
    requests.length = 0;
    lines.length = 0;
    const end = await session.cycle(ports);
    telemetry.flush();
    if (end.kind !== 'saved') throw new Error(`a cycle was ${end.kind}`);
    const { placed } = end.record;
    cycles.push({ requests: [...requests], lines: [...lines], placed });
    session.leaseClock.pass(settings.cycle);
    return end;
  };
  const afterCycle = () => Promise.resolve(cycles.length < count ? 'go-on' : 'stop') as never;
  const { venue } = session;
  const playing = { venue, tape, cycle: settings.cycle, from: tape.start, until: tape.end };
  await playTape(playing, { runCycle, afterCycle });
  return cycles;
};

type Emf = {
  readonly StateSize?: number;
  readonly _aws?: {
    readonly CloudWatchMetrics: readonly {
      readonly Metrics: readonly { readonly Name: string }[];
    }[];
  };
};

const emfOf = ({ lines }: Cycle): readonly Emf[] =>
  lines.map((line) => JSON.parse(line) as Emf).filter(({ _aws }) => _aws !== undefined);

// Source: CloudWatch Logs, an event is billed with 26 bytes more than its text.
const EVENT_BYTES = 26;

const requestsOf = (cycle: Cycle, command: string): readonly Counted[] =>
  cycle.requests.filter((one) => one.command === command);

const unitsOf = (cycle: Cycle, command: string): number =>
  requestsOf(cycle, command).reduce((sum, { units }) => sum + units, 0);

// Everything but the state, by the bytes of its keys and values.
const keptIn = async ({ client }: Store): Promise<number> => {
  let bytes = 0;
  let from: Record<string, AttributeValue> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: TABLE, ExclusiveStartKey: from }));
    for (const { pk, sk, body } of page.Items ?? [])
      if (sk?.S !== 'STATE')
        bytes += (pk?.S?.length ?? 0) + (sk?.S?.length ?? 0) + (body?.B ?? body?.S ?? '').length;
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return bytes;
};

/** The same cycles on a state of another size, which each of its writes takes as a whole. */
export const onStateOf = (measured: Measured, stateBytes: number): Measured => {
  const { historyUnits, stateWrites } = measured;
  const writeUnits = historyUnits + stateWrites * Math.ceil(stateBytes / 1_024);
  return { ...measured, stateBytes, writeUnits };
};

/** Runs cycles of a portfolio and measures those after its first half hour. */
export const measure = async (
  variables: Readonly<Record<string, string>>,
  count: number,
): Promise<Measured> => {
  const store = await openStore();
  const cycles = (await runCycles(store, variables, BEGUN + count)).slice(BEGUN);
  const keptBytes = (await keptIn(store)) / (BEGUN + count);
  store.stop();
  const mean = (of: (cycle: Cycle) => number): number =>
    cycles.reduce((sum, cycle) => sum + of(cycle), 0) / cycles.length;
  const emf = cycles.flatMap(emfOf);
  const declared = emf.flatMap(({ _aws }) => _aws?.CloudWatchMetrics ?? []);
  const historyUnits = mean((cycle) => unitsOf(cycle, 'BatchWriteItem'));
  return {
    cycles: cycles.length,
    writeUnits: mean((cycle) => unitsOf(cycle, 'UpdateItem')) + historyUnits,
    historyUnits,
    paperUnits: mean((cycle) => unitsOf(cycle, 'PutItem')),
    stateWrites: mean((cycle) => requestsOf(cycle, 'UpdateItem').length),
    keptBytes,
    stateBytes: emf.reduce((sum, { StateSize = 0 }) => sum + StateSize, 0) / emf.length,
    logBytes: mean(({ lines }) =>
      lines.reduce((sum, line) => sum + Buffer.byteLength(line) + EVENT_BYTES, 0),
    ),
    ordersPlaced: mean(({ placed }) => placed),
    series: [...new Set(declared.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name)))],
  };
};
