// The links of a chain where things went another way, and where they were not kept.

import { describe, expect, it } from 'vitest';
import { chainOf, LINKS } from '../../lib/cli/explain-chain.ts';
import { codeOf, meaningOf } from '../../lib/cli/explain-codes.ts';
import { factsOfRow } from '../../lib/cli/explain-facts.ts';
import { present } from '../../lib/units/invariant.ts';
import { RECORD } from '../adapters/rich-record.ts';
import type { CycleRecord, OrderRecord } from '../../lib/domain/cycle-record.ts';

const ROW: OrderRecord = present(RECORD.orders[0], 'an order');

const linesOf = (record: CycleRecord, row: OrderRecord, link: (typeof LINKS)[number]): string =>
  (chainOf(factsOfRow(record, row)).find((one) => one.link === link)?.lines ?? []).join('\n');

const ended = (result: string, order = '0xorder'): OrderRecord => ({ ...ROW, result, order });

const REFUSED = ended('refused EXPOSURE_LIMIT: scope=market limit=50 exposure=48 with=50.5', '');

describe('the chain of an order', () => {
  it('names code and numbers of a refusal, and that nothing reached the venue', () => {
    const risk = linesOf(RECORD, REFUSED, 'risk manager');
    expect(risk).toContain('Refused, nothing was sent: EXPOSURE_LIMIT: scope=market limit=50');
    expect(risk).toContain('docs/runbook/refusals.md, EXPOSURE_LIMIT.');
    expect(linesOf(RECORD, REFUSED, 'venue')).toBe('It never came there.');
    expect(linesOf(RECORD, REFUSED, 'books')).toBe('No entry: nothing was filled.');
  });

  it('tells by what an order was made smaller', () => {
    expect(linesOf(RECORD, ROW, 'risk manager')).toContain(
      'Made smaller, from 40 to 20: EXPOSURE_LIMIT: scope=market limit=50',
    );
    expect(linesOf({ ...RECORD, cuts: [] }, ROW, 'risk manager')).toContain('No limit made it');
  });

  it('says where an older record kept neither id nor cuts', () => {
    const older = linesOf({ ...RECORD, cuts: [] }, ended('placed', ''), 'risk manager');
    expect(older).toContain('Whether it was made smaller is not recorded.');
  });

  it('names why there was no fair price, or that it is not recorded', () => {
    expect(linesOf(RECORD, ROW, 'fair price')).toContain('No fair price: the book was one-sided.');
    const markets = RECORD.markets.map((one) => ({ ...one, unpriced: '' }));
    expect(linesOf({ ...RECORD, markets }, ROW, 'fair price')).toContain('(why is not recorded)');
    expect(linesOf({ ...RECORD, markets: [] }, ROW, 'fair price')).toContain('Not recorded');
  });

  it('names the parts of the venue that could not be read', () => {
    const observed = { books: '1 of 2 known', fills: 'unknown: TIMEOUT no answer' };
    expect(linesOf({ ...RECORD, observed }, ROW, 'market data')).toContain(
      'fills: unknown: TIMEOUT no answer',
    );
  });

  it.each([
    ['REJECTED: class=funds not enough balance / allowance', 'REJECTED: funds'],
    ['NOT_SENT: cause=deadline', 'NOT_SENT: deadline'],
    ['NOT_SENT: cause=not-signed SIGNER_REFUSED no', 'NOT_SENT: not-signed'],
    ['UNKNOWN: no answer', 'UNKNOWN'],
    ['NO_FILL: nothing to match within the limit', 'NO_FILL'],
    ['DELAYED: the venue holds the order', 'DELAYED'],
    ['refused CIRCUIT_BREAKER: DRAWDOWN: since=1', 'CIRCUIT_BREAKER: DRAWDOWN'],
    ['refused MIN_SIZE: size=1 (and STALE_DATA)', 'MIN_SIZE'],
    ['something else', 'something else'],
  ])('reads the code of %s', (result, code) => {
    expect(codeOf(result)).toBe(code);
    if (!result.startsWith('refused'))
      expect(linesOf(RECORD, ended(result), 'venue')).toContain(meaningOf(code));
  });

  it('tells what nothing is kept of as not recorded, in every link', () => {
    const facts = { ...factsOfRow(RECORD, ROW), record: null, row: null };
    const links = chainOf(facts);
    expect(links.map(({ link }) => link)).toEqual([...LINKS]);
    for (const { link, lines } of links.slice(0, 4))
      expect([link, lines.join(' ')]).toEqual([link, expect.stringMatching(/not recorded/i)]);
  });
});
