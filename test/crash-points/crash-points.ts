// Death at every request of a set of representative cycles, crossed with everything that may become
// of what was sent: `npm run crash-points`. `--scenario <name>` looks at one of them, `--every <n>`
// at every n-th point, and `--record` keeps what was seen at each await: of a run that is not
// complete, beside what was seen before.

import { count, flag, readArguments, someOf } from '../tooling/arguments.ts';
import { coverageOf } from './awaits/covered.ts';
import { findSites } from './awaits/sites.ts';
import { isWitness, namesOf, readSights, writeSights } from './awaits/witnesses.ts';
import { runCampaign } from './explore/campaign.ts';
import { tasksFor } from './explore/tasks.ts';
import { figures, findingText, missedText, neverJudged } from './explore/telling.ts';
import { SCENARIOS } from './scenarios/all.ts';
import type { Site } from './awaits/site.ts';
import type { Sight } from './awaits/witnesses.ts';
import type { Explored } from './explore/explore.ts';
import type { TaskReport } from './explore/worker.ts';

const SCENARIO_NAMES = SCENARIOS.map(({ name }) => name);

const values = readArguments('crash-points', {
  scenario: someOf('a scenario to look at (all of them)', SCENARIO_NAMES),
  every: count('looks at every n-th point only', 1),
  threads: count('threads', 2),
  record: flag('keeps what was seen at each await, in awaits/witnesses.txt'),
});

const isComplete = values.scenario.length === 0 && values.every === 1;

const say = (...lines: readonly string[]): void => {
  for (const line of lines) console.log(line);
};

const tell = ({ scenario, requests, points, findings }: Explored): void => {
  if (points === 0) return;
  const counts = `${String(requests)} requests, ${String(points)} points`;
  console.error(`${scenario}: ${counts}, ${String(findings.length)} violations`);
  for (const line of findings.flatMap(findingText)) console.error(line);
};

// What was seen is kept after each task: a run that is cut off has not been for nothing.
const recorderOf = (sites: readonly Site[]): ((report: TaskReport) => void) => {
  const names = namesOf(sites);
  const nameOf = (id: number): string => names.get(id) ?? '';
  const there = new Set(names.values());
  const before = isComplete ? [] : [...readSights()].filter(([name]) => there.has(name));
  const sights = new Map<string, Sight>(before);
  return ({ explored: { scenario, witnesses }, seen }) => {
    for (const [id, { spans }] of seen)
      if (!spans && !sights.has(nameOf(id))) sights.set(nameOf(id), 'no time passes');
    for (const [id, { spans }] of seen)
      if (spans && !isWitness(sights.get(nameOf(id)))) sights.set(nameOf(id), 'nothing died in it');
    for (const [id, point] of witnesses)
      if (!isWitness(sights.get(nameOf(id)))) sights.set(nameOf(id), { scenario, point });
    writeSights(sights);
  };
};

const start = performance.now();
const sites = findSites();
const record = values.record ? recorderOf(sites) : () => undefined;
const { explored, seen } = await runCampaign({
  sites,
  tasks: tasksFor(values.scenario, values.every),
  threads: values.threads,
  heard: (report) => {
    tell(report.explored);
    record(report);
  },
});
const coverage = coverageOf(sites, seen);
const missed = missedText(coverage);
const findings = explored.flatMap((one) => one.findings);
if (isComplete) say(...missed);
say(...findings.flatMap(findingText));
const notJudged = neverJudged(explored);
say(...notJudged);
say(figures(explored, coverage, { seconds: (performance.now() - start) / 1_000, isComplete }));
const isBroken = findings.length > 0 || (isComplete && missed.length > 0);
process.exitCode = isBroken || notJudged.length > 0 ? 1 : 0;
