// Stacks as tests build them: from the context of `cdk.json`, with a line of code in the place of
// each function, since most tests look at what surrounds it.

import { mkdtempSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { onTestFinished } from 'vitest';
import { checkedApp } from '../../cdk/checked-app.ts';
import { parseDeployment } from '../../cdk/deployment.ts';
import { TradingStack } from '../../cdk/trading-stack.ts';
import { RUN_FOLDER } from '../functions/run-folder.ts';
import type { Deployment } from '../../cdk/deployment.ts';

/** A part of a template. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a template. */
export type JsonObject = { readonly [name: string]: Json | undefined };

/** One resource of a template. */
export type Resource = {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
};

/** What a test reads of a template. */
export type Template = {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: JsonObject;
};

/** The context that a checkout comes with. */
export const CONTEXT = (
  JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8')) as {
    readonly context: Readonly<Record<string, unknown>>;
  }
).context;

export const FUNDER = '0x00000000000000000000000000000000000000aA';

/** A live portfolio whose key lies in a parameter. */
export const LIVE = {
  STRATEGY_PRESET: 'conservative',
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  PRIVATE_KEY_PARAM: '/keel/live/private-key',
  RPC_URL_PARAM: '/keel/live/rpc-url',
  FUNDER_ADDRESS: FUNDER.toLowerCase(),
};

export const KMS_KEY = '11111111-2222-3333-4444-555555555555';

/** A live portfolio whose key never leaves KMS and holds the funds itself. */
export const LIVE_KMS = {
  STRATEGY_PRESET: 'conservative',
  LIVE_TRADING: 'I_UNDERSTAND_THE_RISKS',
  KMS_KEY_ID: KMS_KEY,
  RPC_URL_PARAM: 'rpc-url',
  SIGNATURE_TYPE: '0',
};

/** One portfolio of each kind. */
export const THREE = { main: { STRATEGY_PRESET: 'balanced' }, live: LIVE, kms: LIVE_KMS };

/** Reads a deployment from the context of the checkout and some more. */
export const deploymentOf = (more: Readonly<Record<string, unknown>> = {}): Deployment => {
  const deployment = parseDeployment({ context: { ...CONTEXT, ...more }, env: {} });
  if (!deployment.ok) throw new Error(deployment.error.join('\n'));
  return deployment.value;
};

/** Takes the errors of a deployment that is refused. */
export const refusalOf = (
  more: Readonly<Record<string, unknown>>,
  env: Readonly<Record<string, string>> = {},
): readonly string[] => {
  const deployment = parseDeployment({ context: { ...CONTEXT, ...more }, env });
  return deployment.ok ? [] : deployment.error;
};

/** A folder that is gone when the test is. */
export const temporaryFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'keel-cdk-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const stackOf = (app: App, deployment: Deployment): TradingStack =>
  new TradingStack(app, {
    deployment,
    codeOf: () => Code.fromInline('exports.handler = async () => {};'),
  });

/** An app under all checks, with the stack of a deployment in it. */
export const appOf = (
  deployment: Deployment,
  outdir: string,
): { readonly app: App; readonly stack: TradingStack } => {
  const app = checkedApp({ context: CONTEXT, outdir });
  return { app, stack: stackOf(app, deployment) };
};

// The checkers take seconds to start in each process, and have tests of their own.
const UNCHECKED = { ...CONTEXT, '@aws-cdk/core:validateAgainstDefaultRules': false };

// What an app writes goes with the run; by itself the CDK leaves a folder behind for each app.
const folderOfRun = (): string =>
  mkdtempSync(join(process.env[RUN_FOLDER] ?? tmpdir(), 'keel-cdk-'));

/** The stack of a deployment, without the checks. */
export const uncheckedStack = (
  more: Readonly<Record<string, unknown>>,
  outdir: string = folderOfRun(),
): { readonly app: App; readonly stack: TradingStack } => {
  const app = new App({ context: UNCHECKED, autoSynth: false, outdir });
  return { app, stack: stackOf(app, deploymentOf(more)) };
};

/** Synthesises the stack of a deployment, without the checks. */
export const templateOf = async (
  more: Readonly<Record<string, unknown>> = {},
): Promise<Template> => {
  const outdir = await mkdtemp(join(tmpdir(), 'keel-cdk-'));
  try {
    const { app, stack } = uncheckedStack(more, outdir);
    return app.synth().getStackArtifact(stack.artifactId).template as Template;
  } finally {
    await rm(outdir, { recursive: true, force: true });
  }
};

/** The resources of a type. */
export const resourcesOf = ({ Resources }: Template, type: string): readonly Resource[] =>
  Object.values(Resources).filter(({ Type }) => Type === type);
