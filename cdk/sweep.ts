// Sweeps on AWS, which are off unless they are asked for: a bucket for tapes, jobs and results, a
// function that makes one run, and a state machine that calls it for each job of a file. None of it
// knows the table, a portfolio or a key, and nothing of it runs unless somebody starts it.

import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket } from 'aws-cdk-lib/aws-s3';
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ArnFormat, CfnOutput, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { keepFinding } from './findings.ts';
import { writeLog } from './permissions.ts';
import type { KeptFinding } from './findings.ts';
import type { CodeOf } from './portfolio.ts';
import type { System } from './system-settings.ts';

/** What the stack gives sweeps. */
export type SweepProps = { readonly system: System; readonly codeOf: CodeOf };

const NAME = 'keel-sweep';

// A whole processor, which a run uses from beginning to end: less memory costs the same and takes
// longer. A run is ended after a quarter of an hour, as all functions are.
const MEMORY_MB = 1_769;
const TIMEOUT = Duration.minutes(15);
const TAPE_MIB = 4_096;

/** Runs at once: few enough to leave an account's quota of 1,000 to those that trade. */
export const RUNS_AT_ONCE = 50;

// A run that fails does so for what is in it, but for the platform's own failures.
const RETRY = {
  ErrorEquals: ['Lambda.ServiceException', 'Lambda.TooManyRequestsException'],
  IntervalSeconds: 5,
  MaxAttempts: 4,
  BackoffRate: 2,
};

const allow = (actions: readonly string[], resources: readonly string[]): PolicyStatement =>
  new PolicyStatement({ actions: [...actions], resources: [...resources] });

const OWN_FOLDER =
  'It reaches one folder of a bucket that holds nothing but tapes, jobs and results of sweeps.';
const OWN_EXECUTIONS = 'A distributed map runs as executions of its own machine, which it names.';
const NO_LOG =
  'What became of each run is an object in the bucket, and of each map in the history of its ' +
  'execution. Delivery of logs and traces would need permissions on everything.';
const NO_ACCESS_LOG = 'It holds public market data and results of simulations.';

const wildcardKept = (resource: string, reason: string): KeptFinding => ({
  id: `AwsSolutions::AwsSolutions-IAM5[Resource::${resource}]`,
  reason,
});

/** Bucket, function and state machine. */
export class SweepResources extends Construct {
  private readonly bucket: Bucket;
  private readonly worker: LambdaFunction;

  constructor(scope: Construct, id: string, { system, codeOf }: SweepProps) {
    super(scope, id);
    this.bucket = this.ownBucket();
    this.worker = this.ownFunction(system, codeOf);
    const machine = this.machine();
    new CfnOutput(this, 'BucketName', {
      description: 'Takes tapes/ and jobs/ of sweeps, and holds their results/',
      value: this.bucket.bucketName,
    });
    new CfnOutput(this, 'MachineArn', {
      description: 'Makes the runs of a sweep',
      value: machine.attrArn,
    });
  }

  private ownBucket(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    keepFinding(bucket, { id: 'AwsSolutions::AwsSolutions-S1', reason: NO_ACCESS_LOG });
    return bucket;
  }

  private ownFunction({ logRetention }: System, codeOf: CodeOf): LambdaFunction {
    const log = new LogGroup(this, 'Log', {
      logGroupName: '/keel/sweep',
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const may = [
      allow(['s3:GetObject'], [this.bucket.arnForObjects('tapes/*')]),
      allow(['s3:PutObject'], [this.bucket.arnForObjects('results/*')]),
      writeLog(log),
    ];
    return new LambdaFunction(this, 'Function', {
      functionName: NAME,
      description: 'One run of a sweep',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: codeOf('sweep'),
      memorySize: MEMORY_MB,
      timeout: TIMEOUT,
      ephemeralStorageSize: Size.mebibytes(TAPE_MIB),
      environment: { SWEEP_BUCKET: this.bucket.bucketName },
      role: this.roleOf('FunctionRole', 'lambda.amazonaws.com', {
        may,
        kept: [this.folderKept('tapes'), this.folderKept('results')],
      }),
      logGroup: log,
    });
  }

  private roleOf(
    id: string,
    service: string,
    {
      may,
      kept,
    }: { readonly may: readonly PolicyStatement[]; readonly kept: readonly KeptFinding[] },
  ): Role {
    const role = new Role(this, id, {
      assumedBy: new ServicePrincipal(service),
      inlinePolicies: { Own: new PolicyDocument({ statements: [...may] }) },
    });
    for (const finding of kept) keepFinding(role, finding);
    return role;
  }

  private folderKept(folder: string): KeptFinding {
    const { defaultChild } = this.bucket.node;
    if (!(defaultChild instanceof CfnBucket)) throw new Error('the bucket is one resource');
    const bucket = Stack.of(this).getLogicalId(defaultChild);
    return wildcardKept(`<${bucket}.Arn>/${folder}/*`, OWN_FOLDER);
  }

  private machine(): CfnStateMachine {
    const arnOf = (resource: string, resourceName: string): string =>
      Stack.of(this).formatArn({
        service: 'states',
        resource,
        resourceName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      });
    const may = [
      allow(['s3:GetObject'], [this.bucket.arnForObjects('jobs/*')]),
      allow(['lambda:InvokeFunction'], [this.worker.functionArn]),
      allow(['states:StartExecution'], [arnOf('stateMachine', NAME)]),
      allow(
        ['states:DescribeExecution', 'states:StopExecution'],
        [arnOf('execution', `${NAME}:*`)],
      ),
    ];
    const role = this.roleOf('MachineRole', 'states.amazonaws.com', {
      may,
      kept: [
        this.folderKept('jobs'),
        wildcardKept(
          `arn:aws:states:${Stack.of(this).region}:<AWS::AccountId>:execution:${NAME}:*`,
          OWN_EXECUTIONS,
        ),
      ],
    });
    const machine = new CfnStateMachine(this, 'Machine', {
      stateMachineName: NAME,
      stateMachineType: 'STANDARD',
      roleArn: role.roleArn,
      definition: this.definition(),
    });
    for (const id of ['SF1', 'SF2'])
      keepFinding(machine, { id: `AwsSolutions::AwsSolutions-${id}`, reason: NO_LOG });
    return machine;
  }

  // Its input names the tape, the file of jobs and the folder of results.
  private definition(): object {
    return {
      Comment: 'Makes each run of a sweep',
      StartAt: 'Runs',
      States: {
        Runs: {
          Type: 'Map',
          MaxConcurrency: RUNS_AT_ONCE,
          ItemReader: {
            Resource: 'arn:aws:states:::s3:getObject',
            ReaderConfig: { InputType: 'JSON' },
            Parameters: { Bucket: this.bucket.bucketName, 'Key.$': '$.jobs' },
          },
          ItemSelector: {
            'tape.$': '$.tape',
            'results.$': '$.results',
            'job.$': '$$.Map.Item.Value',
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'Run',
            States: {
              Run: {
                Type: 'Task',
                Resource: this.worker.functionArn,
                Retry: [RETRY],
                End: true,
              },
            },
          },
          ResultPath: null,
          End: true,
        },
      },
    };
  }
}
