/**
 * The house rules that a machine can hold. Layout belongs to the formatter, the direction of
 * imports to the dependency rule, the rest to a reader. Each refusal says what to write instead.
 */
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const PURE_CORE = [
  'lib/units/**',
  'lib/domain/**',
  'lib/strategies/**',
  'lib/risk/**',
  'lib/accounting/**',
  'lib/execution/**',
  'lib/cycle/**',
  'lib/doctor/**',
  'lib/sweep/**',
  'lib/ports/**',
];
const MAY_DEFINE_CLASSES = ['lib/adapters/**', 'cdk/**', 'test/adapters/**', 'test/cdk/**'];
// What these remember follows from its key alone.
const MAY_REMEMBER = ['adapters/polymarket/signing/eip712-hash', 'simulation/wire/*-proof'];
const MAY_BRAND = ['lib/units/**', 'lib/risk/risk-manager.ts'];

const CLOCK = 'Time is a value: take an EpochMs, which the shell reads from the clock port.';
const RANDOM = 'Randomness is a value: take a seed or an id from the caller.';
const ENVIRONMENT = 'The environment is read once, by lib/config: take a typed setting.';
const NETWORK = 'Reach the venue through the venue port.';
const WAITING = 'Waiting belongs to the clock port.';
const LOGGING = 'Return the fact; the telemetry port says it.';

const MODULE_SHAPE = [
  {
    selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
    message: 'Export by name: a default export has no name to search for.',
  },
  {
    selector: 'ExportAllDeclaration, ExportNamedDeclaration[source]',
    message: 'Import from the file that defines it: barrels hide where things live.',
  },
  { selector: 'TSEnumDeclaration', message: 'Write a union of string literals.' },
];
const NO_CLASSES = {
  selector: 'ClassDeclaration, ClassExpression',
  message: 'Write functions over plain values; classes live in lib/adapters and cdk only.',
};
const MUTABLE_PROPERTY = {
  selector: 'TSPropertySignature[readonly=false]',
  message: 'Mark the property readonly: values do not change under their reader.',
};
// An environment of AWS goes on with what its modules hold, and a new one begins without it.
const AT_THE_TOP = ':matches(Program, ExportNamedDeclaration) > VariableDeclaration';
const STATE = 'State of a module hides from its caller: keep it in a closure, or store it.';
const NO_MODULE_VARIABLE = { selector: `${AT_THE_TOP}[kind="let"]`, message: STATE };
const NOT_READONLY = '[id.typeAnnotation.typeAnnotation.typeName.name!=/^Readonly/]';
const NO_MODULE_STATE = [
  NO_MODULE_VARIABLE,
  {
    selector: `${AT_THE_TOP} > ${NOT_READONLY} > NewExpression[callee.name=/^(Map|Set)$/]`,
    message: `${STATE} A constant is a ReadonlyMap or a ReadonlySet.`,
  },
  {
    selector:
      `${AT_THE_TOP} > [id.typeAnnotation.typeAnnotation.type!="TSTypeOperator"] > ` +
      'ArrayExpression[elements.length=0]',
    message: `${STATE} A constant is a readonly array.`,
  },
];
const NO_CATCHING = {
  selector: 'TryStatement',
  message: 'Expected outcomes are Result values; only adapters and handlers may catch.',
};
const DATE_NOW = {
  selector:
    'NewExpression[callee.name="Date"][arguments.length=0], CallExpression[callee.name="Date"]',
  message: CLOCK,
};
const LIB = [NO_CLASSES, MUTABLE_PROPERTY, DATE_NOW];

