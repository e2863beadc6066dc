// A relayer on this machine: it speaks the relayer's HTTP, and what it takes it carries out on the
// local chain, where the wallets check the signatures.

import { proxyOf } from '../../../lib/adapters/polymarket/relayer/derived-wallets.ts';
import { CONTRACTS } from '../../../lib/domain/contracts.ts';
import { json, startLoopback, text } from '../../loopback/server.ts';
import { OWNER, inBlock } from './scene.ts';
import type { Exchange, Loopback, Reply } from '../../loopback/server.ts';
import type { LocalChain } from './local-chain.ts';

/** The key that the relayer knows. */
export const RELAYER_KEY = '0190b317-a1d3-7bec-9b91-eeb6dcd3a620';

/** The relay that proxy wallets are served by. */
export const RELAY = '0x2222222222222222222222222222222222222222';

type Body = {
  readonly type: string;
  readonly to: string;
  readonly nonce: string;
  readonly data: string;
  readonly signature: string;
  readonly proxyWallet: string;
  readonly signatureParams: { readonly gasLimit: string; readonly operation: string };
  readonly depositWalletParams: {
    readonly depositWallet: string;
    readonly deadline: string;
    readonly calls: readonly unknown[];
  };
};

type Row = { transactionID: string; state: string; proxyAddress: string; signature: string };

/** What happens to a request. `lose-answer`: it is carried out, and nobody hears of it. */
export type RelayFault = 'lose' | 'lose-answer' | Reply;

/** A running relayer. */
export type LoopbackRelayer = Loopback & {
  /** Every batch that was taken, in their order. */
  readonly rows: Row[];
  readonly meddle: (decide: (exchange: Exchange) => RelayFault | null) => void;
  /** Holds every batch at a state from now on; null lets them end as they do. */
  readonly holdAt: (state: string | null) => void;
  readonly reset: () => void;
};

const walletOf = (body: Body): string =>
  body.type === 'WALLET' ? body.depositWalletParams.depositWallet : body.proxyWallet;

const carryOut = async (chain: LocalChain, body: Body): Promise<void> => {
  const { data, nonce, signature, to } = body;
  if (body.type === 'WALLET') {
    const { depositWallet, deadline, calls } = body.depositWalletParams;
    const execute = chain.at('DepositWallet', depositWallet).getFunction('execute');
    await execute(nonce, deadline, calls, signature);
  } else if (body.type === 'SAFE') {
    const execute = chain.at('SafeWallet', body.proxyWallet).getFunction('execTransaction');
    await execute(to, data, body.signatureParams.operation, signature);
  } else {
    const { gasLimit } = body.signatureParams;
    const sent = { from: OWNER, data, gasLimit, nonce, relay: RELAY };
    await chain.at('ProxyFactory', to).getFunction('relay')(body.proxyWallet, sent, signature);
  }
  await inBlock(chain);
};

const nonceOf = async (chain: LocalChain, kind: string, wallet: string): Promise<string> => {
  const counter =
    kind === 'PROXY'
      ? chain.at('ProxyFactory', CONTRACTS.proxyFactory).getFunction('nonces')(OWNER)
      : chain.at('SafeWallet', wallet).getFunction('nonce')();
  return String(await (counter as Promise<unknown>));
};

/** Starts a relayer for one wallet. */
export const startRelayer = async (chain: LocalChain, wallet: string): Promise<LoopbackRelayer> => {
  const rows: Row[] = [];
  let decide: (exchange: Exchange) => RelayFault | null = () => null;
  let held: string | null = null;

  const submit = async (body: Body): Promise<Reply> => {
    const transactionID = `batch-${rows.length + 1}`;
    const row = { transactionID, state: 'STATE_NEW', proxyAddress: walletOf(body) };
    const state = await carryOut(chain, body).then(
      () => 'STATE_CONFIRMED',
      () => 'STATE_FAILED',
    );
    rows.push({ ...row, state, signature: body.signature });
    return json({ transactionID, state: 'STATE_NEW' });
  };
  const shown = (row: Row): Row => ({ ...row, state: held ?? row.state });
  const answer = async ({ path, query, body }: Exchange): Promise<Reply> => {
    switch (path) {
      case '/submit':
        return submit(JSON.parse(body) as Body);
      case '/nonce':
        return json({ nonce: await nonceOf(chain, String(query.get('type')), wallet) });
      case '/relay-payload':
        return json({ address: RELAY, nonce: await nonceOf(chain, 'PROXY', wallet) });
      case '/deployed': {
        const code = await chain.ask('eth_getCode', [query.get('address'), 'latest']);
        return json({ deployed: code !== '0x' });
      }
      case '/transaction':
        return json(rows.filter((row) => row.transactionID === query.get('id')).map(shown));
      default:
        return path === '/transactions' ? json(rows.map(shown)) : text(404, 'not found');
    }
  };
  const loopback = await startLoopback(async (exchange) => {
    const fault = decide(exchange);
    if (fault === 'lose') return { kind: 'reset' };
    if (fault !== null && fault !== 'lose-answer') return fault;
    if (exchange.headers['relayer_api_key'] !== RELAYER_KEY) return text(401, 'unauthorized');
    const reply = await answer(exchange);
    return fault === null ? reply : { kind: 'reset' };
  });
  return {
    ...loopback,
    rows,
    meddle: (next) => {
      decide = next;
    },
    holdAt: (state) => {
      held = state;
    },
    reset: () => {
      decide = () => null;
      held = null;
      rows.length = 0;
    },
  };
};

/** The proxy wallet of the account that signs. */
export const PROXY = proxyOf(OWNER);
