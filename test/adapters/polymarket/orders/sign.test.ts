// From an approved order to its identity: the market it is on decides, and no two are the same.

import { describe, expect, it } from 'vitest';
import { plainError } from '../../../../lib/adapters/polymarket/http-error.ts';
import { keepGrids } from '../../../../lib/adapters/polymarket/orders/grids.ts';
import { newSalt } from '../../../../lib/adapters/polymarket/orders/salt.ts';
import { known, unknown } from '../../../../lib/domain/observed.ts';
import { price, tick } from '../../../../lib/units/price.ts';
import { err, ok } from '../../../../lib/units/result.ts';
import { durationMs, epochMs } from '../../../../lib/units/time.ts';
import { manualClock } from '../../../loopback/clocks.ts';
import { json } from '../../../loopback/server.ts';
import { ADDRESS } from '../signing/keys.ts';
import { API_KEY, approved, ORDER, scene } from './scenes.ts';
import type { WritesOptions } from '../../../../lib/adapters/polymarket/orders/writes.ts';
import type { Book } from '../../../../lib/domain/book.ts';
import type { Market } from '../../../../lib/domain/market.ts';
import type { Observed } from '../../../../lib/domain/observed.ts';
import type { SignedOrder } from '../../../../lib/domain/order.ts';
import type { SignError } from '../../../../lib/domain/venue-outcome.ts';
import type { VenueWrites } from '../../../../lib/ports/venue.ts';
import type { Tick } from '../../../../lib/units/price.ts';
import type { Signer } from '../../../../lib/ports/signer.ts';

const START = epochMs(1_790_000_000_000n);
const NEVER = { kind: 'never' } as const;
const market = (terms: Partial<Market> = {}): Market =>
  ({ version: 'v1', negRisk: false, tick: tick('0.01'), ...terms }) as Market;

const open = async (changes: Partial<WritesOptions> = {}): Promise<VenueWrites> => {
  const options = {
    clock: manualClock(START),
    newSalt: () => 479_249_096_354n,
    marketOf: () => market(),
    ...changes,
  };
  return (await scene(() => json(null), options)).writes;
};

const signedBy = async (writes: VenueWrites): Promise<SignedOrder> => {
  const signed = await writes.sign(approved(), NEVER);
  if (!signed.ok) throw new Error(signed.error.detail);
  return signed.value;
};
const stampOf = ({ body }: SignedOrder): string =>
  (JSON.parse(body) as { readonly order: { readonly timestamp: string } }).order.timestamp;

describe('an approved order', () => {
  // Source: venue reference 2.6, the published vectors.
  it.each([
    ['v1', false, '0x0b8581f0049156beb97072b4eeddcfdbc338c9c02d6af0db6835c4ddc260bc73'],
    ['v1', true, '0x3d86f1cf4adb735c895836c46d0e3cb5b03a7a431e5023ed90155946886366b8'],
    ['v2', false, '0xeb7415ebb40b5e493eb0b93a0ccee895228d5248aeaae6e4d7a539bcd145a291'],
  ] as const)('on a %s market, negative risk %s, has its id', async (version, negRisk, id) => {
    const writes = await open({ marketOf: () => market({ version, negRisk }) });
    const signed = await signedBy(writes);
    expect(signed).toMatchObject({ id, approved: approved(), expiration: NEVER });
    expect(JSON.parse(signed.body)).toMatchObject({ owner: API_KEY, orderType: 'GTC' });
  });

  it('is asked about by its own market', async () => {
    const asked: string[] = [];
    const writes = await open({
      marketOf: (condition) => {
        asked.push(condition);
        return market();
      },
    });
    await signedBy(writes);
    expect(asked).toEqual([ORDER.condition]);
  });

  it('is told apart from one of the same moment', async () => {
    const writes = await open();
    const all = [await signedBy(writes), await signedBy(writes), await signedBy(writes)];
    expect(all.map(stampOf)).toEqual(['1790000000000', '1790000000001', '1790000000002']);
    expect(new Set(all.map(({ id }) => id)).size).toBe(3);
  });

  it('is told apart from others that are signed beside it', async () => {
    const writes = await open();
    const all = await Promise.all(Array.from({ length: 15 }, () => signedBy(writes)));
    expect(new Set(all.map(stampOf)).size).toBe(15);
  });

  it.each([
    ['backwards', -5_000n, '1790000000001'],
    ['by a millisecond', 1n, '1790000000001'],
    ['onwards', 5_000n, '1790000005000'],
  ])('has a later time than the one before, when the clock goes %s', async (_how, by, stamp) => {
    const clock = manualClock(START);
    const writes = await open({ clock });
    await signedBy(writes);
    clock.advance(durationMs(by));
    expect(stampOf(await signedBy(writes))).toBe(stamp);
  });
});

