/**
 * The direction of imports, one row per part of the system: what a file of that part may import.
 * Whatever a row does not name, it refuses. `test/tooling/dependency-rule.test.ts` proves that it does.
 */
const units = '^lib/units/';
const domain = '^lib/domain/';
const accounting = '^lib/accounting/';
const pureCore = ['^lib/(strategies|risk|doctor)/', accounting, '^lib/execution/(?!engine)'];
const ports = '^lib/ports/';
const cycle = ['^lib/cycle/', '^lib/execution/engine'];
const config = '^lib/config/';
const tapeFileReaders = '^lib/tape/[a-z0-9/-]*file';
const tape = '^lib/tape/';
const report = '^lib/report/';
const reportAssets = '^lib/report/asset-files';
const reportBrowser = '^lib/report/browser/';
const sweep = '^lib/sweep/';
const chance = '^lib/tape/generator/random';
const simulation = '^lib/simulation/';
const baselines = '^lib/baselines/';
const comparing = '^lib/(cli|backtest)/';
const wiring = '^lib/wiring/';
const view = '^lib/view/';
const adapterFolder = '^lib/adapters/([^/]+)/';
const shell = ['^lib/(cli|backtest)/', '^functions/'];

const values = [units, domain];
const schemaLibrary = 'node_modules/zod/';
const addressChecksum = 'node_modules/@noble/hashes/';
const anyPackage = 'node_modules/';

const rows = [
  { name: 'units-and-domain', from: values, to: values },
  { name: 'pure-core', from: pureCore, to: [...values, ...pureCore] },
  { name: 'ports', from: [ports], to: [...values, ports] },
  { name: 'cycle-and-engine', from: cycle, to: [...values, ...pureCore, ports, ...cycle] },
  { name: 'config', from: [config], to: [...values, config, schemaLibrary, addressChecksum] },
  { name: 'sweep', from: [sweep], to: [...values, config, chance, sweep] },
  {
    name: 'tape-parsers',
    from: [tape],
    fromNot: [tapeFileReaders],
    to: [...values, tape, schemaLibrary],
  },
  {
    name: 'report',
    from: [report],
    fromNot: [reportAssets, reportBrowser],
    to: [...values, accounting, report],
  },
  { name: 'report-assets', from: [reportAssets], to: [report], node: true },
  {
    name: 'report-in-the-browser',
    from: [reportBrowser],
    to: ['^lib/report/chart-spec', reportBrowser, 'node_modules/uplot/'],
  },
  {
    name: 'view',
    from: [view],
    to: [...values, accounting, report, wiring, view, schemaLibrary],
    node: true,
  },
  {
    name: 'tape-file-readers',
    from: [tapeFileReaders],
    to: [...values, ports, tape, anyPackage],
    node: true,
  },
  { name: 'baselines', from: [baselines], to: [...values, baselines] },
  {
    name: 'simulation',
    from: [simulation],
    to: [...values, ports, simulation, anyPackage],
    node: true,
  },
  {
    name: 'adapters',
    from: [adapterFolder],
    to: [...values, ports, '^lib/adapters/$1/', anyPackage],
    node: true,
  },
  {
    name: 'wiring',
    from: [wiring],
    to: [
      ...values,
      ...pureCore,
      ports,
      ...cycle,
      config,
      simulation,
      '^lib/(adapters|backtest)/',
      wiring,
      anyPackage,
    ],
    node: true,
  },
];

const refusalOf = ({ name, from, fromNot, to, node }) => ({
  name,
  severity: 'error',
  from: { path: from, ...(fromNot && { pathNot: fromNot }) },
  to: { pathNot: to, couldNotResolve: false, ...(node && { dependencyTypesNot: ['core'] }) },
});

// Where the product is entered: the command and its helper scripts, functions, the process of the
// embedded store, the store that tests and backtests use instead of it, the report's page, and the
// threads of a sweep and of the view.
const entryPoints = [
  '^lib/cli/(keel|docs)[.]ts$',
  '^functions/.+[.]ts$',
  '^lib/adapters/local/embedded-server[.]ts$',
  '^lib/adapters/dynamo/memory-store[.]ts$',
  '^lib/report/browser/(page|live)-script[.](ts|js)$',
  '^lib/backtest/sweep/worker[.]ts$',
  '^lib/cli/view-thread[.]ts$',
];
const typesOfOthers = '[.]d[.]ts$';

const placed = [...rows.flatMap((row) => row.from), ...shell];

module.exports = {
  forbidden: [
    ...rows.map(refusalOf),
    {
      name: 'every-file-has-a-row',
      comment: 'A new folder under lib/ needs a row of its own before anything in it is imported.',
      severity: 'error',
      from: {},
      to: { path: '^lib/', pathNot: placed },
    },
    {
      name: 'baselines-are-for-comparison',
      comment: 'What was written to be compared with is never traded.',
      severity: 'error',
      from: { pathNot: [baselines, comparing, '^test/'] },
      to: { path: baselines },
    },
    {
      name: 'no-baseline-is-deployed',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: baselines, reachable: true },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-test-code-in-the-product',
      severity: 'error',
      from: { path: '^(lib|functions|cdk)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-development-package-in-the-product',
      severity: 'error',
      from: { path: '^(lib|functions)/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dead-module',
      comment: 'A file that no entry point reaches is not part of the product.',
      severity: 'error',
      from: { path: entryPoints },
      to: { path: '^lib/', pathNot: [...entryPoints, typesOfOthers], reachable: false },
    },
    {
      name: 'no-unresolved-import',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(coverage|data|dist|cdk\\.out)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
