// The variables that say how a run behaves and where its surroundings are.

import { wholeKind, wordKind } from './value-kind.ts';
import { filePath, folderPath, money, parameterName, tableName } from './value-kinds.ts';
import { publicUrl } from './web-address.ts';
import type { TextDefault, Variable } from './variable.ts';

const text = (value: string): TextDefault => ({ kind: 'text', text: value });

/** The kill switch files watched while none is named: beside the run, and on a mounted volume. */
export const KILL_FILES = ['data/KILL', '/data/KILL'] as const;

/** The variables of safety, pace and surroundings. */
export const RUN_VARIABLES = {
  killSwitchFile: {
    name: 'KILL_SWITCH_FILE',
    default: {
      kind: 'rule',
      words: `\`${KILL_FILES[0]}\`; while unset, \`${KILL_FILES[1]}\` is watched as well`,
    },
    meaning: 'local kill switch: empty or `halt` halts, `reduce-only` only reduces',
    value: filePath,
    usedBy: 'local runs',
  },
  killSwitchParam: {
    name: 'KILL_SWITCH_PARAM',
    default: { kind: 'rule', words: 'set by the stack' },
    meaning: 'SSM parameter holding `off`, `reduce-only` or `halt`',
    value: parameterName,
    usedBy: 'every run; on AWS, and beside `TABLE_NAME`, in place of the file',
  },
  tableName: {
    name: 'TABLE_NAME',
    default: { kind: 'rule', words: 'set by the stack; unset: the embedded store' },
    meaning:
      'DynamoDB table of the state; while it is set, `doctor`, `status`, `ledger verify` and ' +
      '`session reset` work on it, `kill` and `resume` turn its `KILL_SWITCH_PARAM` alone, and ' +
      '`start` refuses',
    value: tableName,
    usedBy: 'on AWS, and the verbs that look there',
  },
  approvalsAuto: {
    name: 'APPROVALS_AUTO',
    default: text('false'),
    meaning: '`true`: `doctor --fix` and live start set the exact missing approvals',
    value: wordKind(['true', 'false']),
    usedBy: 'live',
  },
  approvalsUsd: {
    name: 'APPROVALS_USD',
    default: { kind: 'rule', words: 'without bound' },
    meaning:
      'the pUSD that each contract of the venue may take once approvals are set, at least ' +
      'MAX_EXPOSURE_USD; trading uses a bounded amount up, and it must then be set again',
    value: money,
    usedBy: 'live',
  },
  cycleSeconds: {
    name: 'CYCLE_SECONDS',
    default: text('60'),
    meaning: 'time from one cycle to the next',
    value: wholeKind('seconds', 5, 60),
    usedBy: 'every run',
  },
  recordingsDir: {
    name: 'RECORDINGS_DIR',
    default: { kind: 'rule', words: 'unset' },
    meaning: 'folder of recordings; what needs it is skipped with one line naming it',
    value: folderPath,
    usedBy: 'tests, benches',
  },
  clobUrl: {
    name: 'CLOB_URL',
    default: text('https://clob.polymarket.com'),
    meaning: 'order books and orders',
    value: publicUrl,
    usedBy: 'every run on the venue',
  },
  gammaUrl: {
    name: 'GAMMA_URL',
    default: text('https://gamma-api.polymarket.com'),
    meaning: 'markets and events',
    value: publicUrl,
    usedBy: 'every run on the venue',
  },
  dataUrl: {
    name: 'DATA_URL',
    default: text('https://data-api.polymarket.com'),
    meaning: 'trades, positions and activity',
    value: publicUrl,
    usedBy: 'every run on the venue',
  },
  relayerUrl: {
    name: 'RELAYER_URL',
    default: text('https://relayer-v2.polymarket.com'),
    meaning: 'moves money on chain for wallets 1, 2 and 3',
    value: publicUrl,
    usedBy: 'live',
  },
  geoblockUrl: {
    name: 'GEOBLOCK_URL',
    default: text('https://polymarket.com/api/geoblock'),
    meaning: 'whether trading is allowed from here',
    value: publicUrl,
    usedBy: 'live',
  },
} satisfies Record<string, Variable<unknown>>;
