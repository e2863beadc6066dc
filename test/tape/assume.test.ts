import { describe, expect, it } from 'vitest';
import { takerFee } from '../../lib/domain/fees.ts';
import { assumeHelp, describeAssumeError, parseAssume } from '../../lib/tape/assume.ts';
import { HEADER } from '../../lib/tape/btc15m/rows.ts';
import { describeTape } from '../../lib/tape/describe.ts';
import { formatTick, price } from '../../lib/units/price.ts';
import { ratio } from '../../lib/units/ratio.ts';
import { formatShares, shares } from '../../lib/units/shares.ts';
import { formatTime } from '../../lib/units/time.ts';
import { formatUsdc } from '../../lib/units/usdc.ts';
import { row } from './btc15m-row.ts';
import { begunGame, indexOf } from './mlb2025-game.ts';
import { linesOf, readTape, temporarySet } from './temporary-set.ts';
import type { Market } from '../../lib/domain/market.ts';
import type { Tape } from '../../lib/domain/tape-event.ts';

const tapeAssuming = async (text: string): Promise<Tape> => {
  const assume = parseAssume(text);
  if (!assume.ok) throw new Error(JSON.stringify(assume.error));
  const files = {
    'game.csv': linesOf(begunGame().lines()),
    'index.csv': indexOf({ 'game.csv': 1 }),
  };
  return (await readTape(temporarySet(files), { assume: assume.value })).tape;
};

const marketOf = (tape: Tape): Market => {
  const [market] = [...tape.universe.markets.values()];
  if (market === undefined) throw new Error('a market was expected');
  return market;
};
const marketAssuming = async (text: string): Promise<Market> => marketOf(await tapeAssuming(text));

const listed = (tape: Tape, field: string) => tape.provenance.find((line) => line.field === field);

const timeOf = (when: Market['end'] | Market['gameStart']): string =>
  when.kind === 'at' ? formatTime(when.at) : when.kind;

describe('what is assumed without being told', () => {
  it('is what the table of the set says', async () => {
    const market = await marketAssuming('');
    expect(timeOf(market.gameStart)).toBe('2025-06-18T01:45:00.000Z');
    expect(timeOf(market.end)).toBe('2025-06-18T05:45:00.000Z');
    expect(formatUsdc(market.volume24h)).toBe('1000.5');
    expect([formatTick(market.tick), formatShares(market.sizeMin)]).toEqual(['0.01', '5']);
    expect(market.fee).toEqual({ kind: 'free' });
  });

  it('is listed field by field, recorded or assumed', async () => {
    const tape = await tapeAssuming('');
    expect(listed(tape, 'gameStart')?.origin).toBe('recorded');
    expect(listed(tape, 'end')).toMatchObject({ origin: 'assumed', value: 'game start + 4 h' });
    expect(tape.provenance.every(({ value }) => value !== '')).toBe(true);
  });
});

