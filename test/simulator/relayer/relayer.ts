// The relayer of a simulated world. What it takes it brings to the simulated chain after a while,
// where the wallet takes each nonce once and nothing after its deadline; or it fails at that.

import { moveIn } from '../../../lib/simulation/wire/chain-calls.ts';
import { isSameAddress } from '../../../lib/simulation/wire/account.ts';
import { applyFault, effectOn } from '../../../lib/simulation/wire/fault-effects.ts';
import { answer, failure } from '../../../lib/simulation/wire/message.ts';
import { nowOf } from '../../../lib/simulation/wire/server.ts';
import { batchIn } from './batch.ts';
import { isLoggedIn } from './login.ts';
import type { WireAnswer, WireCall, WireReply } from '../../../lib/simulation/wire/message.ts';
import type { WireServer } from '../../../lib/simulation/wire/server.ts';
import type { Batch } from './batch.ts';

/** The path of the relayer at the address of all that is simulated. */
export const RELAYER_PATH = '/relayer';

/** The relay that proxy wallets are served by. */
export const RELAY = '0x2222222222222222222222222222222222222222';

/** What becomes of a batch: how long its steps take from the one before. Unit: ms. */
export type BatchFate = {
  readonly end: 'confirmed' | 'failed' | 'invalid';
  readonly listedAfter: number;
  /** Until its transaction is in a block, or until it is known that it never will be. */
  readonly minedAfter: number;
  readonly confirmedAfter: number;
};

/** What becomes of a batch where nothing goes wrong. */
export const RELAYED: BatchFate = {
  end: 'confirmed',
  listedAfter: 0,
  minedAfter: 2_000,
  confirmedAfter: 2_000,
};

type State = 'NEW' | 'EXECUTED' | 'MINED' | 'CONFIRMED' | 'FAILED' | 'INVALID';

type Row = {
  readonly id: string;
  readonly batch: Batch;
  readonly listedAt: number;
  state: State;
};

/** A relayer. */
export type Relayer = {
  readonly handle: (call: WireCall) => WireReply;
  /** Decides what becomes of the batches that are handed in from now on. */
  readonly decideBy: (decide: () => BatchFate) => void;
  /** How each batch that was handed in stands, oldest first. */
  readonly states: () => readonly State[];
};

/** What a relayer is made over. */
export type RelayerWorld = {
  readonly server: WireServer;
  /** Plans something after so many milliseconds. */
  readonly later: (ms: number, act: () => void) => void;
};

// More than anybody looks at.
const LISTED_MAX = 50;

const KINDS = { 0: null, 1: 'PROXY', 2: 'SAFE', 3: 'WALLET' } as const;

/** Makes a relayer that nothing was handed to. */
export const createRelayer = ({ server, later }: RelayerWorld): Relayer => {
  const { account } = server;
  const rows: Row[] = [];
  let decide = (): BatchFate => RELAYED;
  let nonce = 0n;

  const shown = ({ id, batch, state }: Row) => ({
    transactionID: id,
    state: `STATE_${state}`,
    proxyAddress: batch.wallet,
    signature: batch.signature,
    nonce: batch.nonce.toString(),
  });
  const wasCarriedOut = ({ nonce: asked, deadline, calls }: Batch): boolean => {
    const isLate = deadline !== null && nowOf(server) / 1_000 > deadline;
    const moves = calls.map(moveIn);
    if (asked !== nonce || isLate || moves.includes(null)) return false;
    const ends = moves.map((move) => (move === null ? null : server.venue.submit(move)));
    return ends.some((end) => end?.kind === 'sent');
  };
  const bring = (row: Row, { end, minedAfter, confirmedAfter }: BatchFate): void => {
    later(minedAfter / 2, () => {
      row.state = 'EXECUTED';
    });
    later(minedAfter, () => {
      const isDone = end === 'confirmed' && wasCarriedOut(row.batch);
      // What a hub relays takes its nonce whatever becomes of it there.
      if (isDone || (end === 'failed' && row.batch.type === 'PROXY' && row.batch.nonce === nonce))
        nonce += 1n;
      row.state = isDone ? 'MINED' : end === 'invalid' ? 'INVALID' : 'FAILED';
      if (isDone)
        later(confirmedAfter, () => {
          row.state = 'CONFIRMED';
        });
    });
  };
  const submit = ({ body }: WireCall): WireAnswer => {
    const batch = batchIn(body);
    if (batch === null) return failure(400, 'invalid payload');
    const isOurs =
      batch.type === KINDS[account.signatureType] &&
      isSameAddress(batch.from, account.signer) &&
      isSameAddress(batch.wallet, account.wallet);
    if (!isOurs || !batch.isProven) return failure(400, 'invalid signature');
    const fate = decide();
    const listedAt = nowOf(server) + fate.listedAfter;
    const id = `batch-${String(rows.length + 1)}`;
    const row: Row = { id, batch, listedAt, state: 'NEW' };
    rows.push(row);
    bring(row, fate);
    return answer({ transactionID: id, state: 'STATE_NEW' });
  };
  const listed = (): readonly Row[] =>
    rows.filter(({ listedAt }) => listedAt <= nowOf(server)).slice(-LISTED_MAX);
  const isDeployed = (address: string | null): boolean =>
    isSameAddress(address ?? '', account.wallet) && (account.signatureType !== 1 || nonce > 0n);
  const answerTo = (call: WireCall, path: string): WireAnswer => {
    if (!isLoggedIn(call, path)) return failure(401, 'unauthorized');
    switch (`${call.method} ${path}`) {
      case 'POST /submit':
        return submit(call);
      case 'GET /nonce':
        return answer({ nonce: nonce.toString() });
      case 'GET /relay-payload':
        return answer({ address: RELAY, nonce: nonce.toString() });
      case 'GET /deployed':
        return answer({ deployed: isDeployed(call.query.get('address')) });
      case 'GET /transaction':
        return answer(rows.filter(({ id }) => id === call.query.get('id')).map(shown));
      case 'GET /transactions':
        return answer(listed().toReversed().map(shown));
      default:
        return failure(404, 'not found');
    }
  };
  return {
    handle: (call) => {
      const path = call.path.slice(RELAYER_PATH.length);
      return applyFault(effectOn(server, call), call, () => answerTo(call, path));
    },
    decideBy: (next) => {
      decide = next;
    },
    states: () => rows.map(({ state }) => state),
  };
};
