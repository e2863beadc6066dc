// The guide to AWS says what the code does: every setting, and commands that work as they stand.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ALL_SYSTEM_SETTINGS } from '../../cdk/system-settings.ts';
import { projectRoot } from '../tooling/temporary-tree.ts';
import { CONTEXT, deploymentOf, FUNDER } from './scene.ts';

const textOf = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const GUIDE = textOf('docs/aws.md');
const GUIDES = [
  'docs/aws.md',
  'docs/live-trading.md',
  'docs/runbook/README.md',
  'README.md',
  'CONTRIBUTING.md',
];
const PAGES = readdirSync(join(projectRoot, 'docs/runbook')).map((name) => `docs/runbook/${name}`);

const rowOf = ({ name, default: standard, ...setting }: (typeof ALL_SYSTEM_SETTINGS)[number]) => {
  const words = standard.kind === 'text' ? `\`${standard.text}\`` : '-';
  return `| \`${name}\` | ${words} | ${setting.meaning} | ${setting.value.allowed} |`;
};

describe('the settings in the guide', () => {
  it('are those of the system, each with its default, meaning and what is allowed', () => {
    const rows = GUIDE.split('\n').filter((line) => /^\| `[a-z]/.test(line));
    expect(rows).toEqual(ALL_SYSTEM_SETTINGS.map(rowOf));
  });
});

describe('the portfolios in the guide', () => {
  it('are deployed as they stand there, but for the addresses', () => {
    const [, block = ''] = /```json\n"portfolios": ([^`]+)```/.exec(GUIDE) ?? [];
    const portfolios = JSON.parse(block.replaceAll('0x...', FUNDER.toLowerCase())) as unknown;
    const deployed = deploymentOf({ ...CONTEXT, portfolios }).portfolios;
    expect(deployed.map(({ id, config }) => [id, config.mode])).toEqual([
      ['main', 'paper'],
      ['live', 'live'],
    ]);
  });
});

// By verb, the options that any guide gives it.
const USED = Map.groupBy(
  [...new Set([...GUIDES, ...PAGES])].flatMap((path) => [
    ...textOf(path).matchAll(/npm run -s keel -- ([a-z-]+)([^#`\n"]*)/g),
  ]),
  ([, verb = '']) => verb,
);

describe('the verbs of keel in the guides', () => {
  it.each([...USED])('%s is one, and explains the options that it is given', (verb, uses) => {
    const args = ['lib/cli/keel.ts', verb, '--help'];
    const { status, stdout } = spawnSync(process.execPath, args, {
      cwd: projectRoot,
      encoding: 'utf8',
    });
    const options = uses.flatMap(([, , rest = '']) => rest.match(/--[a-z-]+/g) ?? []);
    expect([status, options.filter((option) => !stdout.includes(option))]).toEqual([0, []]);
  });
});

describe.each(GUIDES)('the commands in %s', (path) => {
  const text = textOf(path);

  it('are scripts of the package', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as {
      readonly scripts: Readonly<Record<string, string>>;
    };
    const named = [...text.matchAll(/npm run (?:-s |--silent )?([\w:-]+)/g)].map(
      ([, name]) => name,
    );
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
  });

  it('stand beside links that lead somewhere', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
    const lost = links.filter((link) => !existsSync(join(projectRoot, dirname(path), link)));
    expect(lost).toEqual([]);
  });

  it('stand beside files that are there', () => {
    const named = [...text.matchAll(/`((?:lib|cdk|functions|test)\/[\w./-]+)`/g)];
    const paths = named.map(([, file = '']) => file);
    expect(paths.filter((file) => !existsSync(join(projectRoot, file)))).toEqual([]);
  });
});

describe.each(PAGES)('what is typed at night, in %s', (path) => {
  const text = textOf(path).replaceAll(/```\w*/g, '');

  it('is the command as it can be typed', () => {
    expect(text.match(/`keel [a-z][^`]*`/g)).toBe(null);
  });

  it('names the region, without which a shell may ask another one', () => {
    const calls = text.match(/\baws [a-z]+ [a-z]+-[^`\n]+/g) ?? [];
    expect(calls.filter((call) => !call.includes('--region'))).toEqual([]);
  });
});
