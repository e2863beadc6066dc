// Mistakes that people make, each with the variable that must be named and words that must be said.

import { key, liveEnv, node, wallets, without } from './environments.ts';
import type { Environment } from '../../lib/config/variable.ts';

/** One mistake: what it is, the environment, the variable named, the words said. */
export type Mistake = readonly [
  law: string,
  env: Environment,
  variable: string,
  ...words: readonly string[],
];

const live = (changes: Environment): Environment => ({ ...liveEnv, ...changes });
const mistyped = wallets[0].replace('5aAe', '5aae');
const many = Array.from({ length: 201 }, (_, i) => `market-${i}`).join(',');

export const numberMistakes: readonly Mistake[] = [
  ['a separator', { MAX_EXPOSURE_USD: '2,000' }, 'MAX_EXPOSURE_USD', '"2,000"', 'write 2000'],
  ['two separators', { WHALE_USD: '1,000,000.5' }, 'WHALE_USD', 'write 1000000.5'],
  ['an underscore', { MAX_EXPOSURE_USD: '2_000' }, 'MAX_EXPOSURE_USD', 'write 2000'],
  ['a decimal comma', { MIN_MOVE_CENTS: '2,5' }, 'MIN_MOVE_CENTS', 'decimal comma', 'write 2.5'],
  ['a dollar sign', { MAX_EXPOSURE_USD: '$500' }, 'MAX_EXPOSURE_USD', 'the number alone'],
  ['a currency', { WHALE_USD: '500 USD' }, 'WHALE_USD', 'carries a unit'],
  ['a percent sign', { MAX_DRAWDOWN_PCT: '25%' }, 'MAX_DRAWDOWN_PCT', 'carries a unit'],
  ['a unit of time', { CYCLE_SECONDS: '60s' }, 'CYCLE_SECONDS', 'carries a unit'],
  ['an exponent', { MAX_EXPOSURE_USD: '1e3' }, 'MAX_EXPOSURE_USD', 'scientific'],
  ['a plus sign', { TAKE_PROFIT_CENTS: '+3' }, 'TAKE_PROFIT_CENTS', 'plus sign'],
  ['a blank', { MAX_EXPOSURE_USD: ' 500' }, 'MAX_EXPOSURE_USD', 'begins or ends with a blank'],
  ['a line end', { STOP_LOSS_CENTS: '2\n' }, 'STOP_LOSS_CENTS', 'begins or ends with a blank'],
  ['words', { MAX_EXPOSURE_USD: 'a lot' }, 'MAX_EXPOSURE_USD', 'is not a plain number'],
  ['no number', { MAX_EXPOSURE_USD: 'NaN' }, 'MAX_EXPOSURE_USD', 'is not a plain number'],
  ['infinity', { MAX_EXPOSURE_USD: 'Infinity' }, 'MAX_EXPOSURE_USD', 'is not a plain number'],
  ['hex', { MAX_EXPOSURE_USD: '0x10' }, 'MAX_EXPOSURE_USD', 'is not a plain number'],
  ['a bare point', { MAX_EXPOSURE_USD: '.5' }, 'MAX_EXPOSURE_USD', 'is not a plain number'],
  ['nothing', { MAX_EXPOSURE_USD: '' }, 'MAX_EXPOSURE_USD', 'is empty'],
  ['zero money', { MAX_EXPOSURE_USD: '0' }, 'MAX_EXPOSURE_USD', 'too low', 'above 0'],
  ['debt', { PAPER_BALANCE_USD: '-5' }, 'PAPER_BALANCE_USD', 'is negative'],
  ['seven decimals', { WHALE_USD: '1.0000001' }, 'WHALE_USD', 'more than 6 decimals'],
  ['a fortune', { PAPER_BALANCE_USD: '100000000.000001' }, 'PAPER_BALANCE_USD', 'too high'],
  ['no drawdown', { MAX_DRAWDOWN_PCT: '0' }, 'MAX_DRAWDOWN_PCT', 'strictly between 0 and 100'],
  ['all of it', { MAX_DRAWDOWN_PCT: '100' }, 'MAX_DRAWDOWN_PCT', 'too high'],
  ['fine drawdown', { MAX_DRAWDOWN_PCT: '1.00001' }, 'MAX_DRAWDOWN_PCT', '4 decimals'],
  ['no slippage', { MAX_SLIPPAGE_CENTS: '0' }, 'MAX_SLIPPAGE_CENTS', 'too low'],
  ['wide slippage', { MAX_SLIPPAGE_CENTS: '10.0001' }, 'MAX_SLIPPAGE_CENTS', 'at most 10'],
  ['a dollar of profit', { TAKE_PROFIT_CENTS: '100' }, 'TAKE_PROFIT_CENTS', 'too high'],
  ['no stop', { STOP_LOSS_CENTS: '0' }, 'STOP_LOSS_CENTS', 'too low'],
  ['a short cycle', { CYCLE_SECONDS: '4' }, 'CYCLE_SECONDS', 'from 5 to 60'],
  ['a long cycle', { CYCLE_SECONDS: '61' }, 'CYCLE_SECONDS', 'too high'],
  ['half a second', { CYCLE_SECONDS: '5.5' }, 'CYCLE_SECONDS', 'not a whole number'],
  ['a long hold', { MAX_HOLD_MINUTES: '10081' }, 'MAX_HOLD_MINUTES', 'too high'],
  ['no hold', { MAX_HOLD_MINUTES: '0' }, 'MAX_HOLD_MINUTES', 'too low'],
  ['a long window', { MOVE_WINDOW_SECONDS: '3601' }, 'MOVE_WINDOW_SECONDS', 'too high'],
];

