// What a configuration asks of a cycle. Money that is real needs a doctor's record of exactly this
// wallet and these settings; on paper there is nobody to examine.

import { digestOfConfig } from '../config/config-hash.ts';
import { LIVE_TOLERANCE, PAPER_TOLERANCE } from '../cycle/settings.ts';
import { POLYGON } from '../domain/contracts.ts';
import { liveIdentity, paperIdentity } from './identities.ts';
import { holderOf } from './wallet-holder.ts';
import type { LiveConfig, PaperConfig } from '../config/config.ts';
import type { CycleSettings } from '../cycle/settings.ts';
import type { ClearanceSubject } from '../domain/clearance.ts';
import type { Signer } from '../ports/signer.ts';

type Holder = Pick<Signer, 'address'>;

/** What a doctor has to have examined before a wallet trades under a configuration. */
export const subjectOf = (config: LiveConfig, signer: Holder): ClearanceSubject => {
  const wallet = holderOf(config.wallet, signer);
  const account = { wallet, signer: signer.address, chainId: POLYGON };
  return { wallet, configHash: digestOfConfig(config, account) };
};

const common = ({ preset, limits, parameters, cycle, targets }: LiveConfig | PaperConfig) => ({
  preset,
  limits,
  parameters,
  cycle,
  targets,
  metadata: [],
  purpose: 'trade' as const,
});

/** The settings of a live portfolio. */
export const liveSettings = (config: LiveConfig, signer: Holder): CycleSettings => ({
  ...common(config),
  identity: liveIdentity(config.portfolio, holderOf(config.wallet, signer)),
  clearance: { kind: 'doctor-record', ...subjectOf(config, signer) },
  tolerance: LIVE_TOLERANCE,
});

/** The settings of a paper portfolio. */
export const paperSettings = (config: PaperConfig): CycleSettings => ({
  ...common(config),
  identity: paperIdentity(config.portfolio),
  clearance: { kind: 'none' },
  tolerance: PAPER_TOLERANCE,
});
