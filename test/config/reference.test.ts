// The documents say what the parser does, and an old one is found out.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDotEnv } from '../../lib/config/dot-env.ts';
import { renderDocuments } from '../../lib/config/reference.ts';
import { ALL_VARIABLES } from '../../lib/config/variables.ts';
import { projectRoot } from '../tooling/temporary-tree.ts';
import { configOf } from './environments.ts';

const markers = '<!-- presets:begin -->\n<!-- presets:end -->';
const paths = ['docs/configuration.md', '.env.example', 'README.md'];

const documents = (readme: string): ReadonlyMap<string, string> => {
  const rendered = renderDocuments(readme);
  if (!rendered.ok) throw new Error('the markers are there');
  return new Map(rendered.value.map(({ path, text }) => [path, text]));
};

const rendered = (path: string): string => documents(markers).get(path) ?? '';

describe('the reference', () => {
  const lines = rendered('docs/configuration.md').split('\n');

  it('has one row for each variable', () => {
    const rows = lines.filter((line) => /^\| `[A-Z]/.test(line));
    expect(rows.map((row) => row.split('`')[1])).toEqual(ALL_VARIABLES.map(({ name }) => name));
  });

  it.each([
    ['STRATEGY_PRESET', 'paper: `balanced`; live: required'],
    ['LIVE_TRADING', 'unset'],
    ['PRIVATE_KEY', '-'],
    ['RPC_URL', '-'],
    ['TARGET_ADDRESSES', '-'],
    ['SIGNATURE_TYPE', '`3`'],
    ['FUNDER_ADDRESS', '-'],
    ['MAX_EXPOSURE_USD', 'preset'],
    ['MAX_EXPOSURE_PER_MARKET_USD', 'preset'],
    ['MAX_DRAWDOWN_PCT', 'preset'],
    ['MAX_SLIPPAGE_CENTS', 'preset'],
    ['MIN_MOVE_CENTS', '`2`'],
    ['MOVE_WINDOW_SECONDS', '`300`'],
    ['WHALE_USD', '`5000`'],
    ['TAKE_PROFIT_CENTS', '`3`'],
    ['STOP_LOSS_CENTS', '`2`'],
    ['MAX_HOLD_MINUTES', '`60`'],
    ['KILL_SWITCH_FILE', '`data/KILL`; while unset, `/data/KILL` is watched as well'],
    ['KILL_SWITCH_PARAM', 'set by the stack'],
    ['TABLE_NAME', 'set by the stack; unset: the embedded store'],
    ['APPROVALS_AUTO', '`false`'],
    ['MARKETS', '-'],
    ['EXCLUDE_MARKETS', '-'],
    ['EXCLUDE_CATEGORIES', '-'],
    ['CYCLE_SECONDS', '`60`'],
    ['PORTFOLIO_ID', '`default`'],
    ['PAPER_BALANCE_USD', '`10000`'],
    ['RECORDINGS_DIR', 'unset'],
  ])('gives the default of %s as %s', (name, words) => {
    expect(lines.find((line) => line.startsWith(`| \`${name}\``))).toContain(`| ${words} |`);
  });
});

describe('.env.example', () => {
  const example = rendered('.env.example');

  it('changes nothing when it is copied as it is', () => {
    expect(parseDotEnv(example)).toEqual({ ok: true, value: {} });
  });

  it('names every variable, and its defaults are the defaults', () => {
    const parsed = parseDotEnv(example.replaceAll(/^# ([A-Z_]+=)/gm, '$1'));
    const values = parsed.ok ? parsed.value : {};
    expect(Object.keys(values)).toEqual(ALL_VARIABLES.map(({ name }) => name));
    const given = Object.entries(values).filter(([, value]) => value !== '');
    expect(given.length).toBeGreaterThan(10);
    expect(configOf(Object.fromEntries(given))).toEqual(configOf({}));
  });
});

describe('the README', () => {
  it('keeps everything outside the markers', () => {
    const readme = documents(`before\n${markers}\nafter\n`).get('README.md') ?? '';
    expect(readme.startsWith('before\n<!-- presets:begin -->\n| setting |')).toBe(true);
    expect(readme.endsWith('|\n<!-- presets:end -->\nafter\n')).toBe(true);
  });

  it('is the same when it is rendered again', () => {
    const once = documents(markers).get('README.md') ?? '';
    expect(documents(once).get('README.md')).toBe(once);
  });

  it.each(['', '<!-- presets:begin -->', '<!-- presets:end --><!-- presets:begin -->'])(
    'without its markers in order is refused: %j',
    (readme) => {
      expect(renderDocuments(readme)).toMatchObject({ ok: false, error: { kind: 'NO_MARKERS' } });
    },
  );
});

describe('docs:check', () => {
  let root = '';
  const run = (...options: readonly string[]) =>
    spawnSync(process.execPath, [join(projectRoot, 'lib/cli/docs.ts'), ...options], {
      cwd: root,
      encoding: 'utf8',
    });

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'keel-docs-'));
    for (const path of paths) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      copyFileSync(join(projectRoot, path), join(root, path));
    }
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it('passes on the documents as they are in the project', () => {
    expect(run('--check')).toMatchObject({ status: 0, stderr: '' });
  });

  it.each([
    ['docs/configuration.md', '`60`', '`30`'],
    ['.env.example', '# MAX_EXPOSURE_USD=', '# MAX_EXPOSURE=USD'],
    ['README.md', '$2,000', '$20,000'],
  ])('names a stale %s and fails, until it is written again', (path, fresh, stale) => {
    const file = join(root, path);
    writeFileSync(file, readFileSync(file, 'utf8').replace(fresh, stale));
    const failed = run('--check');
    expect([failed.status, failed.stderr]).toEqual([
      1,
      `${path} is stale; npm run docs writes it again\n`,
    ]);
    expect(run()).toMatchObject({ status: 0, stdout: `wrote ${path}\n` });
    expect(run('--check').status).toBe(0);
  });

  it('names a missing document', () => {
    rmSync(join(root, '.env.example'));
    expect(run('--check')).toMatchObject({ status: 1 });
  });

  it('fails without the markers of the README, and writes nothing', () => {
    writeFileSync(join(root, 'README.md'), '# Keel\n');
    expect(run()).toMatchObject({ status: 1, stdout: '' });
    expect(readFileSync(join(root, 'README.md'), 'utf8')).toBe('# Keel\n');
  });
});
