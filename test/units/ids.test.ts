// Identifiers are their text and nothing else, so that stored ones compare equal.

import { expect, it } from 'vitest';
import {
  conditionId,
  configHash,
  eventId,
  invocationId,
  orderId,
  portfolioId,
  signalKey,
  tokenId,
  tradeId,
  walletAddress,
} from '../../lib/units/ids.ts';

it.each([
  conditionId,
  configHash,
  eventId,
  invocationId,
  orderId,
  portfolioId,
  signalKey,
  tokenId,
  tradeId,
  walletAddress,
])('an identifier is its text', (tag) => {
  expect(tag('0xAb')).toBe('0xAb');
});
