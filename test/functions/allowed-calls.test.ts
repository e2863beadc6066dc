// What the built functions ask of AWS in cycles, halts and on the dashboard, against what their
// roles allow by the template: nothing is asked that is not allowed, and nothing is allowed that is
// not asked.

import { describe, expect, it, onTestFinished } from 'vitest';
import { startKms } from '../adapters/kms/loopback-kms.ts';
import { KMS_KEY, templateOf } from '../cdk/scene.ts';
import { allowancesOf, covers, toldAllowance } from './allowances.ts';
import { keyCall, parameterCall, tableCalls } from './aws-calls.ts';
import { openAwsWorld } from './aws-world.ts';
import { startLambda } from './lambda.ts';
import { cyclesOf, KEY, scheduled } from './surroundings.ts';
import type { PortfolioFunctionName } from '../../cdk/bundle.ts';
import type { Template } from '../cdk/scene.ts';
import type { Call } from './aws-calls.ts';
import type { Lambda } from './lambda.ts';
import type { AwsWorld } from './surroundings.ts';

type Kind = 'paper' | 'live' | 'live, key in KMS';

// What the services do on a role's behalf, and no code of ours asks for: the runtime writes the
// log, and Lambda leaves an event that failed in the queue.
const DONE_BY_THE_SERVICE = ['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage'];

const OWN_TO_THE_STACK = /^(?:AWS_|PORTFOLIO_ID$|TABLE_NAME$|KILL_SWITCH_PARAM$|\w+_URL$)/;

type Deployed = {
  readonly world: AwsWorld;
  readonly template: Template;
  readonly start: (name: PortfolioFunctionName) => Promise<Lambda>;
  /** What was asked of AWS since this was asked last. */
  readonly news: () => readonly Call[];
};

const withKms = async (calls: Call[]): Promise<Readonly<Record<string, string>>> => {
  const fault = (_target: string, exchange: Parameters<typeof keyCall>[0]): null => {
    calls.push(keyCall(exchange));
    return null;
  };
  const kms = await startKms(KEY, { fault });
  return { KMS_KEY_ID: KMS_KEY, AWS_ENDPOINT_URL_KMS: kms.url };
};

const deployed = async (kind: Kind): Promise<Deployed> => {
  const world = await openAwsWorld(kind === 'paper' ? 'paper' : 'live');
  const calls: Call[] = [];
  world.ssm.fault = (exchange) => {
    calls.push(parameterCall(exchange));
    return null;
  };
  const { PRIVATE_KEY_PARAM, ...others } = world.env;
  const key =
    kind === 'live, key in KMS'
      ? await withKms(calls)
      : { ...(PRIVATE_KEY_PARAM !== undefined && { PRIVATE_KEY_PARAM }) };
  const env = { ...others, ...key };
  const variables = Object.entries(env).filter(([name]) => !OWN_TO_THE_STACK.test(name));
  const template = await templateOf({ portfolios: { main: Object.fromEntries(variables) } });
  return {
    world,
    template,
    start: (name) => startLambda(name, env, onTestFinished),
    news: () => [...calls.splice(0), ...world.table.passed.splice(0).flatMap(tableCalls)],
  };
};

const ACCOUNT = 'eu-west-1:<AWS::AccountId>';

// The resource of a call as the template writes it.
const inTemplate = ({ Resources }: Template, call: Call): Call => {
  const [service = ''] = call.action.split(':');
  const table = Object.keys(Resources).find((id) => Resources[id]?.Type === 'AWS::DynamoDB::Table');
  const resources: Readonly<Record<string, string>> = {
    dynamodb: `<${table ?? ''}.Arn>`,
    ssm: `arn:aws:ssm:${ACCOUNT}:parameter/${call.resource.replace(/^\//, '')}`,
    kms: `arn:aws:kms:${ACCOUNT}:key/${call.resource}`,
  };
  return { ...call, resource: resources[service] ?? call.resource };
};

const WIDGET = { portfolio: 'main', widgetContext: {} };

// Everything that a function is there for; a second process finds what the first one left.
const USES: Readonly<Record<PortfolioFunctionName, (deployed: Deployed) => Promise<void>>> = {
  cycle: async ({ start, world }) => {
    for (const cycles of [3, 1]) {
      const lambda = await start('cycle');
      const ends = await cyclesOf(lambda, cycles);
      expect(ends).toMatchObject(ends.map(() => ({ kind: 'result', value: { kind: 'saved' } })));
      await lambda.kill();
    }
    expect((await world.state()).intents.length).toBeGreaterThan(0);
  },
  watchdog: async ({ start, world }) => {
    const lambda = await start('watchdog');
    // Under a halt it cancels without asking for the state, and otherwise it looks at that first.
    for (const position of ['off', 'halt'] as const) {
      world.turn(position);
      const end = await lambda.invoke(scheduled(), 50_000);
      expect(end).toMatchObject({ kind: 'result' });
      expect(JSON.stringify(end)).not.toContain('could-not');
    }
  },
  widget: async ({ start, world }) => {
    world.turn('off');
    const lambda = await start('widget');
    expect(await lambda.invoke(WIDGET)).toMatchObject({ kind: 'result' });
    await lambda.invoke({ ...WIDGET, set: 'halt' });
    expect(Object.values(world.ssm.parameters)).toContainEqual({ Type: 'String', Value: 'halt' });
  },
};

describe.each<Kind>(['paper', 'live', 'live, key in KMS'])('the functions, %s', (kind) => {
  it('ask for what they may, and may do what they ask for', async () => {
    const all = await deployed(kind);
    for (const name of ['cycle', 'watchdog', 'widget'] as const) {
      await USES[name](all);
      const calls = all.news().map((call) => inTemplate(all.template, call));
      const allowances = allowancesOf(all.template, `keel-main-${name}`);
      const refused = calls.filter((call) => !allowances.some((one) => covers(one)(call)));
      expect([name, refused]).toEqual([name, []]);
      const unused = allowances
        .filter(({ action }) => !DONE_BY_THE_SERVICE.includes(action))
        .filter((one) => !calls.some(covers(one)));
      expect([name, unused.map(toldAllowance)]).toEqual([name, []]);
      expect(calls.length).toBeGreaterThan(1);
    }
  }, 90_000);
});
