// Sweeps on AWS: nothing of them while they are off, and no way from them to money while they are
// on. The checks of the app are asked as well.

import { beforeAll, describe, expect, it } from 'vitest';
import { RUNS_AT_ONCE } from '../../cdk/sweep.ts';
import {
  appOf,
  deploymentOf,
  refusalOf,
  resourcesOf,
  temporaryFolder,
  templateOf,
} from './scene.ts';
import { statementsOf } from './statements.ts';
import type { Template } from './scene.ts';

let off: Template;
let on: Template;
beforeAll(async () => {
  [off, on] = [await templateOf(), await templateOf({ sweeps: true })];
});

const idsOf = ({ Resources }: Template): readonly string[] => Object.keys(Resources);

describe('while sweeps are off', () => {
  it('the template is the same as without the setting, to the byte', async () => {
    expect(JSON.stringify(await templateOf({ sweeps: 'false' }))).toBe(JSON.stringify(off));
    expect(JSON.stringify(off)).not.toMatch(/sweep/i);
  });
});

describe('while sweeps are on', () => {
  it('nothing else of the template changes', () => {
    const others = Object.fromEntries(
      Object.entries(on.Resources).filter(([id]) => !id.startsWith('Sweeps')),
    );
    expect(others).toEqual(off.Resources);
    const types = idsOf(on)
      .filter((id) => id.startsWith('Sweeps'))
      .map((id) => on.Resources[id]?.Type ?? '');
    expect(types.toSorted()).toEqual([
      'AWS::IAM::Role',
      'AWS::IAM::Role',
      'AWS::Lambda::Function',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::StepFunctions::StateMachine',
    ]);
  });

  it('a distributed map makes each job of a file in the bucket, some at once', () => {
    const [machine] = resourcesOf(on, 'AWS::StepFunctions::StateMachine');
    expect(machine?.Properties['Definition']).toMatchObject({
      States: {
        Runs: {
          Type: 'Map',
          MaxConcurrency: RUNS_AT_ONCE,
          ItemReader: { Resource: 'arn:aws:states:::s3:getObject' },
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' } },
        },
      },
    });
  });

  it('its roles may do this and nothing else', () => {
    const id = (type: string): string =>
      idsOf(on).find((one) => one.startsWith('Sweeps') && on.Resources[one]?.Type === type) ?? '';
    const own = statementsOf(on).filter(
      ({ of, type }) => of.startsWith('Sweeps') && type === 'AWS::IAM::Role',
    );
    const states = 'arn:aws:states:eu-west-1:<AWS::AccountId>';
    const bucket = `<${id('AWS::S3::Bucket')}.Arn>`;
    expect(
      own.map(({ actions, resources }) => `${actions.join()} ${resources.join()}`).toSorted(),
    ).toEqual([
      `lambda:InvokeFunction <${id('AWS::Lambda::Function')}.Arn>`,
      `logs:CreateLogStream,logs:PutLogEvents <${id('AWS::Logs::LogGroup')}.Arn>`,
      `s3:GetObject ${bucket}/jobs/*`,
      `s3:GetObject ${bucket}/tapes/*`,
      `s3:PutObject ${bucket}/results/*`,
      `states:DescribeExecution,states:StopExecution ${states}:execution:keel-sweep:*`,
      `states:StartExecution ${states}:stateMachine:keel-sweep`,
      'sts:AssumeRole ',
      'sts:AssumeRole ',
    ]);
  });

  it('the bucket is closed, encrypted, and stays when the stack goes', () => {
    const [bucket] = resourcesOf(on, 'AWS::S3::Bucket');
    expect(bucket).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      },
    });
    expect(JSON.stringify(bucket)).toContain('AES256');
  });

  it('no check of the app finds anything', { timeout: 120_000 }, async () => {
    const { app } = appOf(deploymentOf({ sweeps: true }), await temporaryFolder());
    expect(() => app.synth()).not.toThrow();
  });
});

it('refuses any other word', () => {
  expect(refusalOf({ sweeps: 'yes' }).join()).toMatch(/sweeps: .*Allowed: one of true, false/);
});
