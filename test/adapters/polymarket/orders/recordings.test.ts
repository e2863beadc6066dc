// Refusals and answers that somebody once got from the venue.

import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CATALOGUE } from '../../../../lib/adapters/polymarket/orders/error-class.ts';
import { orderId } from '../../../../lib/units/ids.ts';
import { json, text } from '../../../loopback/server.ts';
import { describeWithRecordings } from '../../../recordings.ts';
import { jsonOf, linesOf } from '../recorded-answers.ts';
import { brief, outcomesUnder, scene, signed } from './scenes.ts';
import type { Reply } from '../../../loopback/server.ts';
import type { Row } from '../examples.ts';

const MEANINGS: Readonly<Record<string, string>> = {
  'clob-client/issues/305': 'rejected post-only-cross',
  'py-clob-client-v2/issues/50': 'rejected authentication',
  'clob-client/issues/124': 'rejected size',
  'Polymarket.Net/issues/5': 'rejected size',
  'py-clob-client/issues/79': 'rejected invalid',
  'polymarket-cli/issues/54': 'rejected funds',
  'polymarket-cli/issues/69': 'rejected version',
  'clob-client/pull/68': 'no-fill',
  'py-clob-client/issues/273': 'not-sent restarting',
  'py-clob-client/issues/331': 'unknown',
  'ts-sdk/pull/248': 'not-sent post-only',
  'py-clob-client/issues/101': 'rejected region',
};

const placings = (folder: string): readonly Row[] =>
  linesOf(join(folder, 'error_responses_from_issues.jsonl')).filter(
    ({ endpoint, status }) => endpoint === 'POST /order' && typeof status === 'number',
  );

const sourceOf = ({ source }: Row): string => String(source).split('/').slice(4).join('/');

const replyOf = ({ status, body }: Row): Reply =>
  text(Number(status), typeof body === 'string' ? body : JSON.stringify(body));

describeWithRecordings('api-fixtures', (folder) => {
  it('every recorded refusal of an order means what its reporters found out', async () => {
    const met = await Promise.all(
      placings(folder).map(async (row) => {
        const [outcome] = await outcomesUnder(replyOf(row));
        return [sourceOf(row), brief(outcome)];
      }),
    );
    expect(Object.fromEntries(met)).toEqual(MEANINGS);
  });

  it('no recorded refusal of a read looks like one of an order', () => {
    const reads = linesOf(join(folder, 'error_responses_from_issues.jsonl')).filter(
      ({ endpoint }) => String(endpoint).startsWith('GET'),
    );
    const texts = reads.map(({ body }) => JSON.stringify(body).toLowerCase());
    expect(texts.length).toBeGreaterThan(2);
    expect(CATALOGUE.filter(([says]) => texts.some((one) => one.includes(says)))).toEqual([]);
  });

  it.each([
    ['ok', '0x1234567890abcdef1234567890abcdef1234567890abcdef1234567890abcdef12', 'placed'],
    ['failed', '0x01', 'rejected funds'],
  ])('the recorded answer %s to an order is understood', async (name, id, means) => {
    const answer = jsonOf(join(folder, `nautilus/rust/http_order_response_${name}.json`));
    const order = { ...signed(), id: orderId(id) };
    expect((await outcomesUnder(json(answer), [order])).map(brief)).toEqual([means]);
  });

  it('the recorded error of the server leaves an order unknown', async () => {
    const body = JSON.stringify(
      jsonOf(join(folder, 'nautilus/rust/http_order_response_error_500.json')),
    );
    expect((await outcomesUnder(text(500, body))).map(brief)).toEqual(['unknown']);
  });

  it.each(['http_batch_cancel_response', 'http_cancel_response_failed', 'http_cancel_response_ok'])(
    'the recorded answer %s to a cancel is understood',
    async (name) => {
      const answer = jsonOf(join(folder, `nautilus/rust/${name}.json`)) as {
        readonly canceled: readonly string[];
        readonly not_canceled: Readonly<Record<string, string>>;
      };
      const { writes } = await scene(() => json(answer));
      const ids = [...answer.canceled, ...Object.keys(answer.not_canceled)].map(orderId);
      expect(await writes.cancelOrders(ids)).toMatchObject({
        kind: 'known',
        value: {
          canceled: answer.canceled,
          notCanceled: Object.entries(answer.not_canceled).map(([id, reason]) => ({ id, reason })),
        },
      });
    },
  );

  it('the answers that the official Rust client is tested with are understood', async () => {
    const rows = linesOf(join(folder, 'official_rs_clob_client_json_bodies.jsonl'));
    const cancels = rows.filter(
      ({ method, json: body }) => method === 'DELETE' && 'canceled' in (body as object),
    );
    expect(cancels).toHaveLength(4);
    for (const { json: body } of cancels) {
      const { writes } = await scene(() => json(body));
      expect(await writes.cancelAll()).toMatchObject({ kind: 'known' });
    }
    const placed = rows.filter(({ json: body }) => 'orderID' in (body as object));
    const met: string[] = [];
    for (const { json: body } of placed) {
      const order = { ...signed(), id: orderId((body as { readonly orderID: string }).orderID) };
      met.push(...(await outcomesUnder(json(body), [order])).map(brief));
    }
    expect(met).toEqual(['placed', 'matched']);
  });
});
