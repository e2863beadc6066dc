// What the operator should read is said once while it lasts, and again when it comes back.

import { unseenPositions } from './holdings.ts';
import type { Report, StrategyView } from '../domain/decision.ts';
import type { Notice, NoticeTopic } from '../domain/strategy-memory.ts';

/** Something the operator should know about a market at the moment. */
export type Concern = Report & { readonly topic: NoticeTopic };

/** What is said now, and what need not be said again. */
export type Told = { readonly reports: readonly Report[]; readonly notices: readonly Notice[] };

const same = (a: Notice, b: Notice): boolean => a.condition === b.condition && a.topic === b.topic;

/**
 * Says the concerns that were not said before. A topic of the given ones that is no concern any
 * more is forgotten; the other strategies' topics stay as they are.
 */
export const tellOnce = (
  told: readonly Notice[],
  topics: readonly NoticeTopic[],
  concerns: readonly Concern[],
): Told => {
  const current = concerns.filter(
    (concern, index) => concerns.findIndex((each) => same(each, concern)) === index,
  );
  return {
    reports: current
      .filter((concern) => !told.some((notice) => same(notice, concern)))
      .map(({ condition, text }) => ({ condition, text })),
    notices: [
      ...told.filter((notice) => !topics.includes(notice.topic)),
      ...current.map(({ condition, topic }) => ({ condition, topic })),
    ],
  };
};

/**
 * Says a strategy's concerns of this cycle that were not said before. What was said about positions
 * whose markets cannot be seen now is neither said again nor forgotten.
 */
export const tell = (
  view: Pick<StrategyView, 'memory' | 'portfolio' | 'universe'>,
  topics: readonly NoticeTopic[],
  concerns: readonly Concern[],
): Told => {
  const unseen = new Set(unseenPositions(view).map(({ condition }) => condition));
  const before = view.memory.notices;
  const told = tellOnce(
    before.filter(({ condition }) => !unseen.has(condition)),
    topics,
    concerns.filter(({ condition }) => !unseen.has(condition)),
  );
  return {
    reports: told.reports,
    notices: [...before.filter(({ condition }) => unseen.has(condition)), ...told.notices],
  };
};
