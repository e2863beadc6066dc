// A node of the chain for rehearsals: the account's holdings and approvals are those of the venue,
// and of all transactions merges and redemptions are carried out. It is no chain: nothing is
// signed by anybody, and blocks are as old as they are asked for.

import { Transaction } from 'ethers/transaction';
import * as z from 'zod/mini';
import { isSameAddress } from './account.ts';
import { answerRead, moveIn } from './chain-calls.ts';
import { answer } from './message.ts';
import { parseJson } from './message.ts';
import { nowOf } from './server.ts';
import type { ChainRequest } from '../../domain/decision.ts';
import type { ContractCall } from './chain-calls.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

const callWire = z.object({ to: z.string(), data: z.string() });
const requestWire = z.object({
  id: z.union([z.number(), z.string(), z.null()]),
  method: z.string(),
  params: z.array(z.unknown()),
});

type Params = readonly unknown[];
type Said = { readonly result: unknown } | { readonly error: string };
type Method = (server: WireServer, params: Params) => Said;

const hex = (value: bigint | number): string => `0x${value.toString(16)}`;
const said = (result: unknown): Said => ({ result });
const refused = (error: string): Said => ({ error });

// Enough for every approval there is. Unit: 10^-18 POL.
const POL_HELD = 10n ** 19n;
const GAS_PRICE = 30_000_000_000n;
const GAS = 300_000;

const blockOf: Method = (server) =>
  said({
    number: hex(server.chainLog.sent().length + 1),
    timestamp: hex(Math.floor(nowOf(server) / 1_000)),
    baseFeePerGas: hex(GAS_PRICE),
  });

const codeOf: Method = ({ account }, [address]) => {
  const isKey = isSameAddress(String(address), account.signer);
  return said(isKey ? '0x' : '0x60006000');
};

const NOT_MADE = 'execution reverted: the chain of a rehearsal makes merges and redemptions only';

const callIn = (params: Params): ContractCall | null => {
  const read = z.safeParse(callWire, params[0]);
  return read.success ? read.data : null;
};

const tried: Method = (server, params) => {
  const call = callIn(params);
  if (call === null) return refused('invalid argument 0');
  const result = answerRead(server, call);
  if (result !== null) return said(result);
  return moveIn(call) === null ? refused(NOT_MADE) : said('0x');
};

const estimated: Method = (_, params) => {
  const call = callIn(params);
  return call !== null && moveIn(call) !== null ? said(hex(GAS)) : refused(NOT_MADE);
};

// Redeeming what is not held is no error: it pays nothing.
const paysNothing = ({ venue }: WireServer, { kind, condition }: ChainRequest): boolean =>
  kind === 'redeem' && venue.universe().markets.get(condition)?.status.kind === 'resolved';

const carriedOut: Method = (server, [bytes]) => {
  const transaction = Transaction.from(String(bytes));
  const { to, data, hash, from, nonce } = transaction;
  if (to === null || hash === null || !isSameAddress(from ?? '', server.account.wallet))
    return refused('invalid sender');
  const { endOf, sent } = server.chainLog;
  if (endOf(hash) !== undefined) return refused('already known');
  if (nonce < sent().length) return refused('nonce too low');
  const move = moveIn({ to, data });
  if (move === null) return refused(NOT_MADE);
  const isDone = server.venue.submit(move).kind === 'sent' || paysNothing(server, move);
  server.chainLog.note(hash, isDone ? 'done' : 'reverted');
  return said(hash);
};

const receiptOf: Method = ({ chainLog }, [hash]) => {
  const end = chainLog.endOf(String(hash));
  return said(end === undefined ? null : { status: end === 'done' ? '0x1' : '0x0' });
};

const METHODS: Readonly<Record<string, Method>> = {
  eth_chainId: ({ chain }) => said(hex(chain)),
  eth_getBlockByNumber: blockOf,
  eth_getBalance: () => said(hex(POL_HELD)),
  eth_getCode: codeOf,
  eth_maxPriorityFeePerGas: () => said(hex(GAS_PRICE)),
  eth_getTransactionCount: ({ chainLog }) => said(hex(chainLog.sent().length)),
  eth_call: tried,
  eth_estimateGas: estimated,
  eth_sendRawTransaction: carriedOut,
  eth_getTransactionReceipt: receiptOf,
  eth_getTransactionByHash: () => said(null),
};

const saidTo = (server: WireServer, method: string, params: Params): Said => {
  try {
    return METHODS[method]?.(server, params) ?? refused(`the method ${method} is not known here`);
  } catch (error) {
    return refused(error instanceof Error ? error.message : 'it cannot be read');
  }
};

/** Answers POST /rpc. */
export const askNode = (server: WireServer, { body }: WireCall): WireAnswer => {
  const read = z.safeParse(requestWire, parseJson(body));
  if (!read.success) return answer({ jsonrpc: '2.0', id: null, error: { code: -32_600 } }, 400);
  const { id, method, params } = read.data;
  const reply = saidTo(server, method, params);
  return answer({
    jsonrpc: '2.0',
    id,
    ...('error' in reply ? { error: { code: -32_000, message: reply.error } } : reply),
  });
};
