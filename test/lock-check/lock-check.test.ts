// The lock as it ships keeps its laws for some sections, one of a fresh seed among them; a lock
// that lacks something does not. The long run is a command, `npm run lock-check`.

import { randomInt } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureTable } from '../../lib/adapters/dynamo/table.ts';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { present } from '../../lib/units/invariant.ts';
import { EXCLUSION } from './laws/exclusion.ts';
import { LAWS } from './laws/replay.ts';
import { PLANTED } from './planted.ts';
import { playSection } from './section.ts';
import type { EmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import type { Rewrite } from './network.ts';
import type { SectionReport } from './section.ts';

const TABLE = 'keel-lock-check';
const OPERATIONS = 120;
const PATIENCE = 120_000;
// Seeds enough for each lack to show.
const SECTIONS_MAX = 60n;
const AT_ONCE = 12n;

let folder: string | undefined;
let store: EmbeddedStore | undefined;
let table = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keel-lock-check-'));
  const started = await startEmbeddedStore(folder);
  if (!started.ok) throw new Error(started.error.detail);
  store = started.value;
});

afterAll(async () => {
  await store?.stop();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

// A table for each player: the same seed may be played in two ways.
const player = async (
  rewrite: Rewrite | null,
): Promise<(seed: bigint) => Promise<SectionReport>> => {
  const { client, endpoint } = present(store, 'the store has started');
  table += 1;
  const name = `${TABLE}-${String(table)}`;
  await ensureTable(client, name);
  return (seed) => playSection({ seed, operations: OPERATIONS, endpoint, table: name, rewrite });
};

const brokenBy = async (rewrite: Rewrite): Promise<ReadonlySet<string>> => {
  const play = await player(rewrite);
  for (let seed = 1n; seed <= SECTIONS_MAX; seed += AT_ONCE) {
    const some = Array.from({ length: Number(AT_ONCE) }, (_, index) => play(seed + BigInt(index)));
    const laws = (await Promise.all(some)).flatMap(({ violations }) => violations);
    if (laws.length > 0) return new Set(laws.map(({ law }) => law));
  }
  return new Set();
};

describe('the lock as it ships', () => {
  it(
    'keeps its laws, and every operation ends in every way that it can',
    async () => {
      const play = await player(null);
      const fresh = BigInt(randomInt(2 ** 47));
      console.log(`fresh seed of the lock: ${fresh.toString()}`);
      const seeds = [1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, fresh];
      const reports = await Promise.all(seeds.map(play));
      expect(reports.flatMap(({ violations }) => violations)).toEqual([]);
      const happened = new Set(reports.flatMap(({ counts }) => [...counts.keys()]));
      const kinds = ['acquire', 'journal', 'save', 'release', 'paper'];
      for (const kind of kinds) expect(happened).toContain(`${kind} ok`);
      for (const kind of ['acquire', 'journal', 'save']) expect(happened).toContain(`${kind} fail`);
      expect([...happened].filter((name) => name.startsWith('line: '))).toHaveLength(11);
    },
    PATIENCE,
  );
});

describe('a lock that', () => {
  it.each([
    ['takes the lock without a condition', EXCLUSION.belief],
    ['saves without the fence', LAWS.fenced],
    ['saves without the version', LAWS.chained],
    ['journals without the fence', LAWS.fenced],
    ['gives back without the fence', LAWS.fenced],
    ['raises no fence', LAWS.rising],
    ['forgets the margin', EXCLUSION.belief],
    ['keeps any paper venue', LAWS.paper],
  ])(
    '%s is caught: %s',
    async (lack, law) => {
      const rewrite = present(PLANTED[lack], `there is a store that ${lack}`);
      expect([...(await brokenBy(rewrite))]).toContain(law);
    },
    PATIENCE,
  );
});
