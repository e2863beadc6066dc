// A live start with APPROVALS_AUTO on a real store, with a chain and a venue of this machine that
// lack approvals: who may cause a transaction, and who may not. This chain makes none of them, so
// that an attempt shows as one that failed.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../lib/adapters/local/system-clock.ts';
import { openLiveHome } from '../../lib/cli/live-home.ts';
import { liveIdentity } from '../../lib/wiring/identities.ts';
import { approveAtStart } from '../../lib/cli/start-approvals.ts';
import { initialState } from '../../lib/cycle/initial-state.ts';
import { CONTRACTS, POLYGON } from '../../lib/domain/contracts.ts';
import { startWireServer } from '../../lib/simulation/wire/face.ts';
import { configHash, portfolioId, walletAddress } from '../../lib/units/ids.ts';
import { invariant, present } from '../../lib/units/invariant.ts';
import { negate } from '../../lib/units/quantity.ts';
import { after, hours } from '../../lib/units/time.ts';
import { liveEnv, liveOf, without } from '../config/environments.ts';
import { KEY, openWire, PLAIN, SIGNER, WALLET } from '../simulation/wire/markets.ts';
import { PATIENCE_MS } from './command.ts';
import type { LiveHome } from '../../lib/cli/live-home.ts';
import type { Clearance, DoctorRecord } from '../../lib/domain/clearance.ts';

const HASH = configHash('a'.repeat(64));
const OTHER_HASH = configHash('b'.repeat(64));
const SUBJECT = { wallet: SIGNER, configHash: HASH };
const IDENTITY = liveIdentity(portfolioId('default'), SIGNER);

let folder = '';
let opened: LiveHome | undefined;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keel-approvals-'));
  const home = await openLiveHome(folder, IDENTITY);
  invariant(home.ok, 'a store opens in an empty folder');
  opened = home.value;
}, PATIENCE_MS);
afterAll(async () => {
  await opened?.embedded.stop();
  await rm(folder, { recursive: true });
});

type Terms = {
  readonly auto?: 'true' | 'false';
  readonly killFile?: string;
  readonly record?: Partial<DoctorRecord>;
  readonly remembered?: Clearance;
  readonly rpc?: string;
};

const start = async (terms: Terms): Promise<readonly string[]> => {
  const server = openWire({ markets: [PLAIN] });
  server.switches.set({ ...server.switches.get(), unapproved: [CONTRACTS.exchangeV2] });
  const { url, stop } = await startWireServer(server);
  onTestFinished(stop);
  const killFile = join(folder, 'KILL');
  await rm(killFile, { force: true });
  if (terms.killFile !== undefined) await writeFile(killFile, terms.killFile);
  const config = liveOf({
    ...without(liveEnv, 'FUNDER_ADDRESS'),
    ...{ SIGNATURE_TYPE: '0', PRIVATE_KEY: KEY, KILL_SWITCH_FILE: killFile },
    ...{ CLOB_URL: url, GAMMA_URL: url, DATA_URL: url },
    RPC_URL: terms.rpc ?? `${url}/rpc`,
    APPROVALS_AUTO: terms.auto ?? 'true',
  });
  const home = present(opened, 'the store is open');
  const { store } = home;
  const at = systemClock.now();
  const record = { ...SUBJECT, signer: SIGNER, chainId: POLYGON, at, verdict: 'green' } as const;
  await store.putClearance({ ...record, ...terms.record });
  const state = { ...initialState(IDENTITY, at), clearance: terms.remembered ?? NEVER };
  const said: string[] = [];
  await approveAtStart({
    config,
    subject: SUBJECT,
    home: { ...home, state },
    telemetry: { log: ({ message }) => said.push(message), metric: () => undefined },
  });
  expect(server.chainLog.sent()).toEqual([]);
  return said;
};

const NEVER: Clearance = { kind: 'never' };
const OLD = { at: after(systemClock.now(), negate(hours(25))) };

const TRIED = [
  `[Keel] Approvals, for ${SIGNER}: give the approval of pUSD for CTF Exchange V2`,
  `[Keel] Approvals, for ${SIGNER}: give the approval of CTF for CTF Exchange V2`,
  expect.stringMatching(/^\[Keel\] Approvals: failed: /) as unknown,
];
const notSent = (why: string): readonly string[] => [
  `[Keel] Approvals not sent: the wallet is not cleared, cause=${why}; run \`keel doctor\``,
];

describe('a live start with approvals missing', { timeout: PATIENCE_MS }, () => {
  it('tries to give them once the doctor has cleared this wallet and configuration', async () => {
    expect(await start({})).toEqual(TRIED);
  });

  it('tries to give them where the state remembers the clearance of both', async () => {
    const remembered = { kind: 'cleared', ...SUBJECT, ...OLD, cycles: 3 } as const;
    expect(await start({ remembered, record: OLD })).toEqual(TRIED);
  });

  it.each<[string, Terms]>([
    ['old', { record: OLD }],
    ['wallet', { record: { wallet: walletAddress(WALLET) } }],
    ['configuration', { record: { configHash: OTHER_HASH } }],
    [
      'old',
      {
        remembered: { kind: 'cleared', ...SUBJECT, configHash: OTHER_HASH, ...OLD, cycles: 3 },
        record: OLD,
      },
    ],
  ])('sends nothing without a clearance: %s, %o', async (cause, terms) => {
    expect(await start(terms)).toEqual(notSent(cause));
  });

  it.each(['halt', 'reduce-only', 'no word of ours'])(
    'sends nothing under a kill file that says %s',
    async (killFile) => {
      const said = await start({ killFile });
      expect(said).toEqual([expect.stringContaining('Approvals not sent: the kill switch')]);
    },
  );

  it('says nothing where the owner has not allowed it', async () => {
    expect(await start({ auto: 'false' })).toEqual([]);
  });

  it('says that the chain could not be read', async () => {
    expect(await start({ rpc: 'http://127.0.0.1:1/' })).toEqual([
      expect.stringContaining('Approvals: approvals: not known, '),
    ]);
  });
});