describe('a value that is told', () => {
  it.each([
    ['end=+48h', '2025-06-20T02:00:00.000Z'],
    ['end=+2d', '2025-06-20T02:00:00.000Z'],
    ['end=+90m', '2025-06-18T03:30:00.000Z'],
    ['end=+1s', '2025-06-18T02:00:01.000Z'],
    ['end=2025-06-19T00:00:00Z', '2025-06-19T00:00:00.000Z'],
  ])('%s is the end of every market', async (text, expected) => {
    expect(timeOf((await marketAssuming(text)).end)).toBe(expected);
  });

  it.each([
    ['gameStart=none', 'none'],
    ['gameStart=+30h', '2025-06-19T08:00:00.000Z'],
  ])('%s is the start of its game', async (text, expected) => {
    expect(timeOf((await marketAssuming(text)).gameStart)).toBe(expected);
  });

  it('may be any of the keys, even a zero', async () => {
    const text = 'volume24h=0,tick=0.001,minSize=1.5,feeRate=0.07,category=crypto';
    const tape = await tapeAssuming(text);
    const market = marketOf(tape);
    expect(formatUsdc(market.volume24h)).toBe('0');
    expect([formatTick(market.tick), formatShares(market.sizeMin)]).toEqual(['0.001', '1.5']);
    expect(formatUsdc(takerFee(market.fee, shares('100'), price('0.5')))).toBe('1.75');
    expect([...tape.universe.events.values()][0]?.category).toBe('crypto');
  });

  it('of a fee rate of zero makes trading free', async () => {
    expect((await marketAssuming('feeRate=0')).fee).toEqual({ kind: 'free' });
  });

  it.each([
    ['feeRate=0.07', '0.07, with exponent 1'],
    ['feeRate=0', '0'],
  ])('%s is listed with its whole schedule', async (text, value) => {
    const row = { field: 'feeRate', origin: 'overridden', value };
    expect(listed(await tapeAssuming(text), 'feeRate')).toEqual(row);
  });

  it('of a fee rate is of the curve of today, whatever the set assumes', async () => {
    const rows = temporarySet({ 'btc.csv': linesOf([HEADER, row(0)]) });
    const assume = { feeRate: ratio('0.07') };
    const { fee } = marketOf((await readTape(rows, { assume })).tape);
    expect(fee).toEqual({ kind: 'taker', rate: ratio('0.07'), exponent: 1 });
    const own = marketOf((await readTape(rows)).tape).fee;
    expect(own).toEqual({ kind: 'taker', rate: ratio('0.25'), exponent: 2 });
  });

  it('is listed as overridden', async () => {
    const tape = await tapeAssuming('end=+48h,gameStart=none,volume24h=100000,tick=0.001');
    const overridden = tape.provenance.filter(({ origin }) => origin === 'overridden');
    expect(overridden.map(({ field, value }) => `${field}=${value}`)).toEqual([
      'end=2025-06-20T02:00:00.000Z',
      'gameStart=none',
      'volume24h=100000',
      'tick=0.001',
    ]);
    expect(describeTape(tape).join('\n')).toMatch(/tick +overridden +0\.001/);
  });
});

describe('text that is refused', () => {
  it.each([
    ['end', 'MALFORMED_VALUE'],
    ['end=', 'MALFORMED_VALUE'],
    ['end=48h', 'MALFORMED_VALUE'],
    ['end=+48', 'MALFORMED_VALUE'],
    ['end=+0.5h', 'MALFORMED_VALUE'],
    ['end=none', 'MALFORMED_VALUE'],
    ['end=tomorrow', 'MALFORMED_VALUE'],
    ['end=1850-01-01T00:00:00Z', 'MALFORMED_VALUE'],
    ['volume24h=-1', 'MALFORMED_VALUE'],
    ['volume24h=1e5', 'MALFORMED_VALUE'],
    ['category=Sports', 'MALFORMED_VALUE'],
    ['feeRate=1.01', 'MALFORMED_VALUE'],
    ['feeRate=-0.01', 'MALFORMED_VALUE'],
    ['tick=0.02', 'MALFORMED_VALUE'],
    ['minSize=0', 'MALFORMED_VALUE'],
    ['volume=1', 'UNKNOWN_KEY'],
    ['tick=0.01,tick=0.001', 'REPEATED_KEY'],
    [',', 'UNKNOWN_KEY'],
  ])('%s is named with what is allowed', (text, kind) => {
    const parsed = parseAssume(text);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.error[0]?.kind).toBe(kind);
  });

  it('is told all at once', () => {
    const parsed = parseAssume('end=x,volume=1,tick=0.01,tick=0.01');
    expect(parsed.ok ? [] : parsed.error.map(describeAssumeError)).toEqual([
      `--assume 'end=x' is malformed; allowed is ${assumeHelp()[0]?.slice('end: '.length) ?? ''}`,
      "--assume 'volume=1' is unknown; allowed is " +
        'end, gameStart, volume24h, category, feeRate, tick, minSize',
      `--assume 'tick=0.01' is repeated; allowed is tick once`,
    ]);
  });
});

it('describes a tape by its span, its markets and the origin of each field', async () => {
  const lines = describeTape(await tapeAssuming(''));
  expect(lines.slice(0, 3)).toEqual([
    'Tape: mlb2025-ws-book-deltas, game.csv',
    'Span: 2025-06-18T02:00:00.000Z to 2025-06-18T02:00:00.000Z',
    'Markets: 1 (mlb-game-1)',
  ]);
  expect(lines).toHaveLength(18);
});
