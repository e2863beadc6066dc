// What KMS may do instead of signing, each with its cause and without a word of what AWS wrote.

import { inspect } from 'node:util';
import { SigningKey } from 'ethers/crypto';
import { describe, expect, it } from 'vitest';
import { openKmsSigner } from '../../../lib/adapters/kms/kms-signer.ts';
import { durationMs } from '../../../lib/units/time.ts';
import { json, text } from '../../loopback/server.ts';
import { KEY } from '../polymarket/signing/keys.ts';
import { awsError, derOf, onlyOn, startKms } from './loopback-kms.ts';
import type { SignError } from '../../../lib/domain/venue-outcome.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Reply } from '../../loopback/server.ts';
import type { KmsScene } from './loopback-kms.ts';

const DEADLINE = durationMs(2_000n);
const DIGEST = `0x${'5a'.repeat(32)}`;

const signedBy = async (
  scene: KmsScene,
  deadline = DEADLINE,
): Promise<Result<unknown, SignError>> => {
  const { client } = await startKms(KEY, scene);
  const signer = await openKmsSigner({ client, keyId: 'alias/keel-trading', deadline });
  return signer.ok ? signer.value.signDigest(DIGEST) : signer;
};

const SIGN_ERRORS: readonly (readonly [string, Reply, SignError['kind'], RegExp])[] = [
  ['no permission', awsError('AccessDeniedException'), 'SIGNER_REFUSED', /AccessDenied.*role/],
  ['a key that is gone', awsError('NotFoundException'), 'SIGNER_REFUSED', /NotFound.*no such key/],
  ['a disabled key', awsError('DisabledException'), 'SIGNER_REFUSED', /Disabled.*is disabled/],
  ['a key in deletion', awsError('KMSInvalidStateException'), 'SIGNER_REFUSED', /InvalidState/],
  ['a wrong use', awsError('InvalidKeyUsageException'), 'SIGNER_REFUSED', /not for signing/],
  ['an unknown name', awsError('SomethingNewException'), 'SIGNER_UNAVAILABLE', /SomethingNew/],
  ['throttling', awsError('ThrottlingException'), 'SIGNER_UNAVAILABLE', /ThrottlingException/],
  ['a busy key', awsError('KeyUnavailableException', 500), 'SIGNER_UNAVAILABLE', /KeyUnavail/],
  ['a broken server', text(502, '<html>bad gateway</html>'), 'SIGNER_UNAVAILABLE', /KMS: /],
  ['an answer that is no JSON', text(200, 'yes?'), 'SIGNER_UNAVAILABLE', /KMS: /],
  ['a closed line', { kind: 'reset' }, 'SIGNER_UNAVAILABLE', /ECONNRESET|TimeoutError/],
];

describe.each(['GetPublicKey', 'Sign'] as const)('a failure of %s', (target) => {
  const ask = async (reply: Reply, deadline = DEADLINE): Promise<Result<unknown, SignError>> => {
    return signedBy({ fault: onlyOn(target, reply) }, deadline);
  };

  it.each(SIGN_ERRORS)('that is %s is told with its cause', async (...row) => {
    const [, reply, kind, words] = row;
    expect(await ask(reply)).toMatchObject({
      ok: false,
      error: { kind, detail: expect.stringMatching(words) as unknown },
    });
  });

  it('that is silence ends at the deadline', async () => {
    expect(await ask({ kind: 'silence' }, durationMs(150n))).toEqual({
      ok: false,
      error: { kind: 'SIGNER_UNAVAILABLE', detail: 'KMS: no answer within 150 ms' },
    });
  });

  it('that is half an answer ends at the deadline', async () => {
    expect(await ask({ kind: 'stall' }, durationMs(150n))).toMatchObject({
      ok: false,
      error: { kind: 'SIGNER_UNAVAILABLE' },
    });
  });

  it('shows nothing of what AWS wrote, nor of the credentials', async () => {
    const echo = `aws-secret-of-the-test ${KEY} Credential=AKIDEXAMPLE`;
    for (const name of ['AccessDeniedException', 'NewException', 'ThrottlingException', KEY]) {
      const told = inspect(await ask(awsError(name, 400, echo)), { depth: null });
      for (const secret of ['aws-secret', KEY.slice(2, 30), 'AKIDEXAMPLE'])
        expect(told).not.toContain(secret);
    }
  });
});

describe('a signature that makes no sense', () => {
  const [r, s] = [0x1234n, 0x5678n];
  const der = derOf(r, s);
  const foreign = new SigningKey(`0x${'01'.repeat(32)}`).sign(DIGEST);
  const order = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
  it.each([
    ['is missing', Buffer.alloc(0)],
    ['is no sequence', Buffer.from(der.toString('hex').replace(/^30/, '31'), 'hex')],
    ['is cut', der.subarray(0, -1)],
    ['has a byte too many', Buffer.concat([der, Buffer.from([0])])],
    ['names a length that it has not', Buffer.from([0x30, der.length, ...der.subarray(2)])],
    ['holds one integer', Buffer.from([0x30, 3, 2, 1, 1])],
    ['holds three integers', Buffer.from([0x30, 9, 2, 1, 1, 2, 1, 1, 2, 1, 1])],
    ['holds a text', Buffer.from([0x30, 6, 4, 1, 1, 2, 1, 1])],
    ['holds a negative number', Buffer.from([0x30, 6, 2, 1, 0x80, 2, 1, 1])],
    ['holds an empty number', Buffer.from([0x30, 5, 2, 0, 2, 1, 1])],
    ['holds a number of 34 bytes', Buffer.from([0x30, 39, 2, 34, ...Buffer.alloc(34, 1), 2, 1, 1])],
    ['holds zeros', derOf(0n, 0n)],
    ['holds the order of the curve', derOf(order, order)],
    ['holds more than 32 bytes', derOf(2n ** 256n, 1n)],
    ['holds an r that is on no curve', derOf(r, s)],
    ['is of another key', derOf(BigInt(foreign.r), BigInt(foreign.s))],
  ])('is refused when it %s', async (_what, bytes) => {
    const reply = json({ Signature: bytes.toString('base64') });
    expect(await signedBy({ fault: onlyOn('Sign', reply) })).toMatchObject({
      ok: false,
      error: { kind: 'SIGNER_REFUSED', detail: expect.stringMatching(/^KMS: /) as unknown },
    });
  });
});