const ambient = (names, message) => names.map((name) => ({ name, message }));
const CLOCK_AND_RANDOMNESS = [
  { object: 'Date', property: 'now', message: CLOCK },
  { object: 'Math', property: 'random', message: RANDOM },
];
const LOCALE = ['localeCompare', 'toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].map(
  (property) => ({ property, message: 'The result depends on the machine: compare or format it.' }),
);
const AMBIENT_EVERYWHERE = [...ambient(['performance'], CLOCK), ...ambient(['crypto'], RANDOM)];
const AMBIENT_OUTSIDE_THE_SHELL = [
  ...AMBIENT_EVERYWHERE,
  ...ambient(['process'], ENVIRONMENT),
  ...ambient(['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource'], NETWORK),
  ...ambient(['console'], LOGGING),
];
const AMBIENT_IN_THE_CORE = [
  ...AMBIENT_OUTSIDE_THE_SHELL,
  ...ambient(['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], WAITING),
];
const AMBIENT_MODULES = [
  { name: 'node:perf_hooks', message: CLOCK },
  { name: 'node:timers', message: WAITING },
  { name: 'node:timers/promises', message: WAITING },
  {
    name: 'node:crypto',
    importNames: ['randomBytes', 'randomInt', 'randomUUID', 'webcrypto'],
    message: RANDOM,
  },
];
const noAmbient = (globals) => ['error', { globals, checkGlobalObject: true }];
const noSyntax = (...rules) => ['error', ...MODULE_SHAPE, ...rules];

export default defineConfig(
  globalIgnores(['node_modules/', 'coverage/', 'data/', 'cdk.out/', 'dist/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: 'error',
      // The formatter breaks code, but neither comments nor texts.
      'max-len': ['error', { code: 100, ignoreUrls: true, ignoreRegExpLiterals: true }],
      'max-lines': ['error', 250],
      'max-lines-per-function': ['error', 50],
      'max-params': ['error', 3],
      'no-restricted-syntax': noSyntax(NO_CLASSES),
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'anywhere' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
      ],
      '@typescript-eslint/require-array-sort-compare': ['error', { ignoreStringArrays: true }],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/strict-boolean-expressions': [
        'error',
        { allowNumber: false, allowString: false, allowNullableObject: true },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { allowDefaultCaseForExhaustiveSwitch: false, requireDefaultForNonUnion: true },
      ],
    },
  },
  {
    files: ['lib/**/*.ts', 'functions/**/*.ts'],
    rules: { 'no-restricted-syntax': noSyntax(...LIB, ...NO_MODULE_STATE) },
  },
  {
    // A command or a page is one run, and ends with its modules; recordings are no part of a cycle.
    files: ['lib/{cli,report}/**/*.ts', 'lib/tape/*/*.ts'],
    rules: { 'no-restricted-syntax': noSyntax(...LIB) },
  },
  {
    files: ['lib/**/*.ts'],
    ignores: ['lib/adapters/**', 'lib/cli/**'],
    rules: {
      'no-restricted-globals': noAmbient(AMBIENT_OUTSIDE_THE_SHELL),
      'no-restricted-imports': [
        'error',
        ...AMBIENT_MODULES,
        { name: 'node:process', message: ENVIRONMENT },
      ],
      'no-restricted-properties': ['error', ...CLOCK_AND_RANDOMNESS],
    },
  },
  {
    // A page has no ports: it asks the session that served it, and counts the seconds itself.
    files: ['lib/report/browser/*.ts'],
    rules: {
      'no-restricted-globals': noAmbient([
        ...ambient(['crypto'], RANDOM),
        ...ambient(['process'], ENVIRONMENT),
        ...ambient(['console'], LOGGING),
      ]),
    },
  },
  {
    files: ['lib/cli/**/*.ts', 'functions/**/*.ts'],
    rules: {
      'no-restricted-globals': noAmbient(AMBIENT_EVERYWHERE),
      'no-restricted-imports': ['error', ...AMBIENT_MODULES],
      'no-restricted-properties': ['error', ...CLOCK_AND_RANDOMNESS],
    },
  },
  {
    files: PURE_CORE.map((folder) => `${folder}/*.ts`),
    rules: {
      'no-restricted-globals': noAmbient(AMBIENT_IN_THE_CORE),
      'no-restricted-properties': ['error', ...CLOCK_AND_RANDOMNESS, ...LOCALE],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(node:|[^./])',
              message: 'The core imports only its own files; I/O goes through lib/ports.',
            },
          ],
        },
      ],
      'no-restricted-syntax': noSyntax(...LIB, NO_CATCHING, ...NO_MODULE_STATE),
    },
  },
  {
    files: MAY_DEFINE_CLASSES.map((folder) => `${folder}/*.ts`),
    rules: { 'no-restricted-syntax': noSyntax() },
  },
  {
    files: ['lib/adapters/**/*.ts'],
    rules: { 'no-restricted-syntax': noSyntax(...NO_MODULE_STATE) },
  },
  {
    files: MAY_REMEMBER.map((file) => `lib/${file}.ts`),
    rules: { 'no-restricted-syntax': noSyntax(...LIB, NO_MODULE_VARIABLE) },
  },
  {
    files: MAY_BRAND,
    rules: {
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
    },
  },
  {
    files: ['**/*.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
