// Balances in every shape in which they come.

import { afterEach, describe, expect, it } from 'vitest';
import { tokenId } from '../../../../lib/units/ids.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import { NOON } from '../../../loopback/clocks.ts';
import { json, text } from '../../../loopback/server.ts';
import { example } from '../examples.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { Exchange, Reply } from '../../../loopback/server.ts';
import type { Row } from '../examples.ts';

afterEach(stopServers);

const READ = '/balance-allowance';
const REFRESH = '/balance-allowance/update';
const BALANCE = example('clob-balance');
const [MARKET = {}] = LIGHTHOUSE.markets ?? [];
const TOKENS = JSON.parse(String(MARKET['clobTokenIds'])) as readonly string[];
const YES = tokenId(TOKENS[0] ?? '');
const NO = tokenId(TOKENS[1] ?? '');

const answering = (reply: Reply, refreshed: Reply = text(200, '')) =>
  openLive(({ path }) => (path === REFRESH ? refreshed : reply));
const cashIn = async (reply: Reply) => (await answering(reply)).venue.fetchBalances([], new Set());
const queryOf = ({ query }: Exchange): Row => Object.fromEntries(query);

describe('balances', () => {
  it('are counts of millionths', async () => {
    const { venue } = await answering(json(BALANCE));
    expect(await venue.fetchBalances([YES], new Set())).toEqual({
      kind: 'known',
      value: { cash: usdc('1234.56789'), shares: new Map([[YES, shares('1234.56789')]]) },
      at: NOON,
    });
  });

  it.each([
    ['an allowance of the old shape', { balance: '5000000', allowance: '1' }],
    ['no allowance', { balance: '5000000' }],
    ['a number', { balance: 5_000_000 }],
    ['idle decimals', { balance: '5000000.000' }],
  ])('are read with %s', async (_what, value) => {
    expect(await cashIn(json(value))).toMatchObject({ value: { cash: usdc('5') } });
  });

  it.each([
    ['zero', '0', 'known'],
    ['below zero', '-1', 'unknown'],
    ['parts of a millionth', '250.5', 'unknown'],
    ['nothing', '', 'unknown'],
    ['no number', 'plenty', 'unknown'],
    ['null', null, 'unknown'],
  ])('of %s are %s', async (...[, balance, kind]) => {
    expect(await cashIn(json({ balance }))).toMatchObject({ kind });
  });

  it.each([
    ['an empty object', json({}), 'MALFORMED'],
    ['null', json(null), 'MALFORMED'],
    ['no body', text(200, ''), 'MALFORMED'],
    ['an error', text(500, ''), 'SERVER'],
    ['a missing account', text(404, ''), 'NOT_FOUND'],
  ])('are unknown where the answer is %s', async (_what, reply, kind) => {
    expect(await cashIn(reply)).toMatchObject({ kind: 'unknown', error: { kind } });
  });

  it('are unknown where one token of many is', async () => {
    const { venue } = await openLive(({ query }) =>
      query.get('token_id') === NO ? text(500, '') : json(BALANCE),
    );
    expect(await venue.fetchBalances([YES, NO], new Set())).toMatchObject({ kind: 'unknown' });
  });

  it.each([
    ['empty', text(200, ''), 'known'],
    ['an acknowledgement', json('OK'), 'known'],
    ['null', json(null), 'known'],
    ['an error', text(500, ''), 'unknown'],
  ])('after a refresh that is answered with %s are %s', async (_what, refreshed, kind) => {
    const { venue } = await answering(json(BALANCE), refreshed);
    expect(await venue.fetchBalances([YES], new Set())).toMatchObject({ kind });
  });
});

describe('the requests for balances', () => {
  it('refresh first, in the name of the right kind of wallet', async () => {
    const { venue, asked, wire } = await answering(json(BALANCE));
    await venue.fetchBalances([YES, YES], new Set());
    const expected = [
      { asset_type: 'COLLATERAL', signature_type: '3' },
      { asset_type: 'CONDITIONAL', token_id: YES, signature_type: '3' },
    ];
    const bySize = (a: Row, b: Row) => Object.keys(a).length - Object.keys(b).length;
    expect(asked(REFRESH).map(queryOf).toSorted(bySize)).toEqual(expected);
    expect(asked(READ).map(queryOf).toSorted(bySize)).toEqual(expected);
    const ofCash = wire.requests.filter(({ query }) => query.get('asset_type') === 'COLLATERAL');
    expect(ofCash.map(({ path }) => path)).toEqual([REFRESH, READ]);
  });

  it('name the contracts of the second protocol for its markets', async () => {
    const world = {
      ...LIGHTHOUSE,
      markets: [{ ...MARKET, version: 'v2', positionIds: [YES, NO] }],
    };
    const { venue, asked } = await openLive(() => json(BALANCE), world);
    expect(await venue.fetchBalances([YES], new Set())).toMatchObject({ kind: 'known' });
    expect(asked(READ).map(({ query }) => query.get('asset_type'))).toContain('CONDITIONAL-V2');
  });

  const ELSEWHERE = `0x${'2'.repeat(64)}`;
  const elsewhere = (terms: Row) =>
    openLive(() => json(BALANCE), {
      ...LIGHTHOUSE,
      clobMarkets: new Map([[ELSEWHERE, { c: ELSEWHERE, mts: 0.01, mos: 5, ...terms }]]),
      fault: ({ path }) =>
        path.startsWith('/markets-by-token')
          ? json({ condition_id: ELSEWHERE, primary_token_id: '77', secondary_token_id: '78' })
          : null,
    });

  it.each([
    ['nothing', {}, 'CONDITIONAL'],
    ['v1', { v: 'v1' }, 'CONDITIONAL'],
    ['v2', { v: 'v2' }, 'CONDITIONAL-V2'],
  ])('ask the CLOB where the market is not in hand: %s', async (_what, terms, type) => {
    const { venue, asked } = await elsewhere(terms);
    expect(await venue.fetchBalances([tokenId('77')], new Set())).toMatchObject({ kind: 'known' });
    expect(asked(READ).map(({ query }) => query.get('asset_type'))).toContain(type);
  });

  it('are not made where the protocol is not one that we know', async () => {
    const { venue } = await elsewhere({ v: 'v3' });
    expect(await venue.fetchBalances([tokenId('77')], new Set())).toMatchObject({
      kind: 'unknown',
      error: { kind: 'MALFORMED' },
    });
  });

  it('are not made where nobody knows the token', async () => {
    const { venue } = await answering(json(BALANCE));
    expect(await venue.fetchBalances([tokenId('77')], new Set())).toMatchObject({
      kind: 'unknown',
    });
  });
});