describe('the grid', () => {
  const at055 = () => approved({ price: price('0.55') });
  const book = (step: Tick): Observed<Book> => known({ tick: step } as Book, START);

  it.each([
    ['finer', tick('0.1'), tick('0.01'), true],
    ['coarser', tick('0.01'), tick('0.1'), false],
  ] as const)('that has become %s with the last book counts', async (...grid) => {
    const [, kept, read, isSigned] = grid;
    const grids = keepGrids((tokens) =>
      Promise.resolve(new Map(tokens.map((token) => [token, book(read)]))),
    );
    const writes = await open({ marketOf: () => market({ tick: kept }), tickOf: grids.tickOf });
    expect((await writes.sign(at055(), NEVER)).ok).toBe(!isSigned);
    await grids.fetchBooks([ORDER.token]);
    expect((await writes.sign(at055(), NEVER)).ok).toBe(isSigned);
  });

  it('of the last book that could be read stays', async () => {
    const answers = [book(tick('0.001')), unknown<Book>(plainError('TIMEOUT', 'POST /books', ''))];
    const grids = keepGrids((tokens) => {
      const answer = answers.shift();
      return Promise.resolve(new Map(tokens.flatMap((token) => (answer ? [[token, answer]] : []))));
    });
    for (let count = 0; count < 3; count++) await grids.fetchBooks([ORDER.token]);
    expect(grids.tickOf(ORDER.token)).toBe(tick('0.001'));
  });
});

describe('an order that cannot be signed', () => {
  const signer = (kind: 'SIGNER_REFUSED' | 'SIGNER_UNAVAILABLE'): Signer => ({
    address: ADDRESS,
    signTypedData: () => Promise.resolve({ ok: false, error: { kind, detail: 'a reason' } }),
  });
  const account = (one: Signer): Pick<WritesOptions, 'account'> => ({
    account: () =>
      Promise.resolve(ok({ signer: one, holder: { kind: 'eoa' }, chain: 137, owner: API_KEY })),
  });

  it.each<[string, Partial<WritesOptions>, SignError]>([
    [
      'its market was not read',
      { marketOf: () => undefined },
      { kind: 'SIGNER_REFUSED', detail: `unknown market ${ORDER.condition}` },
    ],
    [
      'its grid has become coarser',
      { marketOf: () => market({ tick: tick('0.1') }) },
      { kind: 'SIGNER_REFUSED', detail: 'OFF_TICK: price=0.55 tick=0.1' },
    ],
    [
      'its salt is none',
      { newSalt: () => -1n },
      { kind: 'SIGNER_REFUSED', detail: 'SALT_OUT_OF_RANGE: salt=-1 allowed=0 to 2^53 - 1' },
    ],
    [
      'its API key cannot be had',
      { account: () => Promise.resolve(err({ kind: 'SIGNER_UNAVAILABLE', detail: 'no login' })) },
      { kind: 'SIGNER_UNAVAILABLE', detail: 'no login' },
    ],
    [
      'its signer refuses',
      account(signer('SIGNER_REFUSED')),
      { kind: 'SIGNER_REFUSED', detail: 'a reason' },
    ],
    [
      'its signer is away',
      account(signer('SIGNER_UNAVAILABLE')),
      { kind: 'SIGNER_UNAVAILABLE', detail: 'a reason' },
    ],
  ])('because %s says so', async (_why, changes, error) => {
    const writes = await open(changes);
    expect(await writes.sign(approved({ price: price('0.55') }), NEVER)).toEqual({
      ok: false,
      error,
    });
  });

  it('because its terms contradict each other says so', async () => {
    const writes = await open();
    expect(await writes.sign(approved({ timeInForce: 'GTD' }), NEVER)).toMatchObject({
      error: {
        kind: 'SIGNER_REFUSED',
        detail: 'TERMS_CONTRADICT: detail=GTD orders expire, and only they',
      },
    });
  });
});

describe('a salt', () => {
  const SALTS = Array.from({ length: 10_000 }, newSalt);

  it('is a whole number that JSON carries as it is', () => {
    expect(SALTS.filter((salt) => BigInt(Number(salt)) !== salt || salt < 0n)).toEqual([]);
    expect(SALTS.filter((salt) => salt > BigInt(Number.MAX_SAFE_INTEGER))).toEqual([]);
  });

  it('is another one each time, and uses all 53 bits', () => {
    expect(new Set(SALTS).size).toBe(SALTS.length);
    expect(SALTS.reduce((seen, salt) => seen | salt)).toBe(2n ** 53n - 1n);
  });
});
