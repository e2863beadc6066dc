// A live portfolio in simulation, and the doctor's word for it.

import { configHash, walletAddress } from '../../lib/units/ids.ts';
import { settingsFrom } from '../backtest/session.ts';
import type { CycleSettings } from '../../lib/cycle/settings.ts';
import type { DoctorRecord } from '../../lib/domain/clearance.ts';
import type { Session } from '../backtest/session.ts';

export const WALLET = walletAddress('0xWallet');

export const liveWith = (hash: string): CycleSettings => {
  const paper = settingsFrom();
  return {
    ...paper,
    identity: { ...paper.identity, mode: 'live', funder: WALLET },
    clearance: { kind: 'doctor-record', wallet: WALLET, configHash: configHash(hash) },
  };
};

/** A live portfolio with the configuration that the doctor has examined. */
export const LIVE = liveWith('this one');

export const recordFor = (session: Session, changes: Partial<DoctorRecord> = {}): DoctorRecord => ({
  wallet: WALLET,
  signer: walletAddress('0xSigner'),
  configHash: configHash('this one'),
  chainId: 137,
  at: session.ports.clock.now(),
  verdict: 'green',
  ...changes,
});
