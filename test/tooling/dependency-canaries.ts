// The table "One direction" of the architecture as imports: refused ones and allowed ones, by row.

/** One file importing another file, a package or a node module. */
export type Import = { readonly from: string; readonly to: string };
/** An import, and the row that refuses it. */
export type Canary = Import & { readonly rule: string };

const breaks = (rule: string, from: string, ...targets: readonly string[]): readonly Canary[] =>
  targets.map((to) => ({ rule, from, to }));

/** What the rule must refuse, at least once for each row. */
export const illegal: readonly Canary[] = [
  ...breaks(
    'units-and-domain',
    'lib/units/usdc.ts',
    'lib/risk/limits.ts',
    'lib/ports/clock.ts',
    'lib/config/config.ts',
    'zod',
    'node:fs',
  ),
  ...breaks('units-and-domain', 'lib/domain/book.ts', 'lib/accounting/ledger.ts', 'node:crypto'),
  ...breaks(
    'pure-core',
    'lib/risk/gate.ts',
    'lib/ports/clock.ts',
    'lib/config/config.ts',
    'lib/cycle/run.ts',
    'lib/execution/engine.ts',
    'lib/adapters/local/clock.ts',
    'lib/simulation/matching.ts',
    'zod',
    'node:fs',
  ),
  ...breaks('pure-core', 'lib/strategies/icc.ts', 'lib/ports/clock.ts', 'lib/tape/row.ts'),
  ...breaks('pure-core', 'lib/accounting/pnl.ts', 'lib/ports/clock.ts', 'lib/report/page.ts'),
  ...breaks('pure-core', 'lib/execution/plan.ts', 'lib/ports/clock.ts', 'lib/execution/engine.ts'),
  ...breaks('pure-core', 'lib/doctor/diagnose.ts', 'lib/ports/doctor.ts', 'lib/config/config.ts'),
  ...breaks('ports', 'lib/ports/venue.ts', 'lib/risk/limits.ts', 'lib/cycle/run.ts', 'node:fs'),
  ...breaks(
    'cycle-and-engine',
    'lib/cycle/observe.ts',
    'lib/adapters/local/clock.ts',
    'lib/simulation/matching.ts',
    'lib/config/config.ts',
    'lib/cli/keel.ts',
    'zod',
    'node:fs',
  ),
  ...breaks('cycle-and-engine', 'lib/execution/engine-send.ts', 'lib/adapters/local/clock.ts'),
  ...breaks('config', 'lib/config/parse.ts', 'lib/risk/limits.ts', 'lib/ports/clock.ts', 'node:fs'),
  ...breaks('sweep', 'lib/sweep/trial.ts', 'lib/ports/clock.ts', 'lib/tape/row.ts', 'node:fs'),
  ...breaks('tape-parsers', 'lib/tape/row.ts', 'lib/ports/clock.ts', 'node:fs', 'dynalite'),
  ...breaks('tape-file-readers', 'lib/tape/csv-file.ts', 'lib/risk/limits.ts', 'lib/cli/keel.ts'),
  ...breaks('report', 'lib/report/chart.ts', 'lib/risk/limits.ts', 'lib/ports/clock.ts', 'node:fs'),
  ...breaks(
    'adapters',
    'lib/adapters/dynamo/store.ts',
    'lib/adapters/local/clock.ts',
    'lib/risk/limits.ts',
    'lib/simulation/matching.ts',
    'lib/cycle/run.ts',
  ),
  ...breaks('simulation', 'lib/simulation/queue.ts', 'lib/risk/limits.ts', 'lib/tape/csv-file.ts'),
  ...breaks('baselines', 'lib/baselines/bands.ts', 'lib/risk/limits.ts', 'lib/strategies/mm.ts'),
  ...breaks(
    'baselines-are-for-comparison',
    'functions/cycle/trade.ts',
    'lib/baselines/bands.ts',
    'lib/baselines/fixed-spread.ts',
  ),
  ...breaks('baselines-are-for-comparison', 'lib/cycle/act.ts', 'lib/baselines/bands.ts'),
  ...breaks('no-baseline-is-deployed', 'functions/cycle/handler.ts', 'lib/baselines/bands.ts'),
  ...breaks('wiring', 'lib/wiring/live-parts.ts', 'lib/cli/keel.ts', 'functions/cycle/run.ts'),
  ...breaks('every-file-has-a-row', 'lib/cli/sweep.ts', 'lib/newcomer/idea.ts'),
  ...breaks('no-cycle', 'lib/domain/fill.ts', 'lib/domain/order.ts'),
  ...breaks('no-test-code-in-the-product', 'lib/cli/doctor.ts', 'test/recordings.ts'),
  ...breaks('no-development-package-in-the-product', 'lib/cli/bench.ts', 'vitest'),
  ...breaks('no-unresolved-import', 'lib/cli/ghost.ts', 'lib/cli/absent.ts'),
];

