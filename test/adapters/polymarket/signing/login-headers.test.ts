// Logins as the venue checks them: codes and signatures that other implementations gave.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createL1Headers, createL2Headers } from '@polymarket/clob-client-v2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyHeaders,
  requestCode,
  requestHeaders,
} from '../../../../lib/adapters/polymarket/signing/login-headers.ts';
import { epochMs } from '../../../../lib/units/time.ts';
import { describeWithRecordings } from '../../../recordings.ts';
import { secretOf } from '../../../../lib/units/secret.ts';
import { ADDRESS, KEY, signerOf } from './keys.ts';
import { CHAINS, officialSigner } from './official-orders.ts';

const PASSPHRASE = 'a passphrase of the venue';
const credentialsWith = (secret: string) => ({
  address: ADDRESS,
  key: '5d2d2d0e-2d5c-4f7a-9d1c-6a3f0d1b2c3d',
  secret: secretOf(secret),
  passphrase: secretOf(PASSPHRASE),
});
const methods = fc.constantFrom('GET' as const, 'POST' as const, 'DELETE' as const);

describe('the headers of a private request', () => {
  it('carry the code that was computed apart', () => {
    const headers = requestHeaders(
      credentialsWith('c3VwZXJzZWNyZXQ='),
      { method: 'POST', path: '/order', body: '{"a":1}' },
      epochMs(1_790_000_000_999n),
    );
    expect(headers).toEqual({
      POLY_ADDRESS: ADDRESS,
      POLY_SIGNATURE: '1A3iWGio3O9pMb-BCRe31Oa641vhmPk7TrzPBg_0yNE=',
      POLY_TIMESTAMP: '1790000000',
      POLY_API_KEY: '5d2d2d0e-2d5c-4f7a-9d1c-6a3f0d1b2c3d',
      POLY_PASSPHRASE: PASSPHRASE,
    });
  });

  it('are those of the official client for any request', async () => {
    const key = '5d2d2d0e-2d5c-4f7a-9d1c-6a3f0d1b2c3d';
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 16, maxLength: 48 }),
        fc.integer({ min: 1_700_000_000, max: 2_000_000_000 }),
        methods,
        fc.string({ unit: 'grapheme' }),
        async (...[bytes, at, method, body]) => {
          const secret = Buffer.from(bytes).toString('base64url');
          const request = { method, path: '/orders', body };
          expect(
            requestHeaders(credentialsWith(secret), request, epochMs(BigInt(at) * 1000n)),
          ).toEqual(
            await createL2Headers(
              officialSigner(KEY),
              { key, secret, passphrase: PASSPHRASE },
              { method, requestPath: '/orders', body },
              at,
            ),
          );
        },
      ),
      // The official client takes most of a millisecond for each.
      { numRuns: 2_000 },
    );
  }, 120_000);
});

describe('the headers that ask for credentials', () => {
  it('carry the signature that the venue publishes', async () => {
    const login = { chain: 80002, at: epochMs(10_000_000_999n), nonce: 23n } as const;
    expect(await keyHeaders(signerOf(KEY), login)).toEqual({
      ok: true,
      value: {
        POLY_ADDRESS: ADDRESS,
        POLY_SIGNATURE:
          '0xf62319a987514da40e57e2f4d7529f7bac38f0355bd88bb5adbb3768d80de6c1' +
          '682518e0af677d5260366425f4361e7b70c25ae232aff0ab2331e2b164a1aedc1b',
        POLY_TIMESTAMP: '10000000',
        POLY_NONCE: '23',
      },
    });
  });

  it('are those of the official client on both chains', async () => {
    for (const chain of [137, 80002] as const)
      for (const nonce of [0, 1, 4_294_967_295]) {
        const at = 1_790_000_000 + nonce;
        const login = { chain, at: epochMs(BigInt(at) * 1000n), nonce: BigInt(nonce) };
        expect(await keyHeaders(signerOf(KEY), login)).toEqual({
          ok: true,
          value: await createL1Headers(officialSigner(KEY), CHAINS[chain], nonce, at),
        });
      }
  });

  it('are refused for a nonce below zero', async () => {
    const login = { chain: 137, at: epochMs(0n), nonce: -1n } as const;
    expect(await keyHeaders(signerOf(KEY), login)).toMatchObject({
      ok: false,
      error: { kind: 'SIGNER_REFUSED' },
    });
  });
});

type CodeVector = {
  readonly secret: string;
  readonly timestamp: number;
  readonly method: string;
  readonly path: string;
  readonly body: string;
};
type Recorded = {
  readonly hmac: {
    readonly vectors: readonly (CodeVector & { readonly signature: string })[];
    readonly equal_pairs: readonly {
      readonly a: Pick<CodeVector, 'secret'>;
      readonly b: Pick<CodeVector, 'secret'>;
      readonly common: Omit<CodeVector, 'secret'>;
    }[];
  };
  readonly clob_auth_eip712: {
    readonly chain_id: 80002;
    readonly timestamp: number;
    readonly nonce: number;
    readonly signature: string;
  };
};

const codeOf = ({ secret, timestamp, method, path, body }: CodeVector): string =>
  requestCode(secretOf(secret), `${timestamp}${method}${path}${body}`);

describeWithRecordings('sdk-vectors', (folder) => {
  const recorded = JSON.parse(readFileSync(join(folder, 'signing.json'), 'utf8')) as Recorded;

  it('agrees with every code of the official clients', () => {
    const { vectors } = recorded.hmac;
    expect(vectors).toHaveLength(2);
    expect(vectors.map(codeOf)).toEqual(vectors.map(({ signature }) => signature));
  });

  it('reads a secret in either alphabet of base64', () => {
    const pairs = recorded.hmac.equal_pairs;
    expect(pairs).toHaveLength(1);
    expect(pairs.map(({ a, common }) => codeOf({ ...a, ...common }))).toEqual(
      pairs.map(({ b, common }) => codeOf({ ...b, ...common })),
    );
  });

  it('agrees with the recorded login signature', async () => {
    const { chain_id: chain, timestamp, nonce, signature } = recorded.clob_auth_eip712;
    const at = epochMs(BigInt(timestamp) * 1000n);
    const headers = await keyHeaders(signerOf(KEY), { chain, at, nonce: BigInt(nonce) });
    expect(headers).toMatchObject({ ok: true, value: { POLY_SIGNATURE: signature } });
  });
});
