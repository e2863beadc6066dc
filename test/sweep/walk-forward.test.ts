import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOf, ranked, scoreOf, sliceScore, wholeScore } from '../../lib/sweep/score.ts';
import { keyOf } from '../../lib/sweep/sweep-run.ts';
import { chooseIn, judge, planFolds, wholeRun } from '../../lib/sweep/walk-forward.ts';
import { marketNamed, universeWith } from '../backtest/markets.ts';
import { byKey, resultOf } from './results.ts';
import type { RunResult } from '../../lib/sweep/sweep-run.ts';
import type { Divided, Division, PlannedFold } from '../../lib/sweep/walk-forward.ts';

const MINUTE = 60_000;
const FROM = Date.UTC(2026, 5, 1, 12);
const TRIALS = [{ MIN_MOVE_CENTS: '1' }, { MIN_MOVE_CENTS: '2' }];
const NAMES = ['rain', 'snow', 'wind', 'fog', 'hail', 'sun', 'ice'];
const MARKETS = NAMES.map((name) => marketNamed(name));

const divided = (periods: number, changes: Partial<Divided> = {}): Divided => ({
  trials: TRIALS,
  stretch: { from: FROM, until: FROM + periods * MINUTE, periodMs: MINUTE },
  universe: universeWith(...MARKETS),
  only: [],
  ...changes,
});

const foldsOf = (what: Divided, division: Division): readonly PlannedFold[] => {
  const folds = planFolds(what, division);
  if (!folds.ok) throw new Error(folds.error);
  return folds.value;
};

const firstOf = <T>(items: readonly T[]): T => {
  const [first] = items;
  if (first === undefined) throw new Error('there is a first one');
  return first;
};

