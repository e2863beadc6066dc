// A secret is shown by nothing that prints; what shows in its place says that there is one.

import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { secretOf } from '../../lib/units/secret.ts';

const key = '0xaVeryPaidApiKey123';

describe('a secret', () => {
  const secret = secretOf(key);

  it.each([
    ['in a text', 'the key is '.concat(String(secret)), 'the key is (secret)'],
    ['joined', [secret].join(), '(secret)'],
    ['in JSON', JSON.stringify({ secret }), '{"secret":"(secret)"}'],
    ['inspected', inspect(secret, { depth: 9, showHidden: true }), '(secret)'],
    [
      'inspected inside',
      inspect({ a: [{ secret }] }, { depth: 9 }),
      '{ a: [ { secret: (secret) } ] }',
    ],
  ])('%s says only that it is there', (_how, text, shown) => {
    expect(text).toBe(shown);
  });

  it.each([
    ['inspected raw', inspect(secret, { customInspect: false, depth: 9, showHidden: true })],
    ['copied', inspect({ ...secret }, { customInspect: false })],
    ['listed', Object.entries(secret).flat().map(String).join()],
  ])('%s does not show itself', (_how, text) => {
    expect(text).not.toContain(key.slice(2));
  });

  it('shows itself to who asks for it by name', () => {
    expect(secret.reveal()).toBe(key);
  });

  it('cannot be opened by changing it', () => {
    expect(Object.isFrozen(secret)).toBe(true);
  });
});
