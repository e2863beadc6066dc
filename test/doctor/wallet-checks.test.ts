import { describe, expect, it } from 'vitest';
import { probed } from '../../lib/domain/doctor-facts.ts';
import { GAS_TOLD_WEI } from '../../lib/doctor/money-checks.ts';
import { epochMs } from '../../lib/units/time.ts';
import { usdc } from '../../lib/units/usdc.ts';
import { EOA, FUNDER, KEY_ADDRESS, LIVE, PAPER, UNKNOWN, lineOf } from './facts.ts';

const refused = (detail: string) => probed({ kind: 'refused', detail } as const);

describe('the key', () => {
  it('that was refused has failed with what was said', () => {
    const line = lineOf({ ...LIVE, key: refused('KMS: the key is disabled') }, 'key');
    expect(line).toMatchObject({ status: 'failed', found: 'KMS: the key is disabled' });
  });
});

describe('the venue login', () => {
  it('that was refused has failed with what was said', () => {
    const line = lineOf({ ...LIVE, login: refused('HTTP 401') }, 'venue login');
    expect(line).toMatchObject({ status: 'failed', found: 'HTTP 401' });
    expect(line.remedy).toMatch(/clock/);
  });
});

describe('the wallet', () => {
  it.each([
    ['eoa', 'none', 'ok', KEY_ADDRESS],
    ['eoa', 'contract', 'failed', KEY_ADDRESS],
    ['proxy', 'contract', 'ok', FUNDER],
    ['proxy', 'none', 'failed', FUNDER],
    ['safe', 'contract', 'ok', FUNDER],
    ['safe', 'none', 'failed', FUNDER],
    ['deposit', 'contract', 'ok', FUNDER],
    ['deposit', 'none', 'failed', FUNDER],
  ] as const)('of kind %s with code: %s, is %s at %s', (...row) => {
    const [kind, code, status, holder] = row;
    const wallet = kind === 'eoa' ? { kind } : { kind, funder: FUNDER };
    const line = lineOf({ ...LIVE, wallet, code: probed(code) }, 'wallet');
    expect(line.status).toBe(status);
    expect(line.found).toContain(holder);
    expect(line.remedy === '').toBe(status === 'ok');
  });

  it('whose funder is the account of the key itself has failed', () => {
    const wallet = { kind: 'deposit', funder: KEY_ADDRESS } as const;
    const line = lineOf({ ...LIVE, wallet }, 'wallet');
    expect(line.status).toBe('failed');
    expect(line.found).toMatch(/key itself/);
  });

  it('of a key that was not opened is not known', () => {
    const { status, cause } = lineOf({ ...EOA, key: refused('no key') }, 'wallet');
    expect({ status, cause }).toEqual({ status: 'unknown', cause: 'the key was not opened' });
    expect(lineOf({ ...EOA, key: UNKNOWN }, 'wallet').status).toBe('unknown');
  });

  it('of a funder is looked at although the key was not opened', () => {
    expect(lineOf({ ...LIVE, key: refused('no key') }, 'wallet').status).toBe('ok');
    expect(lineOf({ ...LIVE, key: UNKNOWN }, 'wallet').status).toBe('ok');
  });
});

describe('the maker address', () => {
  it.each([
    ['deposit', 'ok'],
    ['eoa', 'warning'],
    ['proxy', 'warning'],
    ['safe', 'warning'],
  ] as const)('that is not proven is, for the kind %s, %s', (kind, status) => {
    const wallet = kind === 'eoa' ? { kind } : { kind, funder: FUNDER };
    const facts = { ...LIVE, wallet, maker: probed({ kind: 'unproven' } as const) };
    expect(lineOf(facts, 'maker address').status).toBe(status);
  });

  it('that may only close has failed', () => {
    const maker = probed({ kind: 'closed-only' } as const);
    expect(lineOf({ ...LIVE, maker }, 'maker address')).toMatchObject({
      status: 'failed',
      found: 'closed only',
    });
  });

  it('that is refused has failed, and is told of deposit wallets', () => {
    const maker = refused('maker address not allowed, please use the deposit wallet flow');
    const line = lineOf({ ...LIVE, maker }, 'maker address');
    expect(line.status).toBe('failed');
    expect(line.remedy).toMatch(/SIGNATURE_TYPE 3/);
  });
});

describe('the collateral', () => {
  it.each([
    ['0', '0', 'failed', /deposit/],
    ['0', '0.000001', 'failed', /--fix wraps/],
    ['0.000001', '0', 'ok', /^$/],
    ['0.000001', '0.000001', 'warning', /wrap it/],
  ] as const)('of %s pUSD and %s USDC.e is %s', (...row) => {
    const [own, other, status, remedy] = row;
    const facts = { ...LIVE, collateral: probed(usdc(own)), bridged: probed(usdc(other)) };
    const line = lineOf(facts, 'collateral');
    expect(line.status).toBe(status);
    expect(line.remedy).toMatch(remedy);
  });
});

describe('the gas', () => {
  it.each([
    [0n, 'failed'],
    [1n, 'warning'],
    [GAS_TOLD_WEI - 1n, 'warning'],
    [GAS_TOLD_WEI, 'ok'],
    [GAS_TOLD_WEI + 1n, 'ok'],
  ])('of %d wei is, for a key that pays for itself, %s', (wei, status) => {
    expect(lineOf({ ...EOA, gasWei: probed(wei) }, 'gas').status).toBe(status);
  });

  it.each(['proxy', 'safe', 'deposit'] as const)('is not looked at for a %s wallet', (kind) => {
    const facts = { ...LIVE, wallet: { kind, funder: FUNDER }, gasWei: UNKNOWN };
    expect(lineOf(facts, 'gas').status).toBe('ok');
  });
});

describe('the store', () => {
  it.each([
    [{ kind: 'empty' }, 'ok', /nothing stored/],
    [{ kind: 'free', cycles: 3 }, 'ok', /3 cycles/],
    [{ kind: 'in-use', until: epochMs(0n) }, 'ok', /until 1970/],
    [{ kind: 'refused', detail: 'IDENTITY_MISMATCH: ...' }, 'failed', /IDENTITY/],
  ] as const)('that is %o is %s', (standing, status, found) => {
    const line = lineOf({ ...LIVE, store: probed(standing) }, 'store and lock');
    expect(line.status).toBe(status);
    expect(line.found).toMatch(found);
  });
});

describe('the kill switch', () => {
  it.each([
    ['off', 'ok', /^$/],
    ['reduce-only', 'warning', /lowers exposure/],
    ['halt', 'warning', /cancels everything/],
  ] as const)('at %s is %s', (position, status, cause) => {
    const killSwitch = { kind: 'read', position, source: 'data/KILL' } as const;
    for (const facts of [LIVE, PAPER]) {
      const line = lineOf({ ...facts, killSwitch }, 'kill switch');
      expect(line.status).toBe(status);
      expect(line.cause).toMatch(cause);
      expect(line.found).toBe(`${position} (data/KILL)`);
    }
  });
});
