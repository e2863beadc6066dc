// The options of `keel venue`, parsed strictly: every mistake at once, each with what is allowed.

import { parseArgs } from 'node:util';
import { parseAddress } from '../config/address.ts';
import { ownAccount } from '../simulation/wire/account.ts';
import { isPositive } from '../units/quantity.ts';
import { err, ok } from '../units/result.ts';
import { parseUsdc } from '../units/usdc.ts';
import { errorsOf, namesIn, refused, repeated, seedOf, understood } from './option-parts.ts';
import { DEFAULT_SEED } from './start-options.ts';
import type { WireAccount } from '../simulation/wire/account.ts';
import type { UsdcMicros } from '../units/quantity.ts';
import type { TapeSource } from './open-tape.ts';
import type { Part } from './option-parts.ts';

/** What `keel venue` was asked for. */
export type VenueOptions = {
  readonly source: TapeSource;
  /** How much faster than real time the tape passes. */
  readonly speed: number;
  /** The port to listen on; 0 for a free one. */
  readonly port: number;
  readonly account: WireAccount;
  readonly cash: UsdcMicros;
  readonly json: boolean;
};

const OPTIONS = {
  data: { type: 'string' },
  seed: { type: 'string' },
  speed: { type: 'string', default: '1' },
  port: { type: 'string', default: '0' },
  wallet: { type: 'string' },
  funder: { type: 'string' },
  cash: { type: 'string', default: '10000' },
  json: { type: 'boolean', default: false },
} as const;

const valuesOf = (args: readonly string[]) =>
  parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values;

type Values = ReturnType<typeof valuesOf>;

const sourceOf = ({ data, seed }: Values): Part<TapeSource> => {
  if (data !== undefined && seed !== undefined)
    return refused('--seed is for generated markets; --data plays a recording');
  if (data === '')
    return refused('--data is empty: give the folder of a recorded set or one of its files');
  if (data !== undefined)
    return ok({ kind: 'recording', path: data, assume: {}, onProblem: 'go-on' });
  const drawn = seedOf(seed ?? DEFAULT_SEED.toString());
  return drawn.ok ? ok({ kind: 'generated', seed: drawn.value }) : drawn;
};

const speedOf = ({ speed }: Values): Part<number> => {
  const factor = /^\d{1,6}(\.\d{1,3})?$/.test(speed) ? Number(speed) : 0;
  return factor > 0
    ? ok(factor)
    : refused(`--speed ${speed}: allowed is a multiple of real time such as 60`);
};

const portOf = ({ port }: Values): Part<number> =>
  /^\d{1,5}$/.test(port) && Number(port) < 65_536
    ? ok(Number(port))
    : refused(`--port ${port}: allowed is a number up to 65535, or 0 for a free port`);

const cashOf = ({ cash }: Values): Part<UsdcMicros> => {
  const read = parseUsdc(cash);
  return read.ok && isPositive(read.value)
    ? ok(read.value)
    : refused(`--cash ${cash}: allowed are dollars above 0 with at most 6 decimals`);
};

const accountOf = ({ wallet, funder }: Values): Part<WireAccount> => {
  if (wallet === undefined)
    return refused('--wallet is missing: give the address whose key signs orders');
  const signer = parseAddress(wallet);
  if (!signer.ok) return refused(`--wallet ${wallet} ${signer.error}`);
  if (funder === undefined) return ok(ownAccount(signer.value));
  const holder = parseAddress(funder);
  return holder.ok
    ? ok({ signer: signer.value, wallet: holder.value, signatureType: 3 })
    : refused(`--funder ${funder} ${holder.error}`);
};

const fromValues = (values: Values): Part<VenueOptions> => {
  const [source, speed, port] = [sourceOf(values), speedOf(values), portOf(values)];
  const [account, cash] = [accountOf(values), cashOf(values)];
  return source.ok && speed.ok && port.ok && account.ok && cash.ok
    ? ok({
        source: source.value,
        speed: speed.value,
        port: port.value,
        account: account.value,
        cash: cash.value,
        json: values.json,
      })
    : err(errorsOf(source, speed, port, account, cash));
};

/** Parses the arguments after `keel venue`. */
export const parseVenueOptions = (args: readonly string[]): Part<VenueOptions> =>
  understood(() => {
    const values = valuesOf(args);
    const twice = repeated(namesIn(args, OPTIONS));
    return twice.length > 0 ? err(twice) : fromValues(values);
  });
