// The widget as it is deployed: state and records from the table, the switch in SSM, HTML for the
// dashboard.

import { describe, expect, it } from 'vitest';
import { dynamoStore } from '../../../lib/adapters/dynamo/dynamo-store.ts';
import { ensureTable } from '../../../lib/adapters/dynamo/table.ts';
import { handler } from '../../../functions/widget/handler.ts';
import { widgetSettings } from '../../../functions/widget/settings.ts';
import { paperIdentity } from '../../../lib/wiring/identities.ts';
import { invocationId, portfolioId } from '../../../lib/units/ids.ts';
import { invariant } from '../../../lib/units/invariant.ts';
import { formatTime } from '../../../lib/units/time.ts';
import { RECORD } from '../../adapters/rich-record.ts';
import { STATE, at } from '../../adapters/rich-state.ts';
import { startSsm } from '../../adapters/ssm/loopback-ssm.ts';
import { awsError } from '../../adapters/ssm/ssm-world.ts';
import { dynaliteClient } from '../../adapters/dynamo/dynalite.ts';
import { AWS_ENV } from '../../cli/doctor-scene.ts';
import { contextOf, printedLines, withVariables } from '../invocation.ts';
import type { SsmWorld } from '../../adapters/ssm/ssm-world.ts';
import type { CycleRecord } from '../../../lib/domain/cycle-record.ts';

const SWITCH = '/keel/main/kill-switch';
const IDENTITY = paperIdentity(portfolioId('main'));
const HALT = { portfolio: 'main', set: 'halt' };

const VARIABLES = { PORTFOLIO_ID: 'main', TABLE_NAME: 'keel', KILL_SWITCH_PARAM: SWITCH };

const storedIn = async (records: readonly CycleRecord[]): Promise<string> => {
  const client = await dynaliteClient(0);
  await ensureTable(client, 'keel');
  const store = dynamoStore({ client, table: 'keel', identity: IDENTITY });
  if (records.length > 0) {
    const claim = { identity: IDENTITY, holder: invocationId('test'), now: at(0), end: at(60) };
    const acquired = await store.acquire(claim);
    invariant(acquired.ok, 'the lock is free');
    const state = { ...STATE, identity: IDENTITY };
    await store.save(acquired.value.lease, { state, lease: { kind: 'release' } });
  }
  for (const record of records) await store.putHistory({ record, equity: null, at: at(0) });
  const { hostname, port } = (await client.config.endpoint?.()) ?? { hostname: '', port: 0 };
  return `http://${hostname}:${String(port)}`;
};

const deployed = async (
  records: readonly CycleRecord[],
  position = 'off',
): Promise<{ readonly ssm: SsmWorld; readonly lines: readonly string[] }> => {
  const ssm = await startSsm({ [SWITCH]: { Type: 'String', Value: position } });
  withVariables({
    ...AWS_ENV,
    ...VARIABLES,
    AWS_ENDPOINT_URL_DYNAMODB: await storedIn(records),
    AWS_ENDPOINT_URL_SSM: ssm.url,
  });
  return { ssm: ssm.world, lines: printedLines() };
};

const ORDER: CycleRecord['orders'][number] = {
  strategy: 'MM',
  market: 'will-it-rain',
  outcome: 'YES',
  side: 'BUY',
  price: '0.48',
  size: '5',
  timeInForce: 'GTD',
  liquidity: 'post-only',
  reason: 'a quote',
  reference: '0.5',
  result: 'placed',
  order: '0xorder',
};

const minuteOf = (cycle: number): CycleRecord => ({
  ...RECORD,
  cycle,
  at: formatTime(at(cycle * 60)),
});

const valueIn = ({ parameters }: SsmWorld): string | undefined => parameters[SWITCH]?.Value;