const permits = (from: string, ...targets: readonly string[]): readonly Import[] =>
  targets.map((to) => ({ from, to }));

/** The legal half of the cycle that one refused import closes. */
export const halfACycle: Import = { from: 'lib/domain/order.ts', to: 'lib/domain/fill.ts' };

/** What each row allows. */
export const legal: readonly Import[] = [
  ...permits('lib/domain/market.ts', 'lib/units/id.ts'),
  ...permits('lib/risk/exposure.ts', 'lib/units/id.ts', 'lib/domain/tick.ts', 'lib/risk/limits.ts'),
  ...permits('lib/execution/plan-cancels.ts', 'lib/risk/limits.ts', 'lib/domain/tick.ts'),
  ...permits('lib/doctor/money.ts', 'lib/units/id.ts', 'lib/domain/tick.ts'),
  ...permits('lib/ports/store.ts', 'lib/units/id.ts', 'lib/domain/tick.ts', 'lib/ports/clock.ts'),
  ...permits('lib/cycle/reconcile.ts', 'lib/risk/limits.ts', 'lib/ports/clock.ts'),
  ...permits('lib/cycle/trade.ts', 'lib/execution/engine.ts', 'lib/execution/diff.ts'),
  ...permits('lib/execution/engine-batch.ts', 'lib/execution/diff.ts', 'lib/ports/clock.ts'),
  ...permits('lib/config/presets.ts', 'lib/units/id.ts', 'lib/config/config.ts', 'zod'),
  ...permits('lib/sweep/trial.ts', 'lib/config/config.ts', 'lib/tape/generator/random.ts'),
  ...permits('lib/tape/parse.ts', 'lib/domain/tick.ts', 'lib/tape/line.ts', 'zod'),
  ...permits('lib/tape/file-lines.ts', 'lib/tape/line.ts', 'lib/ports/clock.ts', 'node:fs'),
  ...permits('lib/report/table.ts', 'lib/accounting/ledger.ts', 'lib/domain/tick.ts'),
  ...permits('lib/adapters/local/store.ts', 'lib/adapters/local/clock.ts', 'dynalite', 'node:fs'),
  ...permits('lib/simulation/server.ts', 'lib/simulation/matching.ts', 'lib/ports/clock.ts'),
  ...permits('lib/wiring/live-parts.ts', 'lib/adapters/local/clock.ts', 'lib/cycle/run.ts'),
  ...permits('functions/cycle/parts.ts', 'lib/wiring/live-parts.ts'),
  ...permits('lib/cli/start.ts', 'lib/adapters/local/clock.ts', 'lib/cycle/run.ts', 'node:fs'),
  ...permits('functions/cycle/handler.ts', 'lib/cycle/run.ts', 'lib/adapters/local/clock.ts'),
  ...permits('lib/backtest/sweep.ts', 'lib/tape/csv.ts', 'lib/simulation/matching.ts'),
  ...permits('test/risk/gate.test.ts', 'lib/risk/limits.ts', 'lib/cli/start.ts', 'vitest'),
];
