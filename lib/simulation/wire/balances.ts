// GET /balance-allowance and its update. The venue answers from its own copy; the update is what
// makes it look again.

import { answer, failure } from './message.ts';
import { CASH, copiedOf, heldOf, isApproved } from './funds.ts';
import { exchangeOf } from './order-proof.ts';
import { isOwner } from './ownership.ts';
import type { IssuedKey } from './key-ring.ts';
import type { WireAnswer, WireCall } from './message.ts';
import type { WireServer } from './server.ts';

const UNLIMITED = (2n ** 256n - 1n).toString();

const assetOf = ({ query }: WireCall): string | null => {
  const [type, token] = [query.get('asset_type'), query.get('token_id') ?? ''];
  if (type === 'COLLATERAL') return CASH;
  const isShares = type === 'CONDITIONAL' || type === 'CONDITIONAL-V2';
  return isShares && /^\d{1,78}$/.test(token) ? token : null;
};

const allowancesOf = (server: WireServer): Readonly<Record<string, string>> => {
  const exchanges = [
    exchangeOf(server.chain, { version: 'v1', negRisk: false }),
    exchangeOf(server.chain, { version: 'v1', negRisk: true }),
    exchangeOf(server.chain, { version: 'v2', negRisk: false }),
  ];
  const rows = exchanges.map((contract): [string, string] => [
    contract,
    isApproved(server, contract) ? UNLIMITED : '0',
  ]);
  return Object.fromEntries(rows);
};

// A wallet of another type holds nothing, which is how a wrong type looks.
const isOurs = (server: WireServer, { query }: WireCall, caller: IssuedKey): boolean =>
  isOwner(server, caller) && query.get('signature_type') === String(server.account.signatureType);

const shownOf = (server: WireServer, asset: string): bigint => {
  const copied = copiedOf(server, asset);
  const switches = server.switches.get();
  if (switches.doubledBalance === 'no' || copied === 0n) return copied;
  server.switches.set({ ...switches, doubledBalance: 'no' });
  return copied * 2n;
};

/** Answers GET /balance-allowance. */
export const readBalance = (server: WireServer, call: WireCall, caller: IssuedKey): WireAnswer => {
  const asset = assetOf(call);
  if (asset === null) return failure(400, 'Invalid asset type');
  const balance = isOurs(server, call, caller) ? shownOf(server, asset) : 0n;
  return answer({ balance: balance.toString(), allowances: allowancesOf(server) });
};

/** Answers GET /balance-allowance/update: the venue looks at the chain again. */
export const updateBalance = (
  server: WireServer,
  call: WireCall,
  caller: IssuedKey,
): WireAnswer => {
  const asset = assetOf(call);
  if (asset === null) return failure(400, 'Invalid asset type');
  if (isOurs(server, call, caller)) server.copy.refresh(asset, heldOf(server, asset));
  return { kind: 'answer', status: 200, headers: {}, body: '' };
};
