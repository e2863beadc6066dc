// What somebody types after a verb of the command.

import { parseBacktestOptions } from '../../../lib/cli/backtest-options.ts';
import { parseConfigOptions } from '../../../lib/cli/config-options.ts';
import { parseEvidenceOptions } from '../../../lib/cli/evidence-options.ts';
import { parseExplainOptions } from '../../../lib/cli/explain-options.ts';
import { parseExportOptions } from '../../../lib/cli/export-options.ts';
import { parseFlattenOptions } from '../../../lib/cli/flatten-options.ts';
import { parseKeyOptions } from '../../../lib/cli/key-options.ts';
import {
  parseDoctorOptions,
  parseLedgerOptions,
  parseReportOptions,
  parseSessionOptions,
  parseStatusOptions,
} from '../../../lib/cli/portfolio-options.ts';
import { parseRecordOptions } from '../../../lib/cli/record-options.ts';
import { parseStartOptions } from '../../../lib/cli/start-options.ts';
import {
  parseCancelAllOptions,
  parseKillOptions,
  parseResumeOptions,
} from '../../../lib/cli/stop-options.ts';
import { parseSweepOptions } from '../../../lib/cli/sweep-options.ts';
import { parseTapeOptions } from '../../../lib/cli/tape-options.ts';
import { parseVenueOptions } from '../../../lib/cli/venue-options.ts';
import { liveEnv } from '../../config/environments.ts';
import { claim } from '../target.ts';
import { args, verbTarget } from './words.ts';
import type { CancelAllOptions } from '../../../lib/cli/stop-options.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Target } from '../target.ts';

const WALLET = liveEnv.FUNDER_ADDRESS;

const start = verbTarget(
  'start',
  [
    args('--seed', '7', '--speed', '10', '--until', '5 cycles'),
    args('--data', 'folder', '--assume', 'end=+48h,volume24h=100000', '--json'),
    args('--preset', 'balanced', '--portfolio', 'mine', '--fresh', '--state', 'data/state'),
    args('--data', 'x', '--until', '2026-11-22T12:00:00Z', '--on-problem', 'stop'),
    args('--port', '8080', '--view-controls', '--keep-open', '--no-view'),
    args(),
  ],
  { parse: parseStartOptions },
);

const evidence = verbTarget(
  'evidence',
  [
    args('--data', 'here', '--cache', 'there', '--results', 'r.jsonl', '--page', 'a.md'),
    args('--set', 'tickscope-ws-ticks,mlb2025-ws-book-deltas', '--json'),
  ],
  { parse: (words) => parseEvidenceOptions(words, {}) },
);

const venue = verbTarget(
  'venue',
  [
    args('--data', 'folder', '--port', '8080', '--speed', '10', '--wallet', WALLET),
    args('--seed', '1', '--cash', '1000', '--wallet', WALLET, '--funder', WALLET),
  ],
  { parse: parseVenueOptions },
);

const tape = verbTarget(
  'tape',
  [
    args('convert', '--data', 'folder', '--out', 'a.keeltape', '--assume', 'end=+48h'),
    args('check', 'a.keeltape', '--json'),
  ],
  { parse: parseTapeOptions },
);

const flatten = verbTarget(
  'flatten',
  [args('--seed', '7', '--phrase', 'flatten mine', '--cycles', '3'), args('--preview', '--json')],
  { parse: parseFlattenOptions },
);

const backtest = verbTarget(
  'backtest',
  [
    args('--data', 'folder', '--preset', 'all', '--band', 'base', '--share', '0.5', '--json'),
    args('--seed', '1', '--hours', '2', '--latency', 'none', '--cash', '1000', '--out', 'a.html'),
    args('--check-lookahead', '--until', '2026-11-22T12:00:00Z'),
  ],
  { parse: parseBacktestOptions },
);

const record = verbTarget(
  'record',
  [
    args('--markets', 'a,b', '--out', 'a.keeltape', '--for', '2h', '--every', '5s'),
    args('--markets', '0x1', '--out', 'a.keeltape', '--json'),
  ],
  { parse: parseRecordOptions },
);

