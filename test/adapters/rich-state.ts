// A portfolio state with something in every corner, so that codecs and stores have all of it to
// keep.

import { applyEntry, emptyLedger } from '../../lib/accounting/ledger.ts';
import { conditionId, orderId, portfolioId, signalKey, tokenId } from '../../lib/units/ids.ts';
import { configHash, tradeId, walletAddress } from '../../lib/units/ids.ts';
import { price, priceOffset } from '../../lib/units/price.ts';
import { shares, ZERO_SHARES } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import type { Intent } from '../../lib/domain/intent.ts';
import type { LedgerEntry } from '../../lib/domain/ledger-entry.ts';
import type { LedgerState } from '../../lib/domain/ledger-state.ts';
import type { PortfolioIdentity, PortfolioState } from '../../lib/domain/portfolio-state.ts';
import type { RiskState } from '../../lib/domain/risk-state.ts';
import type { StrategyMemory } from '../../lib/domain/strategy-memory.ts';
import type { EpochMs } from '../../lib/units/time.ts';

export const at = (seconds: number): EpochMs => epochMs(BigInt(1_750_000_000 + seconds) * 1_000n);
const MARKET = conditionId('0xmarket');
const YES = tokenId('1');
const NO = tokenId('2');

export const IDENTITY: PortfolioIdentity = {
  portfolio: portfolioId('default'),
  mode: 'paper',
  chainId: 137,
  funder: 'paper',
};

export const ENTRIES: readonly LedgerEntry[] = [
  { sequence: 1, eventId: 'opening', at: at(0), kind: 'opening', cash: usdc('1000') },
  {
    sequence: 2,
    eventId: 't1|a|MATCHED',
    at: at(1),
    kind: 'fill',
    trade: tradeId('t1'),
    order: orderId('a'),
    strategy: 'MM',
    condition: MARKET,
    token: YES,
    outcome: 'YES',
    side: 'BUY',
    price: price('0.43'),
    size: shares('25.123456'),
    fee: usdc('0.01'),
    role: 'taker',
    status: 'MATCHED',
  },
  {
    sequence: 3,
    eventId: 't2|b|CONFIRMED',
    at: at(2),
    kind: 'fill',
    trade: tradeId('t2'),
    order: orderId('b'),
    strategy: 'Protect',
    condition: MARKET,
    token: NO,
    outcome: 'NO',
    side: 'BUY',
    price: price('0.5'),
    size: shares('10'),
    fee: usdc('0'),
    role: 'maker',
    status: 'CONFIRMED',
  },
  {
    sequence: 4,
    eventId: 'reward-1',
    at: at(3),
    kind: 'reward',
    amount: usdc('0.5'),
  },
];

export const LEDGER: LedgerState = ENTRIES.reduce(applyEntry, emptyLedger(at(0)));

export const INTENT: Intent = {
  id: orderId('0xorder'),
  strategy: 'FF',
  reason: 'whale bought 12,000 YES',
  effect: 'adding',
  order: {
    condition: MARKET,
    token: YES,
    outcome: 'YES',
    side: 'BUY',
    price: price('0.44'),
    size: shares('20'),
    timeInForce: 'FAK',
    liquidity: 'may-take',
  },
  reference: price('0.43'),
  expiration: { kind: 'never' },
  signal: { kind: 'signal', key: signalKey('whale|0xtx') },
  body: '',
  attempt: 1,
  journaledAt: at(4),
  sendableUntil: at(50),
  phase: { kind: 'unknown', cleanScans: 1 },
  filled: ZERO_SHARES,
  reversed: shares('1'),
  matched: shares('2'),
};

const RISK: RiskState = {
  tradingState: 'REDUCE_ONLY',
  breakers: {
    CONSECUTIVE_REJECTS: { kind: 'half-open', since: at(1), probe: { kind: 'available' } },
    API_HEALTH: { kind: 'closed' },
    DRAWDOWN: { kind: 'open', since: at(1), until: at(301), detail: 'drawdown 16 %' },
  },
  rejects: { count: 2, classes: ['funds', 'tick'] },
  apiHealth: { clobOkAt: at(4), gammaOkAt: at(3), gammaFailures: 2 },
  session: {
    startedAt: at(0),
    peak: { kind: 'marked', equity: usdc('1000.123456') },
    lastMark: { kind: 'marked', equity: usdc('999.5') },
    flows: usdc('1000'),
  },
  mismatches: [
    {
      scope: { kind: 'market', condition: MARKET },
      differingCycles: 2,
      matchingCycles: 0,
      halted: true,
      detail: 'believed 25, venue 24',
    },
    {
      scope: { kind: 'cash' },
      differingCycles: 1,
      matchingCycles: 0,
      halted: false,
      detail: 'believed 1, venue 2',
    },
  ],
  cooldowns: [
    {
      scope: { kind: 'token-side', token: YES, side: 'BUY' },
      cause: 'funds',
      until: at(600),
      repeats: 1,
    },
    { scope: { kind: 'global' }, cause: 'region', until: at(3600), repeats: 0 },
  ],
  balanceLags: [{ token: YES, attempts: 3, size: shares('5') }],
  killSwitchFailures: 1,
  integrity: { kind: 'broken', since: at(3), statement: 'one is one' },
};

const MEMORY: StrategyMemory = {
  markets: new Map([
    [
      MARKET,
      {
        samples: [{ at: at(1), yes: price('0.43') }],
        variancePerHour: 0.012345,
        lastValid: { at: at(1), yes: price('0.43') },
        invalidCycles: 0,
      },
    ],
  ]),
  stops: [{ token: YES, breaches: 1, widenedCents: null, noEntryUntil: at(900) }],
  flowExits: [
    {
      token: YES,
      signal: signalKey('whale|0xtx'),
      entryFair: price('0.43'),
      takeProfit: priceOffset(30_000n),
      stopLoss: priceOffset(20_000n),
      exitBy: at(3600),
    },
  ],
  usedSignals: new Map([[signalKey('whale|0xtx'), at(4)]]),
  followedMarkets: new Map([[conditionId('0xfollowed'), at(4)]]),
  pendingMarkouts: [
    {
      key: signalKey('whale|0xtx'),
      condition: MARKET,
      category: 'sports',
      direction: 'BUY',
      fairAtSignal: price('0.43'),
      measureAt: at(304),
    },
  ],
  markouts: [{ category: 'sports', count: 12, meanMove: 0.0042 }],
  stranded: [{ token: NO, shares: shares('0.000001') }],
  notices: [{ condition: MARKET, topic: 'no-bid' }],
};

export const STATE: PortfolioState = {
  identity: IDENTITY,
  cycle: 7,
  savedAt: at(5),
  lastSummaryAt: at(0),
  risk: RISK,
  ledger: LEDGER,
  memory: MEMORY,
  intents: [INTENT],
  chainMoves: [{ request: { kind: 'merge', condition: MARKET, size: shares('3') }, sentAt: at(2) }],
  isOpeningDoubted: true,
  feedsReadAt: at(4),
  clearance: {
    kind: 'cleared',
    wallet: walletAddress('0xWallet'),
    configHash: configHash('abc'),
    at: at(3),
    cycles: 9,
  },
  dust: [
    { kind: 'cash', amount: usdc('-0.000001') },
    { kind: 'shares', condition: MARKET, token: NO, outcome: 'NO', amount: shares('0.000002') },
  ],
  outbox: ENTRIES.slice(3),
  settled: [{ intent: INTENT, end: 'absent', detail: 'never seen', at: at(4) }],
};
