import { describe, expect, it } from 'vitest';
import { verdictOf } from '../../lib/cli/sweep-warnings.ts';
import { knownFigure, unknownFigure } from '../../lib/sweep/figure.ts';
import { scoreOf } from '../../lib/sweep/score.ts';
import type { Figure } from '../../lib/sweep/figure.ts';

const judged = (net: Figure, chance: Figure) =>
  verdictOf({ together: scoreOf([], [], net), chance });

describe('the verdict on what was held out', () => {
  it.each([
    [unknownFigure('no book'), knownFigure(0.01), 'the result is not known: no book'],
    [knownFigure(5), unknownFigure('few fills'), 'nothing can be said of $5.00: few fills'],
    [knownFigure(0), knownFigure(0.01), 'brought $0.00: they are not worth having'],
    [knownFigure(-0.01), knownFigure(0.01), 'brought -$0.01: they are not worth having'],
    [knownFigure(0.01), knownFigure(0.051), 'comes by chance in 0.0510 of cases'],
  ])('is against %j with p %j', (net, chance, words) => {
    const { isAgainst, words: said } = judged(net, chance);
    expect(said).toContain(words);
    expect(isAgainst).toBe(true);
  });

  it('is for a gain that chance brings in one of twenty cases at most', () => {
    const verdict = judged(knownFigure(0.01), knownFigure(0.05));
    expect(verdict.words).toContain('the choices made $0.01; by chance as much comes in 0.0500');
    expect(verdict.isAgainst).toBe(false);
  });
});
