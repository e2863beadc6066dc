// What a node of the chain answers to each question that we ask.

import { lookUp } from '../../../lib/adapters/chain/landing.ts';
import {
  readAllowance,
  readBlockLag,
  readCode,
  readDollars,
  readGas,
  readOperator,
  readShares,
} from '../../../lib/adapters/chain/reads.ts';
import { tokenId, walletAddress } from '../../../lib/units/ids.ts';
import { ok } from '../../../lib/units/result.ts';
import { manualClock } from '../../loopback/clocks.ts';
import { claim, jsonTarget } from '../target.ts';
import { observedVerdict } from './answers.ts';
import type { ChainSource } from '../../../lib/adapters/chain/reads.ts';
import type { Observed } from '../../../lib/domain/observed.ts';
import type { Target } from '../target.ts';

const WALLET = walletAddress('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed');
const word = (hex: string): string => hex.padStart(64, '0');
const TOKENS = [tokenId('1'), tokenId('2')];
const GRANT = { owner: WALLET, token: WALLET, spender: WALLET };

// A block, which has its time under a name.
const isNamed = (value: unknown): boolean => typeof value === 'object' && value !== null;

const question = (
  name: string,
  seeds: readonly [string, ...string[]],
  ask: (source: ChainSource) => Promise<Observed<unknown>>,
): Target =>
  jsonTarget({
    name: `node: ${name}`,
    seeds,
    required: [],
    run: async (value) => {
      const source = { rpc: () => Promise.resolve(ok(value)), clock: manualClock() };
      const read = await ask(source);
      const isText = typeof value === 'string' && /^0x[0-9a-f]*$/i.test(value);
      claim(read.kind === 'unknown' || isText || isNamed(value), 'what is understood is hex');
      return observedVerdict(read);
    },
  });

const UINT = JSON.stringify(`0x${word('f4240')}`);
const LIST = JSON.stringify(`0x${[word('20'), word('2'), word('a'), word('b')].join('')}`);

const landing = jsonTarget({
  name: 'node: receipt',
  seeds: [
    '{"receipt":{"status":"0x1"},"transaction":null,"count":"0x5"}',
    '{"receipt":null,"transaction":{"hash":"0x1"},"count":"0x5"}',
    '{"receipt":null,"transaction":null,"count":"0x5"}',
  ],
  required: ['receipt.status'],
  run: async (value) => {
    const said = Object(value) as Record<string, unknown>;
    const answers: Readonly<Record<string, unknown>> = {
      eth_getTransactionReceipt: said['receipt'],
      eth_getTransactionByHash: said['transaction'],
      eth_getTransactionCount: said['count'],
    };
    const rpc = (method: string) => Promise.resolve(ok(answers[method]));
    const landed = await lookUp({ rpc, clock: manualClock(), from: WALLET }, {
      hash: '0x1',
      nonce: 3n,
    } as unknown as Parameters<typeof lookUp>[1]);
    return landed.kind === 'unreadable'
      ? { kind: 'refused', reason: landed.detail }
      : { kind: 'accepted', value: landed };
  },
});

/** Answers of a node. */
export const CHAIN: readonly Target[] = [
  question('gas', ['"0x2386f26fc10000"'], (source) => readGas(source, WALLET)),
  question('code', ['"0x"', '"0x6080"'], (source) => readCode(source, WALLET)),
  question('dollars', [UINT], (source) => readDollars(source, WALLET, 'collateral')),
  question('allowance', [UINT], (source) => readAllowance(source, GRANT)),
  question('operator', [JSON.stringify(`0x${word('1')}`)], (source) => readOperator(source, GRANT)),
  question('shares', [LIST], (source) =>
    readShares(source, WALLET, { version: 'v1', tokens: TOKENS }),
  ),
  question('newest block', ['{"timestamp":"0x6b01c0a0"}'], readBlockLag),
  landing,
];
