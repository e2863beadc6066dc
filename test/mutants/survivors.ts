// Mutants that no test noticed, against those that are explained. A mutant is known by its file and
// by its line as it would read, so that an explanation moves with its line and dies with it. An
// explanation never betters a score: it says why a survivor is nothing to worry about.

import type { MutantResult } from '@stryker-mutator/api/core';

/** One reason, and the mutants it holds for: by file, the lines as they would read. */
export type Explanation = {
  readonly reason: string;
  readonly mutants: Readonly<Record<string, readonly string[]>>;
};

/** A mutant that no test noticed. */
export type Survivor = {
  readonly file: string;
  readonly line: number;
  readonly was: string;
  readonly reads: string;
};

/** Survivors that nothing explains, and explanations of what does not survive. */
export type Judgement = {
  readonly unexplained: readonly Survivor[];
  readonly outdated: readonly string[];
};

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

type Mutation = Pick<MutantResult, 'location' | 'replacement'>;

/** A mutant with the lines it is in, before and after. */
export const survivorIn = (
  file: string,
  source: string,
  { location: { start, end }, replacement }: Mutation,
): Survivor => {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const head = lines.at(0)?.slice(0, start.column - 1) ?? '';
  const tail = lines.at(-1)?.slice(end.column - 1) ?? '';
  return {
    file,
    line: start.line,
    was: inOneLine(lines.join('\n')),
    reads: inOneLine(head + replacement + tail),
  };
};

const keyOf = (file: string, reads: string): string => `${file}: ${reads}`;

/** Holds survivors against explanations; each line of one excuses one mutant. */
export const judge = (
  survivors: readonly Survivor[],
  explanations: readonly Explanation[],
): Judgement => {
  const excuses = explanations.flatMap(({ mutants }) =>
    Object.entries(mutants).flatMap(([file, lines]) => lines.map((reads) => keyOf(file, reads))),
  );
  const unexplained = survivors.filter(({ file, reads }) => {
    const at = excuses.indexOf(keyOf(file, reads));
    if (at >= 0) excuses.splice(at, 1);
    return at < 0;
  });
  return { unexplained, outdated: excuses };
};
