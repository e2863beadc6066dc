// Own orders, own trades and balances as others recorded them, read through the live venue.

import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { partsOfTrade } from '../../../../lib/adapters/polymarket/account/own-trade-row.ts';
import { orderId } from '../../../../lib/units/ids.ts';
import { price } from '../../../../lib/units/price.ts';
import { shares } from '../../../../lib/units/shares.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { usdc } from '../../../../lib/units/usdc.ts';
import { describeWithRecordings } from '../../../recordings.ts';
import { json } from '../../../loopback/server.ts';
import { jsonOf } from '../recorded-answers.ts';
import { LIGHTHOUSE, openLive, stopServers } from './scenes.ts';
import type { Row } from '../examples.ts';

afterEach(stopServers);

const CONDITION = '0xdd22472e552920b8438158ea7238bfadfa4f736aa4cee91a6b86c39ead110917';
const YES = '71321045679252212594626385532706912750332728571942532289631379312455583992563';
const NO = '52114319501245915516055106046884209969926127482827954674443846427813813222426';
const MARKET = { condition_id: CONDITION, primary_token_id: YES, secondary_token_id: NO };
const TERMS = { c: CONDITION, mts: 0.01, mos: 5 };
const BEGINNING = epochMs(1_600_000_000_000n);

// The market of the recordings, at a venue that shows one recorded answer.
const showing = async (answer: unknown) => {
  const { venue } = await openLive(() => json(answer), {
    ...LIGHTHOUSE,
    clobMarkets: new Map([[CONDITION, TERMS]]),
    fault: ({ path }) => (path.startsWith('/markets-by-token/') ? json(MARKET) : null),
  });
  return venue;
};

// As whom the recorded trades name us.
const named = (owner: string, holder: string) => ({ owner, holder });

describeWithRecordings('api-fixtures', (folder) => {
  const recorded = (path: string): unknown => jsonOf(join(folder, 'nautilus', path));
  const row = (path: string): Row => recorded(path) as Row;

  it('shows a page of open orders', async () => {
    const venue = await showing(recorded('rust/http_open_orders_page.json'));
    expect(await venue.fetchOpenOrders()).toMatchObject({
      kind: 'known',
      value: [
        { outcome: 'YES', side: 'BUY', price: price('0.6'), originalSize: shares('200') },
        { outcome: 'NO', side: 'SELL', matchedSize: shares('50'), expiration: { kind: 'never' } },
      ],
    });
  });

  it.each([
    ['rust/http_open_order.json', { status: 'LIVE', matchedSize: shares('25') }],
    [
      'rust/http_open_order_sell_fok.json',
      { status: 'MATCHED', expiration: { kind: 'at', at: epochMs(1_735_689_600_000n) } },
    ],
  ])('shows one order: %s', async (path, expected) => {
    const order = row(path);
    const venue = await showing(order);
    const read = await venue.fetchOrder(orderId(String(order['id'])));
    expect(read).toMatchObject({ kind: 'known', value: expected });
  });

  it('shows a killed order as the user channel tells it', async () => {
    const told = row('rust/ws_user_order_fok_killed.json');
    const whole = { ...told, market: CONDITION, asset_id: YES };
    const venue = await showing({ next_cursor: 'LTE=', data: [whole] });
    expect(await venue.fetchOpenOrders()).toMatchObject({
      kind: 'known',
      value: [{ status: 'CANCELED', matchedSize: null }],
    });
  });

  it('counts a balance in millionths', async () => {
    const venue = await showing(recorded('rust/http_balance_allowance_collateral.json'));
    expect(await venue.fetchBalances([], new Set())).toMatchObject({
      value: { cash: usdc('1000') },
    });
  });

  it('counts a balance that has no allowance beside it', async () => {
    // Edited by its authors into decimals, which the venue does not count in.
    const { balance, ...rest } = row('rust/http_balance_allowance_no_allowance.json');
    const venue = await showing({ ...rest, balance: String(balance).replace('.', '') });
    expect(await venue.fetchBalances([], new Set())).toMatchObject({
      value: { cash: usdc('250.5') },
    });
  });

  it.each([
    ['rust/http_trade_report.json', [['taker', '25', '0.5', 'BUY']]],
    ['rust/ws_user_trade.json', [['taker', '25', '0.5', 'BUY']]],
    ['py/ws_messages/user_trade2.json', [['taker', '5', '0.52', 'BUY']]],
  ])('shows what we took: %s', (path, expected) => {
    const trade = row(path);
    const names = named(String(trade['owner']), String(trade['maker_address']));
    const parts = partsOfTrade(trade, names);
    expect(parts).toMatchObject({
      ok: true,
      value: expected.map(([role, size = '', at = '', side]) => ({
        role,
        size: shares(size),
        price: price(at),
        side,
      })),
    });
  });

  const MAKER = '0xa3D82Ed56F4c68d2328Fb8c29e568Ba2cAF7d7c8';

  it.each([
    ['py/ws_messages/user_trade1.json', [['5', '0.518', 'SELL']]],
    ['py/ws_messages/user_trade3.json', [['5', '0.513', 'BUY']]],
    [
      'py/ws_messages/user_trade4.json',
      [
        ['5', '0.4', 'BUY'],
        ['5', '0.3', 'BUY'],
      ],
    ],
  ])('shows what we made: %s', (path, expected) => {
    const parts = partsOfTrade(row(path), named('a key of ours', MAKER));
    expect(parts).toMatchObject({
      ok: true,
      value: expected.map(([size = '', at = '', side]) => ({
        role: 'maker',
        size: shares(size),
        price: price(at),
        side,
      })),
    });
  });

  it('shows a page of trades, with the fee of their market', async () => {
    const page = row('rust/http_trades_page.json');
    const [trade] = page['data'] as readonly Row[];
    const venue = await showing({
      ...page,
      data: [{ ...trade, maker_address: '0x1111111111111111111111111111111111111111' }],
    });
    const read = await venue.fetchFills(BEGINNING, []);
    expect(read).toMatchObject({
      kind: 'known',
      value: [{ status: 'MINED', fee: usdc('0'), outcome: 'YES', size: shares('10') }],
    });
  });
});
