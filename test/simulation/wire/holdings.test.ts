// What the Data API says of one wallet: what it did, what it holds, and what it has approved.

import { describe, expect, it } from 'vitest';
import { credit, turn } from '../../../lib/simulation/wire/controls.ts';
import { advanceServer, applyToServer } from '../../../lib/simulation/wire/server.ts';
import { ONE } from '../../../lib/units/ratio.ts';
import { shares } from '../../../lib/units/shares.ts';
import { after, minutes } from '../../../lib/units/time.ts';
import { usdc } from '../../../lib/units/usdc.ts';
import { NOON } from '../../loopback/clocks.ts';
import { ask, openClient } from './asking.ts';
import { openWire, PLAIN, SIGNER } from './markets.ts';

import { NOON_SECONDS, rows, times, trade, traded, TRADER } from './feed-asking.ts';

describe('the activity', () => {
  it('of others is their trades, the oldest first where asked for', () => {
    const server = traded();
    const path = `/v2/activity?user=${TRADER}`;
    expect(times(rows(server, path))).toEqual([3, 2, 1]);
    expect(times(rows(server, `${path}&sort_direction=ASC`))).toEqual([1, 2, 3]);
    expect(times(rows(server, `${path}&condition=${PLAIN.condition}`))).toEqual([2, 1]);
    expect(rows(server, path)[0]).toMatchObject({ type: 'TRADE', usdc_size: 5.1 });
    const start = `${path}&start=${String(NOON_SECONDS + 2)}`;
    expect(times(rows(server, start))).toEqual([3, 2]);
  });

  it('of the account is its trades once mined, and all that happened to its money', async () => {
    const client = await openClient();
    const { server } = client;
    const path = `/v2/activity?user=${SIGNER}&exclude_deposits_withdrawals=false`;
    await client.post({ price: '0.52' });
    await client.post({ price: '0.50', outcome: 'NO', size: '10' });
    expect(rows(server, path)).toEqual([]);
    advanceServer(server, after(NOON, minutes(1)));
    expect(rows(server, path)).toMatchObject([{ type: 'TRADE', size: 10, usdc_size: 5.2 }]);
    trade(server, 61, { price: '0.51' });
    advanceServer(server, after(NOON, minutes(2)));
    server.venue.submit({ kind: 'merge', condition: PLAIN.condition, size: shares('4') });
    for (const kind of ['deposit', 'withdrawal', 'reward', 'rebate', 'yield'] as const)
      credit(server, kind, usdc('1.5'));
    applyToServer(server, {
      kind: 'status',
      at: server.venue.now(),
      condition: PLAIN.condition,
      status: { kind: 'resolved', yesPayout: ONE },
    });
    server.venue.submit({ kind: 'redeem', condition: PLAIN.condition });
    const found = rows(server, `${path}&sort_direction=ASC`);
    expect(found.map(({ type, usdc_size }) => [type, usdc_size])).toEqual([
      ['TRADE', 5.2],
      ['TRADE', 5],
      ['MERGE', 4],
      ['REDEEM', 6],
      ['DEPOSIT', 1.5],
      ['WITHDRAWAL', 1.5],
      ['REWARD', 1.5],
      ['MAKER_REBATE', 1.5],
      ['YIELD', 1.5],
    ]);
    expect(rows(server, `/v2/activity?user=${SIGNER}&type=DEPOSIT`)).toEqual([]);
    expect(rows(server, `${path}&type=DEPOSIT,REDEEM`)).toHaveLength(2);
    const redeemed = () =>
      rows(server, `${path}&type=REDEEM&sort_direction=ASC`).map((row) => [
        row['token_id'],
        row['size'],
        row['usdc_size'],
      ]);
    expect(redeemed()).toEqual([['', 6, 6]]);
    turn(server, { redemptions: 'by-token' });
    expect(redeemed()).toEqual([
      [PLAIN.yes, 6, 6],
      [PLAIN.no, 6, 0],
    ]);
  });

  it.each(['', '?user=me', `?user=${TRADER}&condition=${'0x1,'.repeat(21)}`])(
    'is not read by "%s"',
    (query) => {
      expect(ask(openWire(), { path: `/v2/activity${query}` }).status).toBe(400);
    },
  );
});

