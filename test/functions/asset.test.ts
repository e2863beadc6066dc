// What is deployed: one file, small, and without anything that only a laptop needs.

import { readdirSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { buildFunction, bundleFunction } from '../../cdk/bundle.ts';
import { assetOf, temporaryFolder } from './asset-folder.ts';

/** The bound on a bundle. */
const BYTES_MAX = 1_500_000;

const FOREIGN = [
  /lib\/cli\//,
  /lib\/tape\/(?!assume|describe|json|subjects)/,
  /lib\/adapters\/local\/embedded/,
  /lib\/adapters\/local\/state-witness/,
  /lib\/adapters\/dynamo\/memory-store/,
  /node_modules\/(?:dynalite|classic-level|abstract-level|viem|axios|@polymarket)\//,
  /node_modules\/zod\/v4\/locales\/(?!en\.)/,
];

describe('the asset of the cycle function', () => {
  const { folder, file, bytes, parts } = assetOf('cycle');

  it('is one file below its bound', () => {
    expect(readdirSync(folder)).toEqual(['index.mjs']);
    expect(statSync(file).size).toBe(bytes);
    expect(bytes).toBeLessThanOrEqual(BYTES_MAX);
  });

  it('holds nothing that only a laptop needs', () => {
    const paths = Object.entries(parts).flatMap(([path, size]) => (size > 0 ? [path] : []));
    expect(paths.some((path) => path.endsWith('functions/cycle/handler.ts'))).toBe(true);
    expect(paths.filter((path) => FOREIGN.some((pattern) => pattern.test(path)))).toEqual([]);
  });

  it('is the same from the same sources, so that nothing is deployed without a change', () => {
    const again = buildFunction('cycle', temporaryFolder());
    expect(again.bytes).toBe(bytes);
    expect(again.parts).toEqual(parts);
  });

  it('is built into dist for a deployment', () => {
    expect(bundleFunction('cycle')).toMatch(/dist\/functions\/cycle$/);
  });
});
