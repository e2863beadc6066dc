// Asks everybody who can tell a doctor something, all at once where nothing depends on another. A
// probe that breaks makes its fact unknown and nothing else.

import { notProbed, probed } from '../domain/doctor-facts.ts';
import type { LiveConfig, PaperConfig, Wallet } from '../config/config.ts';
import type {
  CommonFacts,
  LiveFacts,
  PaperFacts,
  Probed,
  WalletSetting,
} from '../domain/doctor-facts.ts';
import type { CommonProbes, LiveProbes, OpenedKey } from '../ports/doctor.ts';
import type { Signer } from '../ports/signer.ts';
import type { WalletAddress } from '../units/ids.ts';

/** The facts of a live run, and who holds its funds by what key, if that is known. */
export type GatheredLive = {
  readonly facts: LiveFacts;
  readonly signer: Signer | null;
  readonly holder: WalletAddress | null;
};

/** Looks at something. Of what broke only the name is told: its text may quote what was asked. */
export const looked = async <V>(look: () => Promise<Probed<V>>): Promise<Probed<V>> => {
  try {
    return await look();
  } catch (error) {
    return notProbed(`the look at it broke (${error instanceof Error ? error.name : 'unknown'})`);
  }
};

const settingOf = ({ mode, preset, portfolio, endpoints }: PaperConfig | LiveConfig): string =>
  `${mode}, preset ${preset}, portfolio ${portfolio}, ${endpoints.clob}`;

const commonFacts = async (
  config: PaperConfig | LiveConfig,
  probes: CommonProbes,
  funder: string | null,
): Promise<CommonFacts> => {
  const [clock, apiVersion, sample, lag, store, killSwitch] = await Promise.all([
    looked(probes.clock),
    looked(probes.apiVersion),
    looked(probes.sample),
    looked(probes.lag),
    funder === null
      ? notProbed<never>('whose store it is follows from the key, which was not opened')
      : looked(() => probes.store(funder)),
    probes.killSwitch(),
  ]);
  const { dataLagMax: lagMax } = config.parameters.ff;
  return {
    setting: settingOf(config),
    ...{ clock, apiVersion, sample, lag, lagMax, store, killSwitch },
  };
};

/** Gathers what a paper run needs. */
export const gatherPaper = async (
  config: PaperConfig,
  probes: CommonProbes,
): Promise<PaperFacts> => ({ ...(await commonFacts(config, probes, 'paper')), mode: 'paper' });

const walletSetting = (wallet: Wallet): WalletSetting =>
  wallet.kind === 'eoa' ? { kind: 'eoa' } : { kind: wallet.kind, funder: wallet.funder };

const holderOf = (wallet: Wallet, signer: Signer | null): WalletAddress | null =>
  wallet.kind === 'eoa' ? (signer?.address ?? null) : wallet.funder;

const NO_KEY = 'the key was not opened';

// What the chain and the venue know of a wallet, as far as key and wallet are known.
const walletFacts = async (
  { chain, account }: LiveProbes,
  signer: Signer | null,
  holder: WalletAddress | null,
) => {
  const ofHolder = <V>(look: (holder: WalletAddress) => Promise<Probed<V>>): Promise<Probed<V>> =>
    holder === null ? Promise.resolve(notProbed(NO_KEY)) : looked(() => look(holder));
  const ofSigner = <V>(look: (signer: Signer) => Promise<Probed<V>>): Promise<Probed<V>> =>
    signer === null ? Promise.resolve(notProbed(NO_KEY)) : looked(() => look(signer));
  const [login, maker, code, collateral, bridged, gasWei, approvals] = await Promise.all([
    ofSigner(account.login),
    ofSigner((by) => ofHolder((of) => account.maker(by, of))),
    ofHolder(chain.code),
    ofHolder(chain.collateral),
    ofHolder(chain.bridged),
    ofHolder(chain.gasWei),
    ofHolder(chain.approvals),
  ]);
  return { login, maker, code, collateral, bridged, gasWei, approvals };
};

/** Gathers what a live run needs. */
export const gatherLive = async (config: LiveConfig, probes: LiveProbes): Promise<GatheredLive> => {
  const opened: Probed<OpenedKey> = await looked(probes.key);
  const signer = opened.kind === 'known' ? opened.value.signer : null;
  const holder = holderOf(config.wallet, signer);
  const [common, ofWallet, region] = await Promise.all([
    commonFacts(config, probes, holder),
    walletFacts(probes, signer, holder),
    looked(probes.region),
  ]);
  const facts: LiveFacts = {
    ...common,
    ...ofWallet,
    mode: 'live',
    followsFlow: config.parameters.ff.mode === 'on' ? 'yes' : 'no',
    wallet: walletSetting(config.wallet),
    key: opened.kind === 'known' ? probed(opened.value.standing) : opened,
    exposureMax: config.limits.exposureMax,
    region,
  };
  return { facts, signer, holder };
};
