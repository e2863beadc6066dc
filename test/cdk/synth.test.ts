// The app as the CDK's command runs it: another process, with its environment and `.env`. Secrets
// are marked, so that a scan of everything that was written finds them wherever they went.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { CONTEXT, LIVE, temporaryFolder } from './scene.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

type Ran = {
  readonly status: number | null;
  readonly said: string;
  readonly written: string;
};

const filesIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((one) => one.isFile())
        .map((one) => readFileSync(join(one.parentPath, one.name), 'utf8'))
    : [];

type Running = {
  readonly context?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly dotEnv?: string;
};

// The command hands context and folder over by the environment.
const runApp = async ({ context = {}, env = {}, dotEnv = '' }: Running): Promise<Ran> => {
  const [cwd, home] = [await temporaryFolder(), await temporaryFolder()];
  const out = join(cwd, 'cdk.out');
  writeFileSync(join(cwd, '.env'), dotEnv);
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'cdk/app.ts')], {
    cwd,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...CONTEXT, ...context }),
      ...env,
    },
  });
  return { status, said: `${stdout}${stderr}`, written: filesIn(out).join('\n') };
};

// A process that builds three functions and starts two checkers, on a machine that others use too.
const PATIENCE_MS = 120_000;

const KEY = 'deadbeef'.repeat(8);

it(
  'a checkout is synthesised without an account, by its own command',
  async () => {
    const [home, out] = [await temporaryFolder(), await temporaryFolder()];
    const { status, stderr } = spawnSync('npm', ['run', 'synth', '--', '--output', out], {
      cwd: ROOT,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home },
    });
    expect([status, stderr]).toEqual([0, expect.not.stringMatching(/error/i)]);
    expect(existsSync(join(out, 'Keel.template.json'))).toBe(true);
  },
  PATIENCE_MS,
);

it(
  'no secret of the environment or of .env gets into what is deployed',
  async () => {
    const secrets = {
      RPC_URL: 'https://rpc.example/marked-rpc-secret',
      RELAYER_API_KEY: 'marked-relayer-secret',
      BUILDER_SECRET: 'marked-builder-secret',
      AWS_SECRET_ACCESS_KEY: 'marked-aws-secret',
    };
    const ran = await runApp({
      context: { portfolios: { live: LIVE } },
      env: secrets,
      dotEnv: 'BUILDER_PASSPHRASE=marked-passphrase-secret\nBUILDER_API_KEY=marked-key-secret\n',
    });
    expect([ran.status, ran.said]).toEqual([0, '']);
    expect(ran.written).toContain('"keel-live-cycle"');
    expect(ran.written).not.toMatch(/marked-[a-z]+-secret/);
  },
  PATIENCE_MS,
);

it.each([
  ['the environment', { env: { PRIVATE_KEY: KEY } }],
  ['.env', { dotEnv: `PRIVATE_KEY=${KEY}\n` }],
  ['.env beside a table', { dotEnv: `PRIVATE_KEY=${KEY}\n`, env: { TABLE_NAME: 'Keel' } }],
])('a private key in %s is refused, and shown nowhere', async (_where, running) => {
  const ran = await runApp(running);
  expect(ran.status).toBe(1);
  expect(ran.said).toMatch(/^PRIVATE_KEY: set in the environment or in \.env of a deployment/);
  expect(ran.said).not.toContain(KEY);
  expect(ran.written).toBe('');
});

it('everything that is wrong is said at once, and nothing is written', async () => {
  const ran = await runApp({
    context: { region: 'us-east-1', portfolios: { a: { CYCLE_SECONDS: 4 }, b: { MARKETS: '' } } },
  });
  expect(ran.status).toBe(1);
  expect(ran.said.trim().split('\n')).toEqual([
    expect.stringMatching(/^region: "us-east-1" is in US, where the venue takes no orders\./),
    expect.stringMatching(/^portfolio a: CYCLE_SECONDS: "4" is too low\. Allowed: /),
    expect.stringMatching(/^portfolio b: MARKETS: "" is empty;/),
  ]);
  expect(ran.written).toBe('');
});

it('a .env that cannot be read as one is refused', async () => {
  const ran = await runApp({ dotEnv: 'not an assignment\n' });
  expect(ran.status).toBe(1);
  expect(ran.said).toMatch(/^\.env: \.env line 1: /);
});
