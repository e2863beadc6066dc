// The page of a long run: its ranges, their sums, and what went wrong in them by kind.

import { FIGURES, OF_FAMILY } from './range.ts';
import type { Part, Range } from './range.ts';

const grouped = (value: number): string => value.toLocaleString('en-US');

const sumOf = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

const added = <Row>(
  all: readonly ReadonlyMap<string, Row>[],
  add: (rows: readonly Row[]) => Row,
): ReadonlyMap<string, Row> => {
  const rows = Map.groupBy(
    all.flatMap((one) => [...one]),
    ([name]) => name,
  );
  const names = [...rows.keys()].toSorted();
  return new Map(names.map((name) => [name, add((rows.get(name) ?? []).map(([, row]) => row))]));
};

// Names hold pieces of pages that the venue sends.
const row = (cells: readonly string[]): string => `| ${cells.join(' | ').replaceAll('<', '\\<')} |`;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

// Where more than one word says what it is that goes wrong, and not how.
const GROUP = /^(?:(?:dynamo|kms|ssm|travel) \S+|refusal \S+|\S+)/;

const howOf = (name: string, group: string): string =>
  name === group ? '-' : name.slice(group.length).trim();

const kindRows = (kinds: ReadonlyMap<string, number>): readonly (readonly string[])[] =>
  [...Map.groupBy(kinds, ([name]) => GROUP.exec(name)?.[0] ?? name)].map(([group, members]) => [
    `\`${group}\``,
    grouped(sumOf(members.map(([, count]) => count))),
    members.map(([name, count]) => `${howOf(name, group)}: ${grouped(count)}`).join('; '),
  ]);

const rangeTable = (ranges: readonly Range[]): string =>
  table(
    ['seeds', 'cycles', 'market days', ...FIGURES.slice(1)],
    ranges.map(({ first, last, figures, days }) => [
      `${String(first)}..${String(last)}`,
      grouped(figures.cycles),
      days.toFixed(1),
      ...FIGURES.slice(1).map((name) => grouped(figures[name])),
    ]),
  );

const familyTable = (families: Part['families']): string =>
  table(
    ['family', ...OF_FAMILY],
    [...families].map(([name, of]) => [name, ...OF_FAMILY.map((what) => grouped(of[what]))]),
  );

const inOrder = (ranges: readonly Range[]): readonly Range[] =>
  ranges.toSorted((a, b) => (a.first < b.first ? -1 : 1));

/** Two ranges that share a seed, in words; null where no two do. */
export const overlapIn = (parts: readonly Part[]): string | null => {
  const sorted = inOrder(parts.flatMap((part) => part.ranges));
  const at = sorted.findIndex(({ first }, index) => first <= (sorted[index - 1]?.last ?? -1n));
  return at < 0 ? null : `seed ${String(sorted[at]?.first)} is in two ranges`;
};

/** The page of parts that were played on a commit. */
export const pageOf = (commit: string, parts: readonly Part[]): string => {
  const ranges = inOrder(parts.flatMap((part) => part.ranges));
  const total = (name: (typeof FIGURES)[number]): string =>
    grouped(sumOf(ranges.map(({ figures }) => figures[name])));
  const days = sumOf(ranges.map((one) => one.days));
  const kinds = added(
    parts.map((part) => part.kinds),
    sumOf,
  );
  const families = added(
    parts.map((part) => part.families),
    (rows) => ({
      sections: sumOf(rows.map(({ sections }) => sections)),
      cycles: sumOf(rows.map(({ cycles }) => cycles)),
      orders: sumOf(rows.map(({ orders }) => orders)),
      fills: sumOf(rows.map(({ fills }) => fills)),
    }),
  );
  const sections = grouped(sumOf([...families.values()].map((one) => one.sections)));
  return `# The long run

${total('cycles')} cycles of fresh seeds on commit \`${commit}\`, ${days.toFixed(0)} simulated days
of ${sections} sections, in which ${total('faults')} faults and events of
${String(kinds.size)} kinds came about: **0 violations** of [G1 to G8](guarantees.md).

The ranges are disjoint; \`npm run simulate -- --cycles N --seed FIRST\` plays one of them again, on
that commit. The calm cycles at the end of each section are counted as well.
\`npm run campaign-page\` has made this page of what \`simulate\` printed.

${rangeTable(ranges)}

Together ${total('cycles')} cycles, ${days.toFixed(1)} market days, ${total('orders')} orders,
${total('fills')} fills, ${total('rests')} books compared at rest, ${total('compared')} requests
compared with those of a twin, ${total('faults')} faults and events.

## Families

${familyTable(families)}

## Faults and events by kind

By the first words of their names, as \`simulate\` prints them. The fate of a trade is counted when
it is chosen, for the two trades that come next.

${table(['kind', 'together', 'each'], kindRows(kinds))}
`;
};