describe('folds by time', () => {
  it('hold out what comes after all that is chosen on, without a gap, to the end', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), fc.integer({ min: 0, max: 500 }), (n, more) => {
        const what = divided(n + 1 + more);
        let end = 0;
        for (const { slice, heldOut, train } of foldsOf(what, { by: 'time', folds: n })) {
          if (slice === 'whole') throw new Error('a choice by time is made on a part');
          expect(slice.from).toBe(0);
          expect(slice.to).toBeGreaterThan(0);
          expect(Date.parse(heldOut.from)).toBe(FROM + slice.to * MINUTE);
          expect(Date.parse(heldOut.until)).toBeGreaterThan(Date.parse(heldOut.from));
          if (end !== 0) expect(Date.parse(heldOut.from)).toBe(end);
          end = Date.parse(heldOut.until);
          expect(train.map(keyOf)).toEqual(TRIALS.map((one) => keyOf(wholeRun(one, what.stretch))));
        }
        expect(end).toBe(what.stretch.until);
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['as many periods as folds are too few', 4, false],
    ['one more is enough', 5, true],
  ])('%s', (_what, periods, isEnough) => {
    expect(planFolds(divided(periods), { by: 'time', folds: 4 }).ok).toBe(isEnough);
  });

  it('choose by nothing that came after: other futures change no choice', () => {
    const what = divided(60);
    const past = fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 20, maxLength: 20 });
    const future = fc.array(fc.integer({ min: -9999, max: 9999 }), {
      minLength: 40,
      maxLength: 40,
    });
    const pair = fc.tuple(past, past);
    const [fold] = foldsOf(what, { by: 'time', folds: 2 });
    if (fold === undefined) throw new Error('there are folds');
    const choice = (
      pasts: readonly (readonly number[])[],
      futures: readonly (readonly number[])[],
    ) =>
      chooseIn(
        fold,
        byKey(
          ...TRIALS.map((values, place) =>
            resultOf(wholeRun(values, what.stretch), [
              ...(pasts[place] ?? []),
              ...(futures[place] ?? []),
            ]),
          ),
        ),
        'net',
      );
    fc.assert(
      fc.property(pair, fc.tuple(future, future), fc.tuple(future, future), (pasts, one, other) => {
        expect(choice(pasts, one)).toEqual(choice(pasts, other));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('folds by market', () => {
  it('hold out every market once, whole events together, and choose on the others', () => {
    const shared = marketNamed('storm', { event: firstOf(MARKETS).event });
    const all = [...MARKETS, shared];
    const what = divided(60, { universe: universeWith(...all) });
    const folds = foldsOf(what, { by: 'markets', folds: 3 });
    const held = folds.map(({ heldOut }) =>
      heldOut.markets.kind === 'some' ? heldOut.markets.conditions : [],
    );
    expect(held.flat().toSorted()).toEqual(all.map(({ condition }) => condition).toSorted());
    for (const [place, { train }] of folds.entries())
      for (const { markets } of train) {
        if (markets.kind === 'all') throw new Error('a choice by market is made on some');
        expect(markets.conditions.filter((one) => held[place]?.includes(one) === true)).toEqual([]);
        expect(markets.conditions.length + (held[place]?.length ?? 0)).toBe(all.length);
      }
    const groups = held.filter(
      (one) => one.includes(shared.condition) || one.includes(firstOf(MARKETS).condition),
    );
    expect(groups).toHaveLength(1);
  });

  it('divide only what the environment allows', () => {
    const what = divided(60, { only: ['rain', 'snow', firstOf(MARKETS.slice(2)).condition] });
    const folds = foldsOf(what, { by: 'markets', folds: 3 });
    const held = folds.flatMap(({ heldOut }) =>
      heldOut.markets.kind === 'some' ? heldOut.markets.conditions : [],
    );
    expect(held.toSorted()).toEqual(
      MARKETS.slice(0, 3)
        .map(({ condition }) => condition)
        .toSorted(),
    );
    expect(planFolds(what, { by: 'markets', folds: 4 }).ok).toBe(false);
  });
});

const RUN = wholeRun({ WHALE_USD: '1' }, { from: FROM, until: FROM + MINUTE, periodMs: MINUTE });
const wave = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, place) => ((place * 7) % 11) - 4);

describe('a score', () => {
  it.each([
    ['one below', 29, 'unknown'],
    ['exactly at', 30, 'known'],
    ['one above', 31, 'known'],
  ])('has a Sharpe ratio %s the fewest fills: %s', (_where, fills, kind) => {
    const texts = wave(40).map(String);
    const each = texts.map((_, place) => (place < fills ? 1 : 0));
    expect(scoreOf(texts, each, 'sum').sharpe.kind).toBe(kind);
  });

  it('of a run that ended early is not known, and never the best', () => {
    const good = resultOf(RUN, wave(40));
    const failed: RunResult = {
      ...resultOf(
        RUN,
        wave(40).map((one) => one + 100),
      ),
      bands: good.bands.map((band) => ({ ...band, net: '9999', failure: 'no lease' })),
    };
    const scores = [wholeScore(failed), wholeScore(good)];
    expect(scores[0]?.net).toMatchObject({ kind: 'unknown' });
    expect(sliceScore(failed, { from: 0, to: 5 }).net).toMatchObject({ kind: 'unknown' });
    expect(bestOf(scores, 'net')).toBe(1);
    expect(ranked(scores, 'net')).toEqual([1, 0]);
  });

  it('counts only the pessimistic band', () => {
    const good = resultOf(RUN, wave(40));
    const other: RunResult = {
      ...good,
      bands: good.bands.map((band) => ({ ...band, name: 'optimistic' as const })),
    };
    expect(wholeScore(other).net).toMatchObject({ kind: 'unknown' });
    expect(bestOf([wholeScore(other)], 'net')).toBeNull();
  });

  it('takes the first of equals', () => {
    const score = wholeScore(resultOf(RUN, wave(40)));
    expect(bestOf([score, score], 'net')).toBe(0);
    expect(ranked([score, score], 'sharpe')).toEqual([0, 1]);
  });
});

describe('judging what was held out', () => {
  const judged = (by: 'time' | 'markets', held: readonly (readonly (number | null)[])[]) => {
    const what = divided(120);
    const folds = foldsOf(what, { by, folds: held.length });
    const trained = folds.flatMap(({ train }) => train.map((run) => resultOf(run, wave(120))));
    const results = new Map(byKey(...trained));
    const choices = folds.flatMap((fold) => chooseIn(fold, results, 'net') ?? []);
    for (const [place, { heldOut }] of choices.entries())
      results.set(keyOf(heldOut), resultOf(heldOut, held[place] ?? []));
    return { judgement: judge(choices, results, { by, seed: 1n }), choices };
  };

  it('by time puts the parts after each other', () => {
    const { judgement } = judged('time', [wave(40), wave(40)]);
    expect(judgement.together).toMatchObject({ profits: [...wave(40), ...wave(40)], fills: 160 });
    expect(judgement.chance.kind).toBe('known');
  });

  it('by market adds up what groups brought in the same period', () => {
    const { judgement } = judged('markets', [wave(40), wave(40)]);
    expect(judgement.together.profits).toEqual(wave(40).map((one) => 2 * one));
  });

  it('by market keeps what a group brought while another is not known', () => {
    const { judgement } = judged('markets', [
      [1, null, 5],
      [10, 20, 30],
    ]);
    expect(judgement.together).toMatchObject({ profits: [11, 55], unknownPeriods: 1 });
    expect(judgement.together.net).toEqual({ kind: 'known', value: 66 });
  });

  it('says that too few fills say nothing', () => {
    const { judgement } = judged('time', [wave(5), wave(5)]);
    expect(judgement.chance).toMatchObject({ kind: 'unknown' });
    expect(judgement.together.sharpe).toMatchObject({ kind: 'unknown' });
  });

  it('knows nothing of what was not run', () => {
    const { choices } = judged('time', [wave(40), wave(40)]);
    const judgement = judge(choices, new Map(), { by: 'time', seed: 1n });
    expect(judgement.together.net).toMatchObject({ kind: 'unknown' });
    expect(judgement.folds[0]?.outOfSample.net).toMatchObject({ kind: 'unknown' });
  });

  it('chooses nothing where no trial has a result', () => {
    const [fold] = foldsOf(divided(60), { by: 'time', folds: 2 });
    expect(fold === undefined ? undefined : chooseIn(fold, new Map(), 'net')).toBeNull();
  });
});
