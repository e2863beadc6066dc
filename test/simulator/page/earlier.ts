// The page of a long run, read back: what is played later is added to it.

import { err, ok } from '../../../lib/units/result.ts';
import { countsOf, FIGURES, OF_FAMILY } from './range.ts';
import type { Result } from '../../../lib/units/result.ts';
import type { Part, Range } from './range.ts';

const ungrouped = (text = ''): string => text.replaceAll(',', '');

const RANGE = /^\| (\d+)\.\.(\d+) \| (.+) \|$/gm;
const FAMILY = /^\| ([a-z-]+) \| ([\d,]+(?: \| [\d,]+){3}) \|$/gm;
const KINDS = /^\| `(.+)` \| [\d,]+ \| (.+) \|$/gm;
const ONE_KIND = /^(.+): ([\d,]+)$/;

const rangeOf = ([, first = '', last = '', cells = '']: RegExpMatchArray): Range => {
  const [cycles, days, ...others] = cells.split(' | ').map(ungrouped);
  const figures = countsOf(FIGURES, [cycles, ...others]);
  return { first: BigInt(first), last: BigInt(last), figures, days: Number(days) };
};

const kindsOf = ([, group = '', cell = '']: RegExpMatchArray): readonly [string, number][] =>
  cell.split('; ').map((text) => {
    const [, how = '', count] = ONE_KIND.exec(text) ?? [];
    const name = how === '-' ? group : `${group} ${how}`;
    return [name.replaceAll('\\<', '<'), Number(ungrouped(count))];
  });

/** Reads a page that was made of what a commit played. Refuses: that of another commit. */
export const partOnPage = (page: string, commit: string): Result<Part, string> => {
  if (!page.includes(`on commit \`${commit}\``)) return err(`is not of commit ${commit}`);
  return ok({
    ranges: [...page.matchAll(RANGE)].map(rangeOf),
    families: new Map(
      [...page.matchAll(FAMILY)].map(([, name = '', cells = '']) => [
        name,
        countsOf(OF_FAMILY, cells.split(' | ').map(ungrouped)),
      ]),
    ),
    kinds: new Map([...page.matchAll(KINDS)].flatMap(kindsOf)),
  });
};
