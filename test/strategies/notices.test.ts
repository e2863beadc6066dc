import { describe, expect, it } from 'vitest';
import { tellOnce } from '../../lib/strategies/notices.ts';
import { conditionId } from '../../lib/units/ids.ts';
import type { Concern } from '../../lib/strategies/notices.ts';

const concern = (market: string, topic: Concern['topic'] = 'no-bid'): Concern => ({
  condition: conditionId(market),
  topic,
  text: `${market}: ${topic}`,
});

describe('a notice', () => {
  it('is said when it is new', () => {
    const { reports, notices } = tellOnce([], ['no-bid'], [concern('a')]);
    expect(reports).toEqual([{ condition: 'a', text: 'a: no-bid' }]);
    expect(notices).toEqual([{ condition: 'a', topic: 'no-bid' }]);
  });

  it('is not said again while it lasts', () => {
    const { notices } = tellOnce([], ['no-bid'], [concern('a')]);
    expect(tellOnce(notices, ['no-bid'], [concern('a')])).toEqual({ reports: [], notices });
  });

  it('is forgotten when it is over, and said again when it returns', () => {
    const { notices } = tellOnce([], ['no-bid'], [concern('a')]);
    const over = tellOnce(notices, ['no-bid'], []);
    expect(over.notices).toEqual([]);
    expect(tellOnce(over.notices, ['no-bid'], [concern('a')]).reports.length).toBe(1);
  });

  it('of one market or topic does not silence another', () => {
    const { notices } = tellOnce([], ['no-bid', 'no-reference'], [concern('a')]);
    const others = [concern('a', 'no-reference'), concern('b')];
    expect(tellOnce(notices, ['no-bid', 'no-reference'], others).reports.length).toBe(2);
  });

  it('of another strategy stays as it is', () => {
    const { notices } = tellOnce([], ['unreducible'], [concern('a', 'unreducible')]);
    expect(tellOnce(notices, ['no-bid'], []).notices).toEqual(notices);
  });

  it('is said once even where two positions share it', () => {
    expect(tellOnce([], ['no-bid'], [concern('a'), concern('a')]).reports.length).toBe(1);
  });
});
