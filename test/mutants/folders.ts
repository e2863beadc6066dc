// What is mutated, by which tests, and how much of it they have to notice. A folder answers to its
// own tests alone: what only a test of the whole cycle notices is not pinned where it is written.

/** A part of the core whose tests are tested. */
export type Folder = {
  readonly name: 'units' | 'accounting' | 'risk' | 'execution';
  /** Files to mutate, as globs from the root of the repository. */
  readonly files: readonly string[];
  /** The folder of the tests that have to notice. */
  readonly tests: string;
  /** The least share of mutants that is noticed, in per cent. */
  readonly scoreMin: number;
};

/** Every folder, cheapest first. The engine is left out: it sends and waits, it does not plan. */
export const FOLDERS: readonly Folder[] = [
  { name: 'units', files: ['lib/units/*.ts'], tests: 'test/units', scoreMin: 90 },
  {
    name: 'execution',
    files: ['lib/execution/!(engine)*.ts', '!lib/execution/engine*.ts'],
    tests: 'test/execution',
    scoreMin: 80,
  },
  { name: 'accounting', files: ['lib/accounting/*.ts'], tests: 'test/accounting', scoreMin: 90 },
  { name: 'risk', files: ['lib/risk/**/*.ts'], tests: 'test/risk', scoreMin: 90 },
];
