// Death at every request of a set of representative cycles, crossed with everything that may become
// of what was sent: `npm run crash-points`. `--scenario <name>` looks at one of them, `--every <n>`
// at every n-th point, and `--record` keeps what was seen at each await: of a run that is not
// complete, beside what was seen before.

import { parseArgs } from 'node:util';
import { coverageOf } from './awaits/covered.ts';
import { findSites } from './awaits/sites.ts';
import { namesOf, readSights, writeSights } from './awaits/witnesses.ts';
import { runCampaign } from './explore/campaign.ts';
import { tasksFor } from './explore/tasks.ts';
import { figures, findingText, missedText } from './explore/telling.ts';
import type { Coverage } from './awaits/covered.ts';
import type { Site } from './awaits/site.ts';
import type { Sight, Witness } from './awaits/witnesses.ts';
import type { Explored } from './explore/explore.ts';

const { values } = parseArgs({
  options: {
    scenario: { type: 'string', multiple: true, default: [] },
    every: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    record: { type: 'boolean', default: false },
  },
});

const isComplete = values.scenario.length === 0 && values.every === '1';

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const heard = ({ scenario, requests, points, findings }: Explored): void => {
  if (points === 0) return;
  const counts = `${String(requests)} requests, ${String(points)} points`;
  console.error(`${scenario}: ${counts}, ${String(findings.length)} violations`);
  for (const line of findings.flatMap(findingText)) console.error(line);
};

const firstWitnesses = (explored: readonly Explored[]): ReadonlyMap<number, Witness> => {
  const found = new Map<number, Witness>();
  for (const { scenario, witnesses } of explored)
    for (const [id, point] of witnesses) if (!found.has(id)) found.set(id, { scenario, point });
  return found;
};

const record = (
  sites: readonly Site[],
  { instant }: Coverage,
  explored: readonly Explored[],
): void => {
  const names = namesOf(sites);
  const nameOf = (id: number): string => names.get(id) ?? '';
  const sights = new Map<string, Sight>(isComplete ? [] : readSights());
  for (const { id } of instant)
    if (!sights.has(nameOf(id))) sights.set(nameOf(id), 'no time passes');
  for (const [id, witness] of firstWitnesses(explored)) sights.set(nameOf(id), witness);
  const there = new Set(names.values());
  writeSights(new Map([...sights].filter(([name]) => there.has(name))));
};

const start = performance.now();
const sites = findSites();
const tasks = tasksFor(values.scenario, Number(values.every));
const { explored, seen } = await runCampaign({
  sites,
  tasks,
  threads: Number(values.threads),
  heard,
});
const coverage = coverageOf(sites, seen);
if (values.record) record(sites, coverage, explored);
const missed = missedText(coverage);
const findings = explored.flatMap((one) => one.findings);
if (isComplete) say(...missed);
say(...findings.flatMap(findingText));
say(figures(explored, coverage, (performance.now() - start) / 1_000));
process.exitCode = findings.length === 0 && (!isComplete || missed.length === 0) ? 0 : 1;
