// Whatever fails around the built cycle function, it ends in a defined state, says so by a metric,
// and the next invocation goes on.

import { describe, expect, it } from 'vitest';
import { awsError } from '../adapters/ssm/ssm-world.ts';
import { openAwsWorld } from './aws-world.ts';
import { cyclesOf, scheduled } from './surroundings.ts';
import { result, savedMetrics } from './said.ts';
import type { AwsWorld } from './surroundings.ts';

const THROTTLED = {
  status: 400,
  body: JSON.stringify({
    __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException',
    message: 'Rate exceeded',
  }),
};

const cancelsOf = ({ venue }: AwsWorld): number =>
  venue.passed.filter(({ method }) => method === 'DELETE').length;

describe('the built cycle function', () => {
  it('trades nothing while secrets cannot be read, and trades when they can', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    world.ssm.fault = () => awsError('ThrottlingException');
    expect(await lambda.invoke(scheduled())).toEqual(result({ kind: 'not-opened' }));
    expect(savedMetrics(lambda)).toEqual([0]);
    expect(lambda.lines.join()).toContain('RPC_URL_PARAM: /keel/main/rpc-url: ThrottlingException');
    expect(world.venue.passed).toEqual([]);
    world.ssm.fault = null;
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 1 }));
    expect(savedMetrics(lambda)).toEqual([0, 1]);
  });

  it('trades nothing with a wrong configuration, all of which it names', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda({ CYCLE_SECONDS: '4', MAX_DRAWDOWN_PCT: '100' });
    expect(await lambda.invoke(scheduled())).toEqual(result({ kind: 'not-opened' }));
    expect(lambda.lines.join()).toContain('CYCLE_SECONDS: ');
    expect(lambda.lines.join()).toContain('MAX_DRAWDOWN_PCT: ');
    expect(savedMetrics(lambda)).toEqual([0]);
  });

  it('refuses a key in the open', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda({ RPC_URL: 'https://node.example/v2/PaidKeyOfThisTest' });
    expect(await lambda.invoke(scheduled())).toEqual(result({ kind: 'not-opened' }));
    expect(lambda.lines.join()).toContain('RPC_URL: set outside a local run');
    expect(lambda.lines.join()).not.toContain('PaidKeyOfThisTest');
  });

  it('sends nothing new while the kill switch cannot be read, and lets orders rest', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 3);
    expect(world.server.venue.openOrders().length).toBeGreaterThan(0);
    const [posts, cancels] = [world.posts(), cancelsOf(world)];
    world.ssm.fault = () => awsError('ThrottlingException');
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved' }));
    // How many rest is the market's affair as well, which fills them meanwhile.
    expect([world.posts(), cancelsOf(world)]).toEqual([posts, cancels]);
    expect(lambda.lines.join()).toMatch(/"KillSwitch":3\b/);
  });

  it('fails by name while the table is throttled, and goes on after that', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 2);
    const posts = world.posts();
    world.table.rule = () => THROTTLED;
    const failed = result({ kind: 'failed', cycles: 0, cause: 'UNAVAILABLE' });
    expect(await lambda.invoke(scheduled())).toEqual(failed);
    expect(savedMetrics(lambda)).toEqual([1, 1, 0]);
    expect(world.posts()).toBe(posts);
    world.table.rule = () => null;
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 3 }));
  });

  it('says what helps on AWS where a paper portfolio does not fit its settings', async () => {
    const world = await openAwsWorld('paper');
    await cyclesOf(await world.lambda(), 1);
    const lambda = await world.lambda({ PAPER_BALANCE_USD: '4321' });
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'failed' }));
    const said = lambda.lines.join();
    expect(said).toContain('PAPER_BALANCE_USD asks for $4321');
    expect(said).toContain('unset it, or else: name another portfolio in cdk.json in its place');
    expect(said).not.toContain('--fresh');
  });

  it('fails by name while the table cannot be reached at its start on paper', async () => {
    const world = await openAwsWorld('paper');
    const lambda = await world.lambda();
    world.table.rule = () => THROTTLED;
    const failed = result({ kind: 'failed', cycles: 0, cause: 'NOT_BEGUN' });
    expect(await lambda.invoke(scheduled())).toEqual(failed);
    expect(savedMetrics(lambda)).toEqual([0]);
  });

  it('saves a cycle that saw nothing while the venue is down', async () => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    await cyclesOf(lambda, 2);
    const posts = world.posts();
    world.venue.rule = () => ({ status: 502, body: 'bad gateway' });
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 3 }));
    expect(world.posts()).toBe(posts);
    world.venue.rule = () => null;
    expect(await lambda.invoke(scheduled())).toMatchObject(result({ kind: 'saved', cycle: 4 }));
  });

  it.each([
    ['no object', 'now'],
    ['nothing', null],
    ['no time', { portfolio: 'main' }],
    ['another field', { portfolio: 'main', scheduledAt: '2026-11-28T07:00:00Z', mode: 'live' }],
    ['a time that is none', { portfolio: 'main', scheduledAt: 'soon' }],
    ['another portfolio', { portfolio: 'other', scheduledAt: '2026-11-28T07:00:00Z' }],
  ])('does nothing on an event that is %s', async (_what, event) => {
    const world = await openAwsWorld('live');
    const lambda = await world.lambda();
    expect(await lambda.invoke(event)).toEqual(result({ kind: 'wrong-event' }));
    expect(world.venue.passed).toEqual([]);
    expect(world.table.passed).toEqual([]);
    expect(lambda.lines.join()).toContain('the event is');
  });
});