export const wordMistakes: readonly Mistake[] = [
  ['a preset of no name', { STRATEGY_PRESET: 'yolo' }, 'STRATEGY_PRESET', '"yolo"', 'balanced'],
  ['a capital', { STRATEGY_PRESET: 'Balanced' }, 'STRATEGY_PRESET', 'is not spelled balanced'],
  ['a hyphen', { STRATEGY_PRESET: 'aggressive-enterprise' }, 'STRATEGY_PRESET', 'is none of them'],
  ['a careless yes', { LIVE_TRADING: 'true' }, 'LIVE_TRADING', 'exactly I_UNDERSTAND_THE_RISKS'],
  ['a careless no', { LIVE_TRADING: 'false' }, 'LIVE_TRADING', '"false"'],
  ['a mumbled yes', { LIVE_TRADING: 'i_understand_the_risks' }, 'LIVE_TRADING', 'not spelled'],
  ['an empty yes', { LIVE_TRADING: '' }, 'LIVE_TRADING', 'is empty'],
  ['a yes', { APPROVALS_AUTO: 'yes' }, 'APPROVALS_AUTO', 'one of true, false'],
  ['a shouted true', { APPROVALS_AUTO: 'TRUE' }, 'APPROVALS_AUTO', 'is not spelled true'],
  ['a fourth wallet type', { SIGNATURE_TYPE: '4' }, 'SIGNATURE_TYPE', 'one of 0, 1, 2, 3'],
  ['a short address', { FUNDER_ADDRESS: '0x12' }, 'FUNDER_ADDRESS', '40 hex digits'],
  ['a bare address', { FUNDER_ADDRESS: wallets[0].slice(2) }, 'FUNDER_ADDRESS', '0x and 40'],
  ['a typing error', { FUNDER_ADDRESS: mistyped }, 'FUNDER_ADDRESS', 'wrong checksum'],
  ['nobody', { FUNDER_ADDRESS: `0x${'0'.repeat(40)}` }, 'FUNDER_ADDRESS', 'zero address'],
  [
    'a wrong second target',
    { TARGET_ADDRESSES: `${wallets[0]}, 0xabc` },
    'TARGET_ADDRESSES',
    '"0xabc" as entry 2',
  ],
  ['a stray comma', { TARGET_ADDRESSES: `${wallets[0]},` }, 'TARGET_ADDRESSES', 'entry 2', 'empty'],
  ['a URL for a slug', { MARKETS: 'https://polymarket.com/x' }, 'MARKETS', 'neither a slug'],
  ['a short condition', { MARKETS: '0x12ab' }, 'MARKETS', 'nor a condition id'],
  ['too many markets', { EXCLUDE_MARKETS: many }, 'EXCLUDE_MARKETS', '201 entries', 'at most 200'],
  ['a category of no name', { EXCLUDE_CATEGORIES: 'sport' }, 'EXCLUDE_CATEGORIES', 'sports'],
  ['a key separator', { PORTFOLIO_ID: 'a#b' }, 'PORTFOLIO_ID', '"a#b"'],
  ['a long portfolio', { PORTFOLIO_ID: 'a'.repeat(65) }, 'PORTFOLIO_ID', 'at most 64'],
  ['a kill folder', { KILL_SWITCH_FILE: 'data/' }, 'KILL_SWITCH_FILE', 'is a folder'],
  ['an empty kill file', { KILL_SWITCH_FILE: '' }, 'KILL_SWITCH_FILE', 'is empty'],
  ['a tab', { KILL_SWITCH_FILE: 'a\tb' }, 'KILL_SWITCH_FILE', 'control character'],
  ['a blank in a name', { KILL_SWITCH_PARAM: 'my switch' }, 'KILL_SWITCH_PARAM', 'SSM parameter'],
  ['a key for a name', { PRIVATE_KEY_PARAM: key }, 'PRIVATE_KEY_PARAM', 'a key where its name'],
  ['a node for its name', { RPC_URL_PARAM: node }, 'RPC_URL_PARAM', 'not shown', 'SSM parameter'],
  ...['RELAYER_API_KEY_PARAM', 'BUILDER_API_KEY_PARAM', 'BUILDER_SECRET_PARAM'].map(
    (name): Mistake => ['a blank in a name', { [name]: 'my key' }, name, 'not shown'],
  ),
  ['no name', { BUILDER_PASSPHRASE_PARAM: '' }, 'BUILDER_PASSPHRASE_PARAM', 'is empty'],
  ['a key for a KMS key', { KMS_KEY_ID: key }, 'KMS_KEY_ID', 'does not name a KMS key'],
  ['a short key', { PRIVATE_KEY: key.slice(0, -1) }, 'PRIVATE_KEY', 'not 64 hex digits'],
  ['a zero key', { PRIVATE_KEY: '0'.repeat(64) }, 'PRIVATE_KEY', 'not a key of the curve'],
  ['a key too high', { PRIVATE_KEY: 'f'.repeat(64) }, 'PRIVATE_KEY', 'not a key of the curve'],
  ['a host for a URL', { CLOB_URL: 'clob.polymarket.com' }, 'CLOB_URL', 'is not a URL'],
  ['another protocol', { GAMMA_URL: 'ftp://a.example' }, 'GAMMA_URL', 'neither https nor http'],
  ['an open line', { DATA_URL: 'http://data.example.com' }, 'DATA_URL', 'plain http'],
  ['a blank in a login', { RELAYER_API_KEY: 'two words' }, 'RELAYER_API_KEY', 'without blanks'],
  [
    'a short address',
    { RELAYER_API_KEY_ADDRESS: '0x1' },
    'RELAYER_API_KEY_ADDRESS',
    '40 hex digits',
  ],
  ['a short login', { BUILDER_API_KEY: 'short' }, 'BUILDER_API_KEY', '8 to 200'],
  ['a short secret', { BUILDER_SECRET: 'short' }, 'BUILDER_SECRET', '8 to 200'],
  ['a short phrase', { BUILDER_PASSPHRASE: 'short' }, 'BUILDER_PASSPHRASE', '8 to 200'],
  ['no allowance', { APPROVALS_USD: '0' }, 'APPROVALS_USD', 'is too low'],
  ['a host for the relayer', { RELAYER_URL: 'relayer-v2.example' }, 'RELAYER_URL', 'is not a URL'],
  ['a query', { GEOBLOCK_URL: 'https://a.example/?b=1' }, 'GEOBLOCK_URL', 'query'],
  [
    'a password',
    { CLOB_URL: 'https://me:pw@a.example' },
    'CLOB_URL',
    'looks like a secret',
    'user',
  ],
  ['a node without protocol', { RPC_URL: 'polygon.example/v2/k' }, 'RPC_URL', 'is not a URL'],
];

