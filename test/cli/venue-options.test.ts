// The options of `keel venue`: what is taken, and every mistake at once.

import { describe, expect, it } from 'vitest';
import { parseVenueOptions } from '../../lib/cli/venue-options.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { SIGNER, WALLET } from '../simulation/wire/markets.ts';

const WITH = ['--wallet', SIGNER];

describe('the options of keel venue', () => {
  it('need a wallet, and know the rest', () => {
    expect(parseVenueOptions(WITH)).toEqual({
      ok: true,
      value: {
        source: { kind: 'generated', seed: 1n },
        speed: 1,
        port: 0,
        account: { signer: SIGNER, wallet: SIGNER, signatureType: 0 },
        cash: usdc('10000'),
        json: false,
      },
    });
  });

  it('take everything', () => {
    const args = ['--funder', WALLET, '--data', 'set', '--speed', '2.5', '--port', '65535'];
    expect(parseVenueOptions([...WITH, ...args, '--cash', '0.000001', '--json'])).toEqual({
      ok: true,
      value: {
        source: { kind: 'recording', path: 'set', assume: {}, onProblem: 'go-on' },
        speed: 2.5,
        port: 65_535,
        account: { signer: SIGNER, wallet: WALLET, signatureType: 3 },
        cash: usdc('0.000001'),
        json: true,
      },
    });
  });

  it.each([
    [[], ['--wallet is missing']],
    [['--wallet', 'me'], ['--wallet me is not 0x and 40 hex digits']],
    [[...WITH, '--funder', 'me'], ['--funder me is not 0x and 40 hex digits']],
    [[...WITH, '--port', '65536'], ['--port 65536']],
    [[...WITH, '--port', '-1'], ['--port']],
    [[...WITH, '--speed', '0'], ['--speed 0']],
    [[...WITH, '--speed', 'max'], ['--speed max']],
    [[...WITH, '--cash', '0'], ['--cash 0']],
    [[...WITH, '--cash', '1e3'], ['--cash 1e3']],
    [[...WITH, '--seed', 'x'], ['--seed x']],
    [[...WITH, '--seed', '1', '--data', 'set'], ['--seed is for generated markets']],
    [[...WITH, '--data', ''], ['--data is empty']],
    [[...WITH, ...WITH], ['--wallet is given more than once']],
    [[...WITH, '--nonsense'], ["Unknown option '--nonsense'"]],
    [
      ['--port', 'x', '--cash', 'y'],
      ['--port x', '--wallet is missing', '--cash y'],
    ],
  ])('%j are refused', (args, mistakes) => {
    const parsed = parseVenueOptions(args);
    const errors = parsed.ok ? [] : parsed.error;
    expect(errors).toHaveLength(mistakes.length);
    errors.forEach((error, index) => expect(error).toContain(mistakes[index]));
  });
});
