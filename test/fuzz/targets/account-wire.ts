// What the private half of the venue answers: own orders, trades, activity, balances, restrictions
// and credentials.

import { createBalances } from '../../../lib/adapters/polymarket/account/balances.ts';
import { createModeMemory } from '../../../lib/adapters/polymarket/account/mode-memory.ts';
import { createOwnActivity } from '../../../lib/adapters/polymarket/account/own-activity.ts';
import { createOwnFills } from '../../../lib/adapters/polymarket/account/own-fills.ts';
import { createOwnOrders } from '../../../lib/adapters/polymarket/account/own-orders.ts';
import { fetchRestriction } from '../../../lib/adapters/polymarket/account/account-mode.ts';
import { createTokenDirectory } from '../../../lib/adapters/polymarket/account/token-directory.ts';
import { logIn } from '../../../lib/adapters/polymarket/account/login.ts';
import { unknown } from '../../../lib/domain/observed.ts';
import { plainError } from '../../../lib/adapters/polymarket/http-error.ts';
import { tokenId, walletAddress } from '../../../lib/units/ids.ts';
import { microsOfPrice } from '../../../lib/units/price.ts';
import { microsOfShares } from '../../../lib/units/shares.ts';
import { microsOfUsdc } from '../../../lib/units/usdc.ts';
import { ok } from '../../../lib/units/result.ts';
import { epochMs, seconds } from '../../../lib/units/time.ts';
import { example } from '../../adapters/polymarket/examples.ts';
import { manualClock } from '../../loopback/clocks.ts';
import { claim, jsonTarget, verdictOf } from '../target.ts';
import { apiOf, DIRECTORY, memberOf, membersOf, observedVerdict, privateOf } from './answers.ts';
import type { Signer } from '../../../lib/ports/signer.ts';
import type { Target, Verdict } from '../target.ts';

const text = (name: string): string => JSON.stringify(example(name));

const HOLDER = walletAddress('0x1111111111111111111111111111111111111111');
const FROM = epochMs(1_795_348_000_000n);
const YES = tokenId(String(example('clob-market-by-token')['primary_token_id']));

const orders = jsonTarget({
  name: 'own orders',
  seeds: [text('clob-open-orders')],
  required: [
    'next_cursor',
    'data.*.id',
    'data.*.status',
    'data.*.market',
    'data.*.asset_id',
    'data.*.side',
    'data.*.original_size',
    'data.*.price',
  ],
  run: async (value) => {
    const clock = manualClock();
    const read = await createOwnOrders({
      account: privateOf(() => value),
      clock,
      directory: DIRECTORY,
      memory: createModeMemory(clock),
    }).fetchOpenOrders();
    if (read.kind === 'known')
      claim(read.value.length >= membersOf(value, 'data').length, 'no order is left out');
    return observedVerdict(read);
  },
});

const readFills = async (value: unknown): Promise<Verdict> => {
  const read = await createOwnFills({
    account: privateOf(() => value),
    clock: manualClock(),
    directory: DIRECTORY,
    holder: HOLDER,
  }).fetchFills(FROM, []);
  if (read.kind === 'known')
    for (const { size, price } of read.value) {
      claim(microsOfShares(size) > 0n, 'a fill has a size');
      claim(microsOfPrice(price) > 0n && microsOfPrice(price) < 1_000_000n, 'a price is one');
    }
  return observedVerdict(read);
};

const pageOf = (name: string): string =>
  JSON.stringify({ next_cursor: 'LTE=', data: [example(name)] });

const fills = jsonTarget({
  name: 'own trades',
  seeds: [text('clob-trades'), pageOf('clob-taker-trade'), pageOf('clob-maker-trade')],
  required: ['next_cursor'],
  run: readFills,
});

const TRADE = ['id', 'market', 'status', 'match_time', 'asset_id', 'side'];

const taker = jsonTarget({
  name: 'own trade as taker',
  seeds: [pageOf('clob-taker-trade')],
  required: [...TRADE, 'taker_order_id', 'size', 'price'].map((name) => `data.*.${name}`),
  run: readFills,
});

const activity = jsonTarget({
  name: 'own activity',
  seeds: [JSON.stringify({ status: example('data-status'), rows: example('data-own-activity') })],
  required: [
    'status.data.serving.lag_seconds',
    'rows.pagination',
    'rows.data.*.type',
    'rows.data.*.timestamp',
    'rows.data.*.transaction_hash',
  ],
  run: async (value) => {
    const read = await createOwnActivity({
      data: apiOf((path) => memberOf(value, path.includes('status') ? 'status' : 'rows')),
      clock: manualClock(),
      holder: HOLDER,
      lagMax: seconds(90),
      report: () => undefined,
    }).fetchActivity(FROM);
    return observedVerdict(read);
  },
});

const balance = jsonTarget({
  name: 'balance',
  seeds: [text('clob-balance')],
  required: ['balance'],
  run: async (value) => {
    const read = await createBalances({
      account: privateOf(() => value),
      clock: manualClock(),
      directory: DIRECTORY,
      signatureType: 2,
    }).fetchBalances([YES], new Set());
    if (read.kind === 'known') {
      const said = Number(memberOf(value, 'balance'));
      const isSaid = Math.abs(Number(microsOfUsdc(read.value.cash)) - said) <= said * 1e-9;
      claim(isSaid, 'the cash is what was said');
    }
    return observedVerdict(read);
  },
});

const restriction = jsonTarget({
  name: 'closed only',
  seeds: [text('clob-closed-only')],
  required: ['closed_only'],
  run: async (value) => {
    const account = privateOf(() => value);
    return observedVerdict(await fetchRestriction({ account, clock: manualClock() }));
  },
});

const directory = jsonTarget({
  name: 'market by token',
  seeds: [text('clob-market-by-token')],
  required: ['condition_id', 'primary_token_id', 'secondary_token_id'],
  run: async (value) => {
    const nothing = plainError('UNAVAILABLE', 'a universe', 'is not read here');
    const opened = createTokenDirectory(
      apiOf(() => value),
      {
        kept: () => undefined,
        get: () => Promise.resolve(unknown(nothing)),
        tokens: () => Promise.resolve(unknown(nothing)),
      },
    );
    return verdictOf(await opened.refOf(YES));
  },
});

const SIGNER: Signer = {
  address: HOLDER,
  signTypedData: () => Promise.resolve(ok(`0x${'1b'.repeat(65)}`)),
};

const credentials: Target = {
  name: 'credentials',
  form: 'text',
  seeds: [text('clob-credentials'), '{"error":"Could not derive api key!"}'],
  required: [],
  run: async (body) => {
    const answer = { status: 200, headers: {}, body, isCut: false };
    const login = await logIn({
      transport: () => Promise.resolve(ok(answer)),
      clock: manualClock(),
      base: 'http://venue.example',
      signer: SIGNER,
      chain: 137,
      venueNow: () => FROM,
      onAnswer: () => undefined,
    });
    if (!login.ok) return { kind: 'refused', reason: login.error.detail };
    const { key, secret, passphrase } = login.value;
    for (const part of [key, secret.reveal(), passphrase.reveal()])
      claim(part.trim() !== '', 'no part of a login is empty');
    return { kind: 'accepted', value: key };
  },
};

/** The private half of the venue. */
export const ACCOUNT_WIRE: readonly Target[] = [
  orders,
  fills,
  taker,
  activity,
  balance,
  restriction,
  directory,
  credentials,
];
