// Portfolios side by side: what is wrong beside another although it is right by itself, and how
// many there can be.

import { describe, expect, it } from 'vitest';
import { PORTFOLIOS_MAX } from '../../cdk/portfolios-apart.ts';
import { KMS_KEY, LIVE, LIVE_KMS, refusalOf, templateOf } from './scene.ts';

const BUILDER = {
  BUILDER_API_KEY_PARAM: '/keel/live/builder-key',
  BUILDER_SECRET_PARAM: '/keel/live/builder-secret',
  BUILDER_PASSPHRASE_PARAM: '/keel/live/builder-passphrase',
};

describe('several portfolios', () => {
  it('are refused with every error of each of them, and of the system', () => {
    const errors = refusalOf({
      region: 'us-east-1',
      colour: 'red',
      portfolios: { a: { STRATEGY_PRESET: 'bold' }, b: { CYCLE_SECONDS: '61' }, c: 1 },
    });
    expect(errors.map((error) => error.split(/[.,] /)[0])).toEqual([
      'colour: there is no such setting',
      'region: "us-east-1" is in US',
      'portfolio a: STRATEGY_PRESET: "bold" is none of them',
      'portfolio b: CYCLE_SECONDS: "61" is too high',
      'portfolio c: is not an object of variables',
    ]);
  });

  it('refuse ids that differ by case alone', () => {
    expect(refusalOf({ portfolios: { main: {}, Main: {} } })).toEqual([
      'portfolio main: its id is there twice. Allowed: ids that differ by more than case.',
    ]);
  });

  it('refuse an id of 41 characters, and take one of 40', () => {
    expect(refusalOf({ portfolios: { ['a'.repeat(40)]: {} } })).toEqual([]);
    expect(refusalOf({ portfolios: { ['a'.repeat(41)]: {} } })[0]).toContain('has 41 characters');
  });

  it('refuse more than one stack can hold, and count', () => {
    const many = (count: number): Readonly<Record<string, unknown>> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`p${String(index)}`, {}]));
    expect(refusalOf({ portfolios: many(PORTFOLIOS_MAX - 1) })).toEqual([]);
    expect(refusalOf({ portfolios: many(PORTFOLIOS_MAX) })).toEqual([]);
    expect(refusalOf({ portfolios: many(PORTFOLIOS_MAX + 1) })).toEqual([
      'portfolios: 13 are named, which takes 512 resources, 39 for each. ' +
        'Allowed: at most 12, since one stack can hold 500 resources.',
    ]);
  });

  it.each([
    'PRIVATE_KEY_PARAM',
    'RPC_URL_PARAM',
    'BUILDER_API_KEY_PARAM',
    'BUILDER_SECRET_PARAM',
    'BUILDER_PASSPHRASE_PARAM',
  ])('refuse a kill switch, its own or another, for %s', (name) => {
    const named = (parameter: string): readonly string[] =>
      refusalOf({
        portfolios: {
          live: { ...LIVE, ...BUILDER, [name]: parameter },
          other: {},
        },
      });
    expect(named('/keel/live/kill-switches')).toEqual([]);
    expect(named('/keel/third/kill-switch')).toEqual([]);
    for (const id of ['live', 'other'])
      expect(named(`/keel/${id}/kill-switch`)).toEqual([
        `portfolio live: ${name}: is the kill switch of portfolio ${id}. ` +
          'Allowed: a parameter that holds nothing but this secret.',
      ]);
  });

  it('refuse an id that is none', () => {
    expect(refusalOf({ portfolios: { 'a b': {} } })[0]).toContain('portfolio a b: PORTFOLIO_ID: ');
  });

  it('refuse one wallet in two hands, however its address is written', () => {
    const upper = `0x${LIVE.FUNDER_ADDRESS.slice(2).toUpperCase()}`;
    const other = { ...LIVE, PRIVATE_KEY_PARAM: '/keel/two/private-key', FUNDER_ADDRESS: upper };
    expect(refusalOf({ portfolios: { one: LIVE, two: other } })).toEqual([
      'portfolio two: FUNDER_ADDRESS: is the wallet of another portfolio. ' +
        'Allowed: a wallet of its own, not that of portfolio one.',
    ]);
  });

  const { FUNDER_ADDRESS: _none, ...WITHOUT_WALLET } = LIVE;
  const ARN = `arn:aws:kms:eu-west-1:111122223333:key/${KMS_KEY}`;

  it.each([
    ['that holds the funds itself', LIVE_KMS, LIVE_KMS],
    ['named by its id and by its ARN', LIVE_KMS, { ...LIVE_KMS, KMS_KEY_ID: ARN }],
    ['that holds funds besides', LIVE, { ...WITHOUT_WALLET, SIGNATURE_TYPE: '0' }],
    ['of two wallets', LIVE, { ...LIVE, FUNDER_ADDRESS: `0x${'2'.repeat(40)}` }],
  ])('refuse one key in two hands %s, since the venue cancels by it', (_which, one, two) => {
    expect(refusalOf({ portfolios: { one, two } })).toEqual([
      'portfolio two: its key signs for another portfolio, and the venue cancels by the key. ' +
        'Allowed: a key of its own, not that of portfolio one.',
    ]);
  });

  it('refuse to be none', () => {
    expect(refusalOf({ portfolios: {} })[0]).toMatch(/^portfolios: none is named/);
    expect(refusalOf({ portfolios: undefined })[0]).toMatch(/^portfolios: none is named/);
  });
});

describe('a stack', () => {
  it('holds as many portfolios as are allowed, and could hold no more', async () => {
    const sizeOf = async (count: number): Promise<number> => {
      const ids = Array.from({ length: count }, (_, index) => [`p${String(index)}`, {}] as const);
      const portfolios = Object.fromEntries(ids);
      const { Resources } = await templateOf({ portfolios, alarmEmail: 'ops@example.com' });
      return Object.keys(Resources).length;
    };
    const [one, two, most] = [await sizeOf(1), await sizeOf(2), await sizeOf(PORTFOLIOS_MAX)];
    expect([one, two - one]).toEqual([44, 39]);
    expect(most).toBeLessThanOrEqual(500);
    expect(most + two - one).toBeGreaterThan(500);
  }, 30_000);
});
