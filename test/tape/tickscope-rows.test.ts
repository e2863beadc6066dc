// A row is read where it stands, without being taken apart into texts: it must say the same as its
// fields, split at the commas, say one by one.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { microsIn, msIn, priceIn } from '../../lib/tape/numbers.ts';
import { rowParser } from '../../lib/tape/tickscope/rows.ts';

const SIDES: Readonly<Record<string, string>> = { BID: 'bids', ASK: 'asks' };
const TOKEN = /^[1-9]\d{0,77}$/;
const LINE = 7;

// The oracle: slow and plain. Undefined where the row is refused.
const naive = (text: string): unknown => {
  const fields = text.split(',');
  const [stamp = '', type = '', token = '', side = '', cost = '', amount = ''] = fields;
  const [ms, price, size] = [msIn(stamp), priceIn(cost), microsIn(amount)];
  const [bestBid, ask] = [microsIn(fields[6] ?? ''), microsIn(fields[7] ?? '')];
  if (fields.length !== 8 || ms === undefined || !TOKEN.test(token)) return undefined;
  if (!Object.hasOwn(SIDES, side) || price === undefined || size === undefined) return undefined;
  const level = { ms, token, side: SIDES[side], price, size, line: LINE };
  if (type === 'LAST_TRADE' && size > 0) return { kind: 'trade', ...level };
  if (type !== 'PRICE_CHANGE' || bestBid === undefined || ask === undefined) return undefined;
  return { kind: 'change', ...level, bestBid, bestAsk: ask === 0 ? 1_000_000 : ask };
};

const number = fc.oneof(
  fc.constantFrom('0', '0.0', '0.53', '1', '.5', '5.', '', '12.345678', '1e3', '-1', '0.5000000'),
  fc.constantFrom('123456789', '1234567890', '0.1234567', ' 1', '00.5'),
  fc.nat().map(String),
);
const field = [
  fc.constantFrom('1780795851471', '1780795851472', '178079585147', '17807958514711', '', 'x'),
  fc.constantFrom('PRICE_CHANGE', 'LAST_TRADE', 'LAST_TRADES', 'PRICE', ''),
  fc.constantFrom('111', '222', '1112', '11', '0', '', `1${'0'.repeat(77)}`, `1${'0'.repeat(78)}`),
  fc.constantFrom('BID', 'ASK', 'BIDS', 'bid', '', '__proto__'),
  number,
  number,
  number,
  number,
];
const row = fc
  .tuple(fc.tuple(...field), fc.constantFrom('', '', '', '', ',', ',1'), fc.nat({ max: 9 }))
  .map(([fields, more, kept]) => `${(kept === 0 ? fields.slice(1) : fields).join(',')}${more}`);
const goodRow = fc
  .tuple(
    fc.constantFrom('PRICE_CHANGE', 'LAST_TRADE'),
    fc.constantFrom('111', '222', '1112', '11'),
    fc.constantFrom('BID', 'ASK'),
    fc.constantFrom('0.5', '0.512', '0.000001'),
    fc.constantFrom('0', '12.5', '100'),
  )
  .map((fields) => `1780795851471,${fields.join(',')},0.49,0.51`);

describe('a row of the tickscope set', () => {
  it('says what its fields say, whatever stood in the rows before it', () => {
    const rows = fc.array(fc.oneof(row, goodRow), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(rows, (texts) => {
        const parse = rowParser();
        for (const text of texts) {
          const read = parse(text, LINE);
          expect(typeof read === 'string' ? undefined : read).toEqual(naive(text));
        }
      }),
      { numRuns: 3_000 },
    );
  });
  it.each([
    ['a,b', '2 fields instead of 8'],
    ['1,2,3,4,5,6,7,8,9', '9 fields instead of 8'],
    ['x,PRICE_CHANGE,1,BID,0.5,1,0.4,0.6', "timestamp 'x'"],
    ['1780795851471,PRICE_CHANGE,x,BID,0.5,1,0.4,0.6', "token 'x'"],
    ['1780795851471,PRICE_CHANGE,1,MID,0.5,1,0.4,0.6', "side 'MID'"],
    ['1780795851471,PRICE_CHANGE,1,BID,1.5,1,0.4,0.6', "price '1.5'"],
    ['1780795851471,PRICE_CHANGE,1,BID,0.5,one,0.4,0.6', "size 'one'"],
    ['1780795851471,BOOK,1,BID,0.5,1,0.4,0.6', "event type 'BOOK' with size '1'"],
    ['1780795851471,PRICE_CHANGE,1,BID,0.5,1,0.4,', 'best prices are no numbers'],
  ])('%s is refused: %s', (text, reason) => {
    expect(rowParser()(text, LINE)).toBe(reason);
  });
});
