// The verbs of the command, in the order in which its help names them.

import type { ExitCode } from './output.ts';

/** What a verb is, once it is loaded: its help, and how it is run. */
export type LoadedVerb = {
  readonly help: string;
  readonly run: (args: readonly string[]) => Promise<ExitCode>;
};

/** A verb before it is loaded. */
export type Verb = {
  readonly name: string;
  /** The words of which one may follow the name before any option. */
  readonly actions: readonly string[];
  readonly summary: string;
  /** What it prints under --json; null where what it prints is no answer but a script. */
  readonly prints: 'a document' | 'lines' | null;
  /** Loads what it needs and no more: who kills trading does not wait for what trading needs. */
  readonly load: () => Promise<LoadedVerb>;
};

type Described = Pick<Verb, 'name' | 'summary'> & Partial<Pick<Verb, 'actions' | 'prints'>>;

const verb = (described: Described, load: Verb['load']): Verb => ({
  actions: [],
  prints: 'a document',
  ...described,
  load,
});

/** Every verb but the one that completes them. */
export const VERBS: readonly Verb[] = [
  verb(
    {
      name: 'start',
      summary: 'trade: on paper unless LIVE_TRADING says otherwise',
      prints: 'lines',
    },
    async () => {
      const { start: run } = await import('./start.ts');
      const { START_HELP: help } = await import('./start-help.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'backtest', summary: 'what a portfolio would have made of recorded markets' },
    async () => {
      const { backtest: run } = await import('./backtest.ts');
      const { BACKTEST_HELP: help } = await import('./backtest-help.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'sweep', summary: 'try many settings, and see whether the best is more than luck' },
    async () => {
      const { sweep: run } = await import('./sweep.ts');
      const { SWEEP_HELP: help } = await import('./sweep-help.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'evidence', summary: 'run what the tables of docs/evidence.md rest on' },
    async () => {
      const { evidence: run } = await import('./evidence.ts');
      const { EVIDENCE_HELP: help } = await import('./evidence-options.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'report', summary: 'what a portfolio or a backtest did, as one page for a browser' },
    async () => {
      const { report: run, REPORT_HELP: help } = await import('./report.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'record', summary: 'record markets as they are now into a compact tape' },
    async () => {
      const { record: run } = await import('./record.ts');
      const { RECORD_HELP: help } = await import('./record-options.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'tape',
      summary: 'make a compact tape of a recording, or say how good a tape is',
      actions: ['convert', 'check'],
    },
    async () => {
      const { tape: run } = await import('./tape.ts');
      const { TAPE_HELP: help } = await import('./tape-options.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'config',
      summary: 'say whether a configuration would be accepted, and what it is',
      actions: ['check'],
    },
    async () => {
      const { config: run, CONFIG_HELP: help } = await import('./config.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'doctor', summary: 'say whether a run would work, and what to do if not' },
    async () => {
      const { doctor: run, DOCTOR_HELP: help } = await import('./doctor.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'status', summary: 'how a portfolio stands, and what rests at the venue' },
    async () => {
      const { status: run, STATUS_HELP: help } = await import('./status.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'explain',
      summary: 'why: the chain behind an order, a market or a cycle',
      actions: ['order', 'market', 'cycle'],
    },
    async () => {
      const { explain: run } = await import('./explain.ts');
      const { EXPLAIN_HELP: help } = await import('./explain-options.ts');
      return { run, help };
    },
  ),
  verb(
    { name: 'kill', summary: 'stop trading and cancel all orders, here and on AWS' },
    async () => {
      const { kill: run, KILL_HELP: help } = await import('./kill.ts');
      return { run, help };
    },
  ),
  verb({ name: 'resume', summary: 'let it trade again' }, async () => {
    const { resume: run, RESUME_HELP: help } = await import('./kill.ts');
    return { run, help };
  }),
  verb(
    { name: 'cancel-all', summary: 'cancel every order at the venue now, without any cycle' },
    async () => {
      const { cancelAll: run, CANCEL_ALL_HELP: help } = await import('./cancel-all.ts');
      return { run, help };
    },
  ),
  verb({ name: 'flatten', summary: 'sell every position and cancel every order' }, async () => {
    const { flatten: run, FLATTEN_HELP: help } = await import('./flatten.ts');
    return { run, help };
  }),
  verb(
    { name: 'export', summary: 'what happened to the money, for taxes and spreadsheets' },
    async () => {
      const { exportBooks: run } = await import('./export.ts');
      const { EXPORT_HELP: help } = await import('./export-options.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'key',
      summary: 'store, make, import or show the key that signs',
      actions: ['store', 'create', 'import', 'show'],
    },
    async () => {
      const { key: run, KEY_HELP: help } = await import('./key.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'ledger',
      summary: 'rebuild the books from their entries, and compare them',
      actions: ['verify'],
    },
    async () => {
      const { ledger: run, LEDGER_HELP: help } = await import('./ledger.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'session',
      summary: 'take the equity for the new peak, end a drawdown stop',
      actions: ['reset'],
    },
    async () => {
      const { session: run, SESSION_HELP: help } = await import('./session.ts');
      return { run, help };
    },
  ),
  verb(
    {
      name: 'venue',
      summary: 'serve a simulated venue, to rehearse live trading against',
      prints: 'lines',
    },
    async () => {
      const { venue: run, VENUE_HELP: help } = await import('./venue.ts');
      return { run, help };
    },
  ),
];
