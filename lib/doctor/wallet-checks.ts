// Whose money is traded, and whether key, wallet and venue belong together.

import { failed, inOrder, notKnown, warning } from './check-line.ts';
import type { LiveFacts, WalletSetting } from '../domain/doctor-facts.ts';
import type { CheckLine } from './check-line.ts';

const TYPES: Readonly<Record<WalletSetting['kind'], string>> = {
  eoa: 'type 0 (EOA)',
  proxy: 'type 1 (proxy)',
  safe: 'type 2 (Safe)',
  deposit: 'type 3 (deposit wallet)',
};

/** Looks whether the key can be used. */
export const checkKey = ({ key }: LiveFacts): CheckLine => {
  const name = 'key';
  const remedy = 'check PRIVATE_KEY, PRIVATE_KEY_PARAM or KMS_KEY_ID, and the permissions on AWS';
  if (key.kind === 'unknown') return notKnown(name, key.cause, remedy);
  const standing = key.value;
  if (standing.kind === 'opened') return inOrder(name, `signs as ${standing.address}`);
  const cause = 'without its key a run can neither trade nor cancel';
  return failed({ name, found: standing.detail, cause, remedy });
};

/** Looks whether the venue gives credentials to the key. */
export const checkLogin = ({ login }: LiveFacts): CheckLine => {
  const name = 'venue login';
  if (login.kind === 'unknown') return notKnown(name, login.cause, 'ask again');
  if (login.value.kind === 'derived')
    return inOrder(name, 'the key has its credentials at the venue');
  return failed({
    name,
    found: login.value.detail,
    cause: 'the venue does not accept the signature of this key at this time',
    remedy: 'check the clock, and that the key is the one with which the account was opened',
  });
};

const holderOf = ({ wallet, key }: LiveFacts): string | undefined => {
  if (wallet.kind !== 'eoa') return wallet.funder;
  return key.kind === 'known' && key.value.kind === 'opened' ? key.value.address : undefined;
};

const isOwnAccount = ({ wallet, key }: LiveFacts): boolean =>
  wallet.kind !== 'eoa' &&
  key.kind === 'known' &&
  key.value.kind === 'opened' &&
  key.value.address === wallet.funder;

const SET_TYPE = 'set SIGNATURE_TYPE and FUNDER_ADDRESS to what the venue shows for the account';

/** Looks whether the address that holds the funds is of the kind that the configuration says. */
export const checkWallet = (facts: LiveFacts): CheckLine => {
  const name = 'wallet';
  const { wallet, code } = facts;
  const type = TYPES[wallet.kind];
  const complaint = { name, remedy: SET_TYPE };
  if (isOwnAccount(facts)) {
    const cause = `${type} holds its funds in a contract, and FUNDER_ADDRESS is the key's account`;
    return failed({ ...complaint, found: `${type}, held by the key itself`, cause });
  }
  const holder = holderOf(facts);
  if (code.kind === 'unknown' || holder === undefined) {
    const cause = code.kind === 'unknown' ? code.cause : 'the key was not opened';
    return notKnown(name, cause, 'check RPC_URL and the key');
  }
  const found = `${type} at ${holder}: ${code.value === 'none' ? 'no contract' : 'a contract'}`;
  if ((wallet.kind === 'eoa') === (code.value === 'none')) return inOrder(name, found);
  const cause =
    wallet.kind === 'eoa'
      ? 'an account of type 0 has no code: orders would carry the wrong kind of signature'
      : 'there is nothing that could hold funds: another address, or not deployed yet';
  return failed({ ...complaint, found, cause });
};

const MAKER = 'maker address';
const NEW_WALLET = 'move to a deposit wallet (SIGNATURE_TYPE 3), which the venue takes for all';

// Only an order shows whether the venue takes them from a wallet; the kind of the wallet says how
// likely that is. Source: the venue's wallet types, read 2026-11-22.
const unprovenMaker = ({ wallet }: LiveFacts): CheckLine => {
  if (wallet.kind === 'deposit') return inOrder(MAKER, 'deposit wallets may trade');
  return warning({
    name: MAKER,
    found: `not proven for ${TYPES[wallet.kind]}`,
    cause: 'the venue takes orders only from older wallets of this type, and says so to an order',
    remedy: `if it answers "maker address not allowed", ${NEW_WALLET}`,
  });
};

/** Looks whether the venue takes orders from the wallet. */
export const checkMaker = (facts: LiveFacts): CheckLine => {
  const { maker } = facts;
  if (maker.kind === 'unknown') return notKnown(MAKER, maker.cause, 'ask again');
  switch (maker.value.kind) {
    case 'allowed':
      return inOrder(MAKER, 'the venue takes its orders');
    case 'unproven':
      return unprovenMaker(facts);
    case 'closed-only': {
      const cause = 'the venue lets this account only close what it holds';
      return failed({ name: MAKER, found: 'closed only', cause, remedy: 'ask the venue why' });
    }
    case 'not-derived':
      return warning({
        name: MAKER,
        found: `not the wallet that belongs to this key: ${maker.value.derived.join(' or ')}`,
        cause: 'orders are taken only from a wallet that the key owns',
        remedy: SET_TYPE,
      });
    case 'refused': {
      const cause = 'the venue takes no orders from this wallet';
      return failed({ name: MAKER, found: maker.value.detail, cause, remedy: NEW_WALLET });
    }
  }
};
