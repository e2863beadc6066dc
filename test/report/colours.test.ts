// The colours of the page, as its style sheet has them, stand out from their ground as WCAG AA
// asks: texts by 4.5 to 1, lines of charts by 3 to 1.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('lib/report/browser/page.css', 'utf8');

const block = (start: string): ReadonlyMap<string, string> => {
  const from = css.indexOf(start);
  const text = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...text.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(([, a, b]) => [a ?? '', b ?? '']),
  );
};

const LIGHT = block(':root {');
const DARK = block(':root[data-theme="dark"] {');
const DARK_BY_SYSTEM = block(':root:not([data-theme="light"]) {');

const channel = (value: number): number =>
  value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;

const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    channel(parseInt(colour.slice(at, at + 2), 16) / 255),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].toSorted((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const TEXTS = ['ink', 'muted', 'accent', 'loss', 'gain', 'limit'];
const LINES = ['pessimistic', 'as-played', 'base', 'optimistic', 'market', 'fair', 'bid', 'ask'];

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
])('in %s colours', (_theme, colours) => {
  const of = (name: string): string => colours.get(name) ?? '';

  it.each(TEXTS)('the text %s can be read', (name) => {
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(LINES)('the line %s can be seen', (name) => {
    expect(contrast(of(name), of('paper'))).toBeGreaterThanOrEqual(3);
  });

  it('a notice can be read', () => {
    expect(contrast(of('ink'), of('notice'))).toBeGreaterThanOrEqual(4.5);
  });
});

describe('dark colours', () => {
  it('are the same by choice and by the system', () => {
    expect(DARK_BY_SYSTEM).toEqual(DARK);
    expect([...DARK.keys()]).toEqual([...LIGHT.keys()]);
  });
});
