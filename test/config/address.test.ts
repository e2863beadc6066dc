// The vectors of EIP-55, and every single wrong letter case in them.

import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../lib/config/address.ts';

const vectors = [
  '0x52908400098527886E0F7030069857D2E4169EE7',
  '0x8617E340B3D01FA5F11F306F4090FD50E238070D',
  '0xde709f2102306220921060314715629080e2fb77',
  '0x27b1fdb04752bbc536007a920d24acb045561c26',
  '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
  '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359',
  '0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB',
  '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb',
];

const otherCase = (letter: string): string =>
  letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();

describe('a wallet address', () => {
  it.each(vectors)('%s is its own checksummed form', (address) => {
    expect(parseAddress(address)).toEqual({ ok: true, value: address });
  });

  it.each(vectors)('%s is found from letters of one case', (address) => {
    const digits = address.slice(2);
    expect(parseAddress(`0x${digits.toLowerCase()}`)).toEqual({ ok: true, value: address });
    expect(parseAddress(`0x${digits.toUpperCase()}`)).toEqual({ ok: true, value: address });
  });

  it.each(vectors.slice(4))('%s with one letter in the wrong case is refused', (address) => {
    const wrong = Array.from(address, (letter, i) =>
      i < 2 || /\d/.test(letter)
        ? undefined
        : address.slice(0, i) + otherCase(letter) + address.slice(i + 1),
    ).filter((text) => text !== undefined);
    expect(wrong.length).toBeGreaterThan(10);
    expect(wrong.filter((text) => parseAddress(text).ok)).toEqual([]);
  });

  it.each([
    ['', 'is not 0x and 40 hex digits'],
    ['0x', 'is not 0x and 40 hex digits'],
    [`${vectors[4] ?? ''}0`, 'is not 0x and 40 hex digits'],
    [`0X${'1'.repeat(40)}`, 'is not 0x and 40 hex digits'],
    [`0x${'g'.repeat(40)}`, 'is not 0x and 40 hex digits'],
    [`0x${'0'.repeat(40)}`, 'is the zero address, which nobody owns'],
  ])('%s: %s', (text, error) => {
    expect(parseAddress(text)).toEqual({ ok: false, error });
  });
});