const sweep = verbTarget(
  'sweep',
  [
    args('--vary', 'MIN_MOVE_CENTS=1,2', '--vary', 'mm.gamma=0.1,0.2', '--walk-forward', 'time:4'),
    args('--vary', 'mm.gamma=0.1..0.9', '--random', '50', '--seed', '7', '--choose', 'sharpe'),
    args('--data', 'a.keeltape', '--threads', '2', '--period', '1h', '--out', 'a.jsonl', '--json'),
  ],
  { parse: parseSweepOptions },
);

type Words = readonly string[];

// Who is asked before it happens is left unasked by nothing but the one option.
const isAsked = (read: Result<CancelAllOptions, Words>, words: Words): void =>
  claim(!read.ok || !read.value.confirmed || words.includes('--yes'), 'nobody is left unasked');

const kill = verbTarget('kill', [args('--reduce-only', '--json'), args()], {
  parse: parseKillOptions,
  promise: (read) => claim(!read.ok || read.value.turn.kind === 'kill', 'a kill lets nothing go'),
});

const resume = verbTarget('resume', [args('--yes', '--json'), args('--reduce-only'), args()], {
  parse: parseResumeOptions,
  promise: isAsked,
});

const cancelAll = verbTarget('cancel-all', [args('--yes', '--json'), args()], {
  parse: parseCancelAllOptions,
  promise: isAsked,
});

const NAMED = ['--portfolio', 'mine', '--state', 'data/state', '--json'] as const;

const ledger = verbTarget('ledger', [args('verify', ...NAMED), args('verify', '--live')], {
  parse: parseLedgerOptions,
});

const session = verbTarget('session', [args('reset', ...NAMED), args('end')], {
  parse: parseSessionOptions,
});

const status = verbTarget('status', [args('--venue', ...NAMED), args()], {
  parse: parseStatusOptions,
});

const report = verbTarget(
  'report',
  [args('--out', 'a.html', ...NAMED), args('--data', 'a.json'), args()],
  { parse: parseReportOptions },
);

const doctor = verbTarget('doctor', [args('--fix', ...NAMED), args()], {
  parse: parseDoctorOptions,
  promise: (read, words) =>
    claim(!read.ok || read.value.treatment === 'look' || words.includes('--fix'), 'it only looks'),
});

const config = verbTarget(
  'config',
  [args('check', '--preset', 'balanced', '--all', '--json'), args('check'), args()],
  { parse: parseConfigOptions },
);

// As long as a key is, and longer than what a refusal names by itself.
const SECRET_LENGTH = 32;

const key = verbTarget(
  'key',
  [
    args('store', '--param', '/keel/key', '--secret', '--overwrite', '--json'),
    args('store', '--param', '5a'.repeat(32), '5a'.repeat(32)),
    args('import', '--kms', '--alias', 'alias/keel', '--json'),
    args('create', '--kms', '--alias', '5a'.repeat(32)),
    args('create', '--alias', 'keel'),
    args('show', '--json'),
    args('5a'.repeat(32)),
  ],
  {
    parse: parseKeyOptions,
    promise: (read, words) => {
      if (read.ok) return;
      const said = read.error.join(' ');
      const quoted = words.some((word) => word.length >= SECRET_LENGTH && said.includes(word));
      claim(!quoted, 'what may be a key is not said again');
    },
  },
);

const explain = verbTarget(
  'explain',
  [
    args('order', '0x12ab34', '--hours', '720', '--live', ...NAMED),
    args('2026-11-22T12:00:00Z', '--hours', '24'),
    args('last', 'market'),
  ],
  {
    parse: parseExplainOptions,
    promise: (read) => claim(!read.ok || read.value.what !== '', 'something is explained'),
  },
);

const exported = verbTarget(
  'export',
  [
    args('--format', 'json', '--out', 'a.json', '--live', ...NAMED),
    args('--from', '2026-01-01T00:00:00Z', '--to', '2026-11-22T12:00:00.5Z'),
    args('--format', 'csv', '--json'),
  ],
  { parse: parseExportOptions },
);

/** The arguments of verbs. */
export const VERB_ARGUMENTS: readonly Target[] = [
  evidence,
  start,
  venue,
  tape,
  flatten,
  backtest,
  record,
  sweep,
  kill,
  resume,
  cancelAll,
  ledger,
  session,
  status,
  report,
  doctor,
  config,
  key,
  explain,
  exported,
];
