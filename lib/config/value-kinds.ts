// The kinds of value that the variables have: money, cents, addresses, names and places.

import { CATEGORIES } from '../domain/category.ts';
import { portfolioId } from '../units/ids.ts';
import { priceOffset } from '../units/price.ts';
import { ratioPpm } from '../units/ratio.ts';
import { ok } from '../units/result.ts';
import { usdcMicros } from '../units/usdc.ts';
import { parseAddress } from './address.ts';
import { secretOf } from '../units/secret.ts';
import { decimalKind, malformed, secretKind, valueKind, wordKind } from './value-kind.ts';
import type { PortfolioId, WalletAddress } from '../units/ids.ts';
import type { PriceOffset, UsdcMicros } from '../units/quantity.ts';
import type { Ratio } from '../units/ratio.ts';
import type { Secret } from '../units/secret.ts';
import type { ValueKind } from './value-kind.ts';

/**
 * Dollars. The ceiling is far above any account this system is for: a typing error with six digits
 * too many is refused, and no sum of such amounts comes near what is exact.
 */
export const money: ValueKind<UsdcMicros> = decimalKind(
  'dollars above 0, at most 100000000, with at most 6 decimals and no separators',
  { decimals: 6, min: 1n, max: 100_000_000_000_000n, make: usdcMicros },
);

/** A distance of prices in cents. */
export const centsUpTo = (most: number): ValueKind<PriceOffset> =>
  decimalKind(`cents above 0, at most ${most}, with at most 4 decimals`, {
    decimals: 4,
    min: 1n,
    max: BigInt(most) * 10_000n,
    make: priceOffset,
  });

/** A percentage strictly between 0 and 100, as a factor. */
export const percentage: ValueKind<Ratio> = decimalKind(
  'a percentage strictly between 0 and 100, with at most 4 decimals',
  { decimals: 4, min: 1n, max: 999_999n, make: ratioPpm },
);

/** A wallet. */
export const address: ValueKind<WalletAddress> = valueKind(
  '0x and 40 hex digits, all in one case or with the EIP-55 checksum',
  (text) => {
    const parsed = parseAddress(text);
    return parsed.ok ? parsed : malformed(text, parsed.error);
  },
);

// The order of the secp256k1 group: a private key lies strictly between 0 and this.
const KEY_LIMIT = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

/** A private key. */
export const privateKey: ValueKind<Secret> = secretKind(
  '64 hex digits, with or without 0x',
  (text) => {
    const digits = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(text)?.[1];
    if (digits === undefined) return malformed(text, 'is not 64 hex digits');
    const scalar = BigInt(`0x${digits}`);
    if (scalar === 0n || scalar >= KEY_LIMIT) return malformed(text, 'is not a key of the curve');
    return ok(secretOf(`0x${digits.toLowerCase()}`));
  },
);

/** What an API gave out to be shown to it again. */
export const credential: ValueKind<Secret> = secretKind(
  'what the venue gave out: 8 to 200 printable characters without blanks',
  (text) =>
    /^[\x21-\x7e]{8,200}$/.test(text)
      ? ok(secretOf(text))
      : malformed(text, 'is not 8 to 200 printable characters without blanks'),
);

const LOOKS_LIKE_KEY = /[0-9a-fA-F]{64}/;

/** The name of a parameter in SSM. */
export const parameterName: ValueKind<string> = valueKind(
  'the name of an SSM parameter: letters, digits, and . - _ /, one with a slash begins with it',
  (text) => {
    if (LOOKS_LIKE_KEY.test(text)) return malformed(text, 'is a key where its name belongs');
    if (!/^[\w./-]{1,1000}$/.test(text)) return malformed(text, 'is not the name of a parameter');
    // The service takes it for a path then, and looks for nothing that does not begin at the root.
    if (/^[^/]+\//.test(text)) return malformed(text, 'has a slash and does not begin with one');
    return ok(text);
  },
);

/** The name of a parameter that holds a secret. */
export const secretName: ValueKind<string> = { ...parameterName, secrecy: 'withheld' };

const KMS_KEY =
  /^(?:mrk-[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|alias\/[\w/-]{1,250}|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(?:key|alias)\/[\w/-]{1,250})$/;

/** A key in KMS. */
export const kmsKey: ValueKind<string> = valueKind(
  'the id, the alias (alias/...) or the ARN of a KMS key',
  (text) => (KMS_KEY.test(text) ? ok(text) : malformed(text, 'does not name a KMS key')),
);

/** A market: a slug or a condition id. */
export const marketName: ValueKind<string> = valueKind(
  'a slug (lower case, digits, hyphens) or a condition id (0x and 64 hex digits)',
  (text) => {
    if (/^0x[0-9a-fA-F]{64}$/.test(text)) return ok(text.toLowerCase());
    const isSlug = /^[a-z0-9][a-z0-9-]{0,199}$/.test(text) && !/^0x/.test(text);
    return isSlug ? ok(text) : malformed(text, 'is neither a slug nor a condition id');
  },
);

/** A category of events. */
export const category: ValueKind<string> = wordKind(CATEGORIES);

/** A portfolio's key. */
export const portfolio: ValueKind<PortfolioId> = valueKind(
  'a letter or digit, then letters, digits, hyphens and underscores, at most 64 in all',
  (text) =>
    /^[A-Za-z0-9][\w-]{0,63}$/.test(text)
      ? ok(portfolioId(text))
      : malformed(text, 'cannot be the key of a portfolio'),
);

/** A table in DynamoDB. */
export const tableName: ValueKind<string> = valueKind(
  'the name of a DynamoDB table: 3 to 255 letters, digits, and . - _',
  (text) =>
    /^[\w.-]{3,255}$/.test(text) ? ok(text) : malformed(text, 'is not the name of a table'),
);

/** A file. */
export const filePath: ValueKind<string> = valueKind('the path of a file', (text) =>
  text.endsWith('/') ? malformed(text, 'is a folder') : ok(text),
);

/** A folder, or nothing to do without. */
export const folderPath: ValueKind<string> = {
  secrecy: 'public',
  allowed: 'the path of a folder; empty switches recordings off',
  parse: ok,
};
