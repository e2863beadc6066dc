// The report on the page of a session: it grows with each cycle that was saved, behind the past of
// the portfolio. Where it cannot be made it says why, and the rest of the page goes on.

import { growingReport } from '../report/growing.ts';
import { epochMs } from '../units/time.ts';
import { portfolioData } from './portfolio-report.ts';
import type { Limits } from '../domain/limits.ts';
import type { GrowingReport, Held } from '../report/growing.ts';
import type { ReportData } from '../report/report-data.ts';
import type { ReportDesk } from '../view/desk.ts';
import type { CycleNote } from '../view/cycle-note.ts';
import type { PortfolioFacts, Told } from './portfolio-report.ts';

/** The report of a session. */
export type ViewReport = ReportDesk & {
  /** Tells the past first; cycles that come meanwhile wait for it. */
  readonly past: (tell: (report: GrowingReport) => Promise<string | null>) => Promise<void>;
  readonly cycle: (note: CycleNote) => void;
};

const NOTHING_HELD: Held = { kind: 'from-record', ledger: { lots: new Map() } };
const NEVER: Told = { from: epochMs(0n), to: epochMs(0n) };

const wordsOf = (error: unknown): string =>
  error instanceof Error ? error.message : 'nobody knows why';

type Facts = PortfolioFacts & { readonly limits: Limits };

// Grows until something goes wrong: what came so far is no whole any more then, and not shown.
const fragile = (begin: () => GrowingReport) => {
  let growing = begin();
  let broken: string | null = null;
  let version = 0;
  const breaks = (words: string): void => {
    broken ??= `The report cannot be made: ${words}. The cycles go on.`;
    growing = begin();
    version += 1;
  };
  return {
    growing: () => growing,
    broken: () => broken,
    version: () => version,
    breaks,
    grow: (act: () => void): void => {
      if (broken !== null) return;
      try {
        act();
        version += 1;
      } catch (error) {
        breaks(wordsOf(error));
      }
    },
  };
};

/** Begins the report of a session. */
export const viewReport = ({ limits, ...facts }: Facts): ViewReport => {
  const report = fragile(() => growingReport({ mode: facts.identity.mode, limits }));
  let waiting: CycleNote[] | null = null;
  let held: Held = NOTHING_HELD;
  let told: Told = NEVER;

  const add = (note: CycleNote): void =>
    report.grow(() => {
      const growing = report.growing();
      for (const [condition, name] of note.names) growing.name(condition, name);
      growing.entries(note.entries);
      growing.record(note.record);
      held = { kind: 'marked', marks: note.marks };
      told = { from: note.openedAt, to: note.savedAt };
    });
  const made = (): ReportData => {
    const broken = report.broken();
    const grown = report.growing().finish(broken === null ? held : NOTHING_HELD);
    const data = portfolioData(facts, grown, told);
    return broken === null ? data : { ...data, warnings: [broken] };
  };
  return {
    version: report.version,
    data: () => {
      try {
        return made();
      } catch (error) {
        report.breaks(wordsOf(error));
        return made();
      }
    },
    past: async (tell) => {
      waiting = [];
      try {
        const problem = await tell(report.growing());
        if (problem !== null) report.breaks(problem);
      } catch (error) {
        report.breaks(wordsOf(error));
      }
      const after = waiting;
      waiting = null;
      after.forEach(add);
    },
    cycle: (note) => {
      if (waiting === null) add(note);
      else waiting.push(note);
    },
  };
};
