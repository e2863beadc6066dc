import { describe, expect, it } from 'vitest';
import { known, unknown } from '../../lib/domain/observed.ts';
import { followedMarkets } from '../../lib/strategies/followed-markets.ts';
import { conditionId } from '../../lib/units/ids.ts';
import { negate, plus } from '../../lib/units/quantity.ts';
import { after, durationMs, formatTime, hours } from '../../lib/units/time.ts';
import { NOW } from './books.ts';
import { decide, market, print, prints, quiet } from './flow-scenes.ts';
import type { Print } from '../../lib/domain/print.ts';
import type { EpochMs } from '../../lib/units/time.ts';

const ago = (ms: bigint): EpochMs => after(NOW, durationMs(-ms));
const tradeIn = (name: string, at: EpochMs): Print =>
  print(`${name}-${formatTime(at)}`, { condition: conditionId(name), at });
const heardOf = (
  before: Iterable<readonly [string, EpochMs]>,
  ...trades: readonly Print[]
): readonly (readonly [string, EpochMs])[] => {
  const map = new Map([...before].map(([name, at]) => [conditionId(name), at]));
  return [...followedMarkets(map, { targets: known(trades, NOW), now: NOW })];
};

describe('the markets that followed wallets trade in', () => {
  it('are remembered with the time of the latest trade, the newest first', () => {
    const trades = [tradeIn('a', ago(3n)), tradeIn('b', ago(1n)), tradeIn('a', ago(2n))];
    expect(heardOf([], ...trades)).toEqual([
      ['b', ago(1n)],
      ['a', ago(2n)],
    ]);
  });

  it.each([
    ['a millisecond less than', -1n, 1],
    ['exactly', 0n, 1],
    ['a millisecond more than', 1n, 0],
  ])('are watched until %s an hour after it', (_when, offset, count) => {
    const at = after(NOW, negate(plus(hours(1), durationMs(offset))));
    expect(heardOf([['a', at]])).toHaveLength(count);
  });

  it('stay at ten: the oldest leave', () => {
    const trades = Array.from({ length: 11 }, (_, index) =>
      tradeIn(`m${String(index)}`, ago(BigInt(index))),
    );
    const names = heardOf([], ...trades).map(([name]) => name);
    expect([names.length, names.includes('m9'), names.includes('m10')]).toEqual([10, true, false]);
  });

  it('are kept where trades could not be read', () => {
    const error = {
      kind: 'TIMEOUT',
      endpoint: '/activity',
      detail: 'late',
      retryAfter: { kind: 'unspecified' },
    } as const;
    const before = new Map([[conditionId('a'), ago(1n)]]);
    expect(followedMarkets(before, { targets: unknown(error), now: NOW })).toEqual(before);
  });

  it('are remembered by flow following, whether or not it can price them', () => {
    const targets = prints(print('t'), tradeIn('elsewhere', ago(5n)));
    const { memory } = decide(quiet({ snapshot: { targets } }));
    expect([...memory.followedMarkets.keys()].toSorted()).toEqual(
      [conditionId('elsewhere'), market.condition].toSorted(),
    );
  });
});

describe('a trade of a followed wallet in a market without a known price', () => {
  const scene = quiet({ snapshot: { targets: prints(tradeIn('elsewhere', ago(5n))) } });

  it('is told, once', () => {
    const first = decide(scene);
    expect(first.reports.map(({ text }) => text)).toEqual([
      'a followed wallet traded for YES of elsewhere, whose price is not known',
    ]);
    const { notices } = first.memory;
    expect(decide({ ...scene, memory: { ...scene.memory, notices } }).reports).toEqual([]);
  });

  it('is not used up, so that it is tested as soon as there is a price', () => {
    expect(decide(scene).memory.usedSignals.size).toBe(0);
  });

  it('of a stranger is nothing to tell', () => {
    const whale = tradeIn('elsewhere', ago(5n));
    expect(decide(quiet({ snapshot: { prints: prints(whale) } })).reports).toEqual([]);
  });
});