describe('the widget', () => {
  it('shows the latest cycles first, positions, resting orders and both buttons', async () => {
    await deployed([1, 2, 3].map(minuteOf));
    const html = await handler({ portfolio: 'main', widgetContext: {} }, contextOf());
    expect(html).toContain('Kill switch of main: off');
    expect(html.indexOf('<td>3</td>')).toBeLessThan(html.indexOf('<td>2</td>'));
    for (const title of ['Latest cycles', 'Open positions', 'Resting orders', 'Orders of the'])
      expect(html).toContain(title);
    expect(html.match(/<cwdb-action action="call"/g)).toHaveLength(2);
    expect(html).toContain('endpoint="arn:aws:lambda:eu-west-1:123456789012:function:keel-test');
    expect(html).not.toContain('"off"');
  });

  it('shows a market by a hostile name without obeying it', async () => {
    const market = '<script>"\'&</script><cwdb-action>';
    await deployed([
      { ...minuteOf(1), orders: [{ ...ORDER, market, result: `refused ${market}` }] },
    ]);
    const html = await handler({}, contextOf());
    expect(html).toContain('&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;&lt;cwdb-action&gt;');
    expect(html).not.toContain('<script>');
    expect(html.match(/<cwdb-action/g)).toHaveLength(2);
  });

  it('stays small whatever a cycle did', async () => {
    const orders = Array.from({ length: 200 }, () => ({ ...ORDER, market: '&'.repeat(500) }));
    await deployed(Array.from({ length: 30 }, (_, index) => ({ ...minuteOf(index + 1), orders })));
    const html = await handler({}, contextOf());
    expect(html.length).toBeLessThan(60_000);
    expect(html).toContain('and 180 more');
  });

  it.each(['halt', 'reduce-only'])('writes %s when its button is confirmed', async (to) => {
    const { ssm, lines } = await deployed([minuteOf(1)]);
    const html = await handler({ portfolio: 'main', set: to, widgetContext: {} }, contextOf());
    expect(valueIn(ssm)).toBe(to);
    expect(html).toContain(`<b>${SWITCH} says ${to}</b>`);
    expect(html).toContain(`Kill switch of main: ${to}`);
    expect(lines.join()).toContain('[Widget] kill switch turned');
  });

  it('never loosens a halt', async () => {
    const { ssm } = await deployed([minuteOf(1)], 'halt');
    await handler({ ...HALT, set: 'reduce-only' }, contextOf());
    expect(valueIn(ssm)).toBe('halt');
  });

  it.each([[{ ...HALT, set: 'off' }], [{ ...HALT, portfolio: 'other' }], [{ set: 'halt' }]])(
    'turns nothing for %j',
    async (event) => {
      const { ssm } = await deployed([minuteOf(1)]);
      await handler(event, contextOf());
      expect(valueIn(ssm)).toBe('off');
    },
  );

  it('says loudly when it could not stop', async () => {
    const { ssm } = await deployed([minuteOf(1)]);
    ssm.fault = ({ headers }) =>
      headers['x-amz-target'] === 'AmazonSSM.PutParameter'
        ? awsError('AccessDeniedException')
        : null;
    const html = await handler(HALT, contextOf());
    expect(html).toContain('NOT STOPPED');
    expect(html).toContain('Kill switch of main: off');
  });

  it('stops although the table cannot be reached', async () => {
    const { ssm } = await deployed([minuteOf(1)]);
    withVariables({ AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:1' });
    const html = await handler(HALT, contextOf());
    expect(valueIn(ssm)).toBe('halt');
    expect(html).toContain('The state cannot be read: UNAVAILABLE');
    expect(html.match(/<cwdb-action/g)).toHaveLength(2);
  });

  it('says so before the first cycle, and when the switch cannot be read', async () => {
    const { ssm } = await deployed([]);
    ssm.fault = () => awsError('AccessDeniedException');
    const html = await handler({}, contextOf());
    expect(html).toContain('No cycle was ever saved.');
    expect(html).toContain('Kill switch of main: cannot be read: AccessDenied');
  });

  it('describes itself', async () => {
    await deployed([]);
    expect(await handler({ describe: true }, contextOf())).toMatch(/^## Keel: a portfolio/);
  });

  it('answers in time where SSM never does', async () => {
    const { ssm } = await deployed([minuteOf(1)]);
    ssm.fault = () => ({ kind: 'silence' });
    expect(await handler(HALT, contextOf(3_000))).toContain('This took too long.');
  });

  it('names what is missing of its variables', async () => {
    await deployed([]);
    withVariables({ TABLE_NAME: '' });
    expect(await handler({}, contextOf())).toContain('TABLE_NAME');
    expect(widgetSettings({})).toEqual({
      ok: false,
      error: ['PORTFOLIO_ID: missing', 'TABLE_NAME: missing', 'KILL_SWITCH_PARAM: missing'],
    });
  });
});