export const contradictions: readonly Mistake[] = [
  [
    'a market above the total',
    { MAX_EXPOSURE_USD: '300', MAX_EXPOSURE_PER_MARKET_USD: '300.000001' },
    'MAX_EXPOSURE_PER_MARKET_USD',
    '300.000001 is above the total of 300',
  ],
  [
    "a market above the preset's total",
    { STRATEGY_PRESET: 'conservative', MAX_EXPOSURE_PER_MARKET_USD: '201' },
    'MAX_EXPOSURE_PER_MARKET_USD',
    '201 is above the total of 200',
  ],
  [
    'a window below a cycle',
    { MOVE_WINDOW_SECONDS: '59' },
    'MOVE_WINDOW_SECONDS',
    'shorter than a cycle of 60 seconds',
  ],
  [
    'a market both listed and excluded',
    { MARKETS: 'a-b,c-d', EXCLUDE_MARKETS: 'c-d' },
    'EXCLUDE_MARKETS',
    'excludes c-d, which MARKETS lists',
  ],
  [
    'a portfolio that follows itself',
    { TARGET_ADDRESSES: wallets[0].toLowerCase(), FUNDER_ADDRESS: wallets[0] },
    'TARGET_ADDRESSES',
    'would follow itself',
  ],
];

export const liveMistakes: readonly Mistake[] = [
  ['no preset', without(liveEnv, 'STRATEGY_PRESET'), 'STRATEGY_PRESET', 'missing', 'conservative'],
  ['no node', without(liveEnv, 'RPC_URL'), 'RPC_URL', 'missing', 'https URL'],
  ['no key', without(liveEnv, 'PRIVATE_KEY'), 'PRIVATE_KEY', 'missing', 'PRIVATE_KEY_PARAM'],
  ['nobody to follow', without(liveEnv, 'TARGET_ADDRESSES'), 'TARGET_ADDRESSES', 'missing', 'FF'],
  ['no funder', without(liveEnv, 'FUNDER_ADDRESS'), 'FUNDER_ADDRESS', 'for SIGNATURE_TYPE 3'],
  [
    'no funder of a Safe',
    live({ FUNDER_ADDRESS: undefined, SIGNATURE_TYPE: '2' }),
    'FUNDER_ADDRESS',
    'for SIGNATURE_TYPE 2',
  ],
  ['a funder of an EOA', live({ SIGNATURE_TYPE: '0' }), 'FUNDER_ADDRESS', 'the key itself'],
  [
    'two keys',
    live({ KMS_KEY_ID: 'alias/keel' }),
    'PRIVATE_KEY',
    'PRIVATE_KEY and KMS_KEY_ID are set',
  ],
  [
    'three keys',
    live({ KMS_KEY_ID: 'alias/keel', PRIVATE_KEY_PARAM: '/keel/key' }),
    'PRIVATE_KEY',
    'PRIVATE_KEY and PRIVATE_KEY_PARAM and KMS_KEY_ID are set',
  ],
];
