// What the chain's node makes of a transaction: it refuses it in words, and has sent it or has not;
// it keeps it for minutes; or the transaction is reverted.

import { Transaction } from 'ethers/transaction';
import * as z from 'zod';
import { askNode } from '../../../lib/simulation/wire/chain-node.ts';
import { answer } from '../../../lib/simulation/wire/message.ts';
import type { FaultEffect, Instead } from '../../../lib/simulation/wire/faults.ts';
import type { WireCall } from '../../../lib/simulation/wire/message.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Dice } from './dice.ts';

const RATE = 0.25;

// Longer than any cycle waits. Unit: ms.
const KEPT = { from: 8_000, to: 240_000 } as const;

/** The node, and how something is planned for later. */
export type NodeWorld = {
  readonly server: WireServer;
  readonly later: (ms: number, act: () => void) => void;
};

const sendShape = z.looseObject({
  id: z.unknown(),
  method: z.literal('eth_sendRawTransaction'),
  params: z.tuple([z.string()]),
});

type Sending = z.infer<typeof sendShape>;
type Said = Readonly<Record<'result', string>> | { readonly error: object };

const hashOf = ({ params: [bytes] }: Sending): string => Transaction.from(bytes).hash ?? '';
const words = (message: string): Said => ({ error: { code: -32_000, message } });

type Way = (world: NodeWorld, on: { call: WireCall; sending: Sending; dice: Dice }) => Said;

const WAYS: readonly (readonly [name: string, way: Way])[] = [
  ['nonce too low', () => words('nonce too low')],
  ['underpriced', () => words('transaction underpriced')],
  ['no gas', () => words('insufficient funds for gas * price + value')],
  [
    'already known, and sent',
    ({ server }, { call }) => {
      askNode(server, call);
      return words('already known');
    },
  ],
  [
    'not mined for long',
    ({ server, later }, { call, sending, dice }) => {
      later(dice.between(KEPT.from, KEPT.to), () => void askNode(server, call));
      return { result: hashOf(sending) };
    },
  ],
  [
    'reverted',
    ({ server }, { sending }) => {
      server.chainLog.note(hashOf(sending), 'reverted');
      return { result: hashOf(sending) };
    },
  ],
];

/** What becomes of a call to the node that arrives. */
export const nodeFaultBy = (dice: Dice, world: () => NodeWorld): FaultEffect => ({
  kind: 'quoted',
  answer: (call): Instead => {
    const { server } = world();
    const sending = sendShape.safeParse(JSON.parse(call.body));
    if (!sending.success || !dice.happens('relayer', RATE)) return askNode(server, call);
    const [name, way] = dice.oneOf(WAYS);
    dice.note(`transaction ${name}`);
    const said = way(world(), { call, sending: sending.data, dice });
    return answer({ jsonrpc: '2.0', id: sending.data.id, ...said });
  },
});
