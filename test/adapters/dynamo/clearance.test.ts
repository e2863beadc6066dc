import { describe, expect, it } from 'vitest';
import { clearanceAttributes, clearanceIn } from '../../../lib/adapters/dynamo/clearance.ts';
import { DOCTOR_RECORD } from './doctor-record.ts';

const ITEM = clearanceAttributes(DOCTOR_RECORD);
const TEXT = ITEM['body']?.S ?? '';

const withTime = (ms: string): typeof ITEM => ({
  ...ITEM,
  body: { S: TEXT.replace(/"at":"\d+"/, `"at":"${ms}"`) },
});

const withText = (from: string, to: string): typeof ITEM => {
  if (!TEXT.includes(from)) throw new Error(`the record does not hold ${from}`);
  return { ...ITEM, body: { S: TEXT.replace(from, to) } };
};

describe('a stored doctor record', () => {
  it('is read as it was written', () => {
    expect(clearanceIn(ITEM)).toEqual({ ok: true, value: DOCTOR_RECORD });
  });

  it.each([
    ['of a later schema', { ...ITEM, schema: { N: '2' } }, '2'],
    ['without a schema', { body: { S: TEXT } }, 'none'],
  ])('%s is refused by name', (_what, item, found) => {
    const error = { kind: 'UNKNOWN_SCHEMA', item: 'CLEARANCE', found };
    expect(clearanceIn(item)).toEqual({ ok: false, error });
  });

  it('may be as late as there are dates', () => {
    expect(clearanceIn(withTime('8640000000000000'))).toMatchObject({ ok: true });
  });

  it('says what is allowed where it cannot be read', () => {
    expect(clearanceIn(withText('137', '"137"'))).toMatchObject({
      error: { field: 'chainId', detail: 'Invalid input: expected number, received string' },
    });
    expect(clearanceIn(withText('{', '{"note":"fine",'))).toMatchObject({
      error: { field: '', detail: 'Unrecognized key: "note"' },
    });
  });

  // Fuzzing, seed g-2026-11-28.
  it.each([
    ['without text', { schema: { N: '1' } }, ''],
    ['that is not JSON', { ...ITEM, body: { S: '{' } }, ''],
    ['with another verdict', withText('"green"', '"red"'), 'verdict'],
    ['without a wallet', withText('"0xWallet"', '""'), 'wallet'],
    ['with a field more', withText('{', '{"note":"fine",'), ''],
    ['with a time of other digits', withText('"at":"', '"at":"0'), 'at'],
    ['with a time that has no date', withTime('8640000000000001'), 'at'],
    ['on half a chain', withText('137', '136.5'), 'chainId'],
  ])('%s is refused by its field', (_what, item, field) => {
    expect(clearanceIn(item)).toMatchObject({
      ok: false,
      error: { kind: 'CORRUPT', item: 'CLEARANCE', field },
    });
  });
});