describe('the holdings', () => {
  it('are what the account holds, and nothing of anybody else', async () => {
    const client = await openClient();
    const { server } = client;
    await client.post({ price: '0.52' });
    advanceServer(server, after(NOON, minutes(1)));
    expect(rows(server, `/v2/positions?user=${SIGNER}`)).toMatchObject([
      {
        token_id: PLAIN.yes,
        current_size: 10,
        current_price: 0.5,
        status: 'OPEN',
        redeemable: false,
        mergeable: false,
        opposite_token_id: PLAIN.no,
      },
    ]);
    applyToServer(server, {
      kind: 'status',
      at: server.venue.now(),
      condition: PLAIN.condition,
      status: { kind: 'resolved', yesPayout: ONE },
    });
    expect(rows(server, `/v2/positions?user=${SIGNER}`)).toMatchObject([
      { current_price: 1, status: 'REDEEMABLE', redeemable: true },
    ]);
    expect(rows(server, `/v2/positions?user=${TRADER}`)).toEqual([]);
    expect(ask(server, { path: '/v2/positions' }).status).toBe(400);
  });

  it('tell the value by the side of the book that there is', async () => {
    const client = await openClient();
    const { server } = client;
    await client.post({ price: '0.53', size: '200' });
    advanceServer(server, after(NOON, minutes(1)));
    const path = `/v2/positions?user=${SIGNER}`;
    expect(rows(server, path)).toMatchObject([{ current_price: 0.48 }]);
    applyToServer(server, { kind: 'gap', at: server.venue.now(), token: PLAIN.yes, cause: 'x' });
    expect(rows(server, path)).toMatchObject([{ current_price: 0 }]);
  });

  it('name every approval, given or not', () => {
    const server = openWire();
    turn(server, { unapproved: ['0xe3333700cA9d93003F00f0F71f8515005F6c00Aa'] });
    const found = rows(server, `/v2/approvals?user=${SIGNER}`);
    expect(found).toHaveLength(14);
    expect(found.filter(({ approved }) => approved === false)).toHaveLength(2);
    expect(rows(server, `/v2/approvals?user=${TRADER}`)).toContainEqual(
      expect.objectContaining({ approved: false, amount: '0' }),
    );
    expect(ask(server, { path: '/v2/approvals?user=me' }).status).toBe(400);
  });

  it('of two outcomes can be merged, and each is worth its own side', async () => {
    const client = await openClient();
    const { server } = client;
    await client.post({ price: '0.52' });
    await client.post({ price: '0.52', outcome: 'NO' });
    advanceServer(server, after(NOON, minutes(1)));
    const path = `/v2/positions?user=${SIGNER}`;
    expect(rows(server, path)).toMatchObject([
      { token_id: PLAIN.yes, mergeable: true, outcome_index: 0 },
      { token_id: PLAIN.no, mergeable: true, outcome_index: 1, opposite_token_id: PLAIN.yes },
    ]);
    applyToServer(server, {
      kind: 'status',
      at: server.venue.now(),
      condition: PLAIN.condition,
      status: { kind: 'resolved', yesPayout: ONE },
    });
    expect(rows(server, path)).toMatchObject([{ current_price: 1 }, { current_price: 0 }]);
  });

  it('of a trade without a hash still name a transaction', async () => {
    const client = await openClient();
    const { server } = client;
    turn(server, { hashes: 'missing', buckets: 20 });
    await client.post({ price: '0.52' });
    advanceServer(server, after(NOON, minutes(1)));
    const found = rows(server, `/v2/activity?user=${SIGNER}`);
    expect(found).toHaveLength(20);
    expect(new Set(found.map((row) => row['transaction_hash'])).size).toBe(20);
    for (const row of found) expect(row['transaction_hash']).toMatch(/^0x[0-9a-f]{64}$/);
  });
});
