// What goes through the last door before printing holds no secret of the environment.

import { describe, expect, it } from 'vitest';
import { redactionFor } from '../../lib/wiring/redaction.ts';
import { key, liveEnv, node } from '../config/environments.ts';

const redact = redactionFor({
  ...liveEnv,
  RPC_URL: 'https://me:PassWord@a.example/v2/Paid?k=Key12345',
});
const ID = `0x${'ab'.repeat(32)}`;
const SIGNATURE = `0x${'cd'.repeat(65)}`;

describe('redaction', () => {
  it.each([
    ['a key', key],
    ['a key without 0x', key.slice(2)],
    ['a key in capitals', key.slice(2).toUpperCase()],
    ['a whole address of a node', 'https://me:PassWord@a.example/v2/Paid?k=Key12345'],
    ['its path', '/v2/Paid?k=Key12345'],
    ['its path without the slash', 'v2/Paid'],
    ['its query', 'k=Key12345'],
    ['its password', 'PassWord'],
    ['a signature', SIGNATURE],
    ['a wrapped signature', `${SIGNATURE}${'ef'.repeat(300)}`],
  ])('hides %s wherever it stands', (_what, secret) => {
    expect(redact(`it said "${secret}", twice: ${secret}.`)).toBe(
      'it said "(secret)", twice: (secret).',
    );
  });

  it.each([
    ['an id', ID],
    ['a token', '7'.repeat(77)],
    ['an address', liveEnv.FUNDER_ADDRESS],
    ['the host of a node', 'a.example'],
    ['a short user', 'me'],
    ['a sentence', 'Green: 0 failed'],
  ])('leaves %s', (_what, text) => {
    expect(redact(text)).toBe(text);
  });

  it.each([
    ['a key', key, 6],
    ['a key', key, 40],
    ['a node', 'https://me:PassWord@a.example/v2/Paid?k=Key12345', 30],
    ['a path', '/v2/Paid?k=Key12345', 8],
    ['a signature', SIGNATURE, 8],
    ['a signature', SIGNATURE, 66],
  ])('hides %s (%s) that was cut after %d signs', (_what, secret, length) => {
    expect(redact(`HTTP 400: ${secret.slice(0, length)}... and more`)).toBe(
      'HTTP 400: (secret)... and more',
    );
  });

  it('leaves a text that was cut elsewhere', () => {
    expect(redact('Trading restricted in your region, please refer...')).toContain('refer...');
  });

  it('hides a malformed secret as it was written', () => {
    const faulty = redactionFor({ PRIVATE_KEY: key.slice(0, -1), RPC_URL: `${node} ` });
    expect(faulty(`${key.slice(0, -1)} ${node}`)).toBe('(secret) (secret)');
  });

  it('takes signs of a secret for themselves', () => {
    const odd = redactionFor({ RPC_URL: 'not.a+url(with[signs' });
    expect(odd('not.a+url(with[signs')).toBe('(secret)');
    expect(odd('notXaaurl(with[signs')).toBe('notXaaurl(with[signs');
  });

  it('hides nothing where there are no secrets', () => {
    expect(redactionFor({})(`${key} x`)).toBe(`${key} x`);
  });
});
