// Claims of wallets against a real server of the API, on a line that may fail.

import { describe, expect, it } from 'vitest';
import { claimFunder } from '../../../lib/adapters/dynamo/claim-funder.ts';
import { portfolioId } from '../../../lib/units/ids.ts';
import { IDENTITY } from '../rich-state.ts';
import { unrulyServer } from './unruly-server.ts';
import type { FunderClaim } from '../../../lib/adapters/dynamo/claim-funder.ts';
import type { UnrulyServer } from './unruly-server.ts';

const WALLET = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const FIRST = { ...IDENTITY, mode: 'live', chainId: 137, funder: WALLET } as const;
const SECOND = { ...FIRST, portfolio: portfolioId('second') };
const [PUT, GET] = ['PutItemCommand', 'GetItemCommand'];

type Line = Pick<UnrulyServer, 'trouble'> & {
  readonly claim: (identity: FunderClaim['identity']) => ReturnType<typeof claimFunder>;
};

const openLine = async (): Promise<Line> => {
  const { client, table, trouble } = await unrulyServer();
  return { trouble, claim: (identity) => claimFunder({ client, table, identity }) };
};

const DONE = { ok: true, value: null };
const TAKEN = {
  ok: false,
  error: { kind: 'FUNDER_CLAIMED', funder: WALLET, by: `PORTFOLIO#live#${FIRST.portfolio}` },
};

describe('a wallet', () => {
  it('is claimed by the first portfolio, as often as it asks', async () => {
    const { claim } = await openLine();
    expect([await claim(FIRST), await claim(FIRST)]).toEqual([DONE, DONE]);
  });

  it('is refused to a second portfolio, which is told whose it is', async () => {
    const { claim } = await openLine();
    await claim(FIRST);
    expect(await claim(SECOND)).toEqual(TAKEN);
  });

  it('is the same wallet in every spelling of its address', async () => {
    const { claim } = await openLine();
    await claim({ ...FIRST, funder: WALLET.toLowerCase() });
    expect(await claim(SECOND)).toEqual(TAKEN);
  });

  it('is another one on another chain', async () => {
    const { claim } = await openLine();
    await claim(FIRST);
    expect(await claim({ ...SECOND, chainId: 80002 })).toEqual(DONE);
  });

  it('is claimed when the answer to the claim was lost', async () => {
    const { claim, trouble } = await openLine();
    trouble({ commands: [PUT], when: 'after', error: 'TimeoutError' });
    expect(await claim(FIRST)).toEqual(DONE);
    trouble(null);
    expect(await claim(SECOND)).toEqual(TAKEN);
  });

  it.each([
    ['the claim never came to be', [PUT]],
    ['neither claim nor reading back came through', [PUT, GET]],
  ])('is not claimed when %s', async (_what, commands) => {
    const { claim, trouble } = await openLine();
    trouble({ commands, when: 'before', error: 'TimeoutError' });
    expect(await claim(FIRST)).toMatchObject({ ok: false, error: { kind: 'UNAVAILABLE' } });
    trouble(null);
    expect(await claim(SECOND)).toEqual(DONE);
  });
});
