// A green run of the doctor, for stores to keep.

import { configHash, walletAddress } from '../../../lib/units/ids.ts';
import { at } from '../rich-state.ts';
import type { DoctorRecord } from '../../../lib/domain/clearance.ts';

export const DOCTOR_RECORD: DoctorRecord = {
  wallet: walletAddress('0xWallet'),
  signer: walletAddress('0xSigner'),
  configHash: configHash('abc'),
  chainId: 137,
  at: at(60),
  verdict: 'green',
};
