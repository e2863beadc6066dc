// The part of the house style that neither compiler nor linter nor formatter holds.

import { basename } from 'node:path';

const emptyWords = ['util', 'utils', 'helper', 'helpers', 'data', 'info', 'manager', 'misc'];
const properNames = ['risk-manager', 'data-api', 'report-data'];
const exported =
  /^export (?:declare )?(?:async )?(?:const|function|type|class|abstract class) (\w+)/;

const nameFaults = (path: string): readonly string[] => {
  const name = basename(path).replace(/(?:\.test)?\.ts$/, '');
  const rest = properNames.reduce((left, proper) => left.replace(proper, ''), name);
  const word = rest.split(/[-.]/).find((each) => emptyWords.includes(each));
  return word === undefined ? [] : [`the name says nothing: ${word}`];
};

const docstringFaults = (lines: readonly string[]): readonly string[] =>
  lines.flatMap((line, index) => {
    const name = exported.exec(line)?.[1];
    const isDocumented = lines[index - 1]?.trimEnd().endsWith('*/') === true;
    return name === undefined || isDocumented
      ? []
      : [`line ${index + 1}: ${name} has no docstring`];
  });

/** Lists what the house style finds wrong with a file, each as one line of text. */
export const styleFaults = (path: string, source: string): readonly string[] => {
  const lines = source.replace(/\n$/, '').split('\n');
  const opening = lines[0]?.startsWith('#!') === true ? lines[1] : lines[0];
  const isOpened = path.endsWith('.test.ts') || /^\/[/*]/.test(opening ?? '');
  return [
    ...nameFaults(path),
    ...(isOpened ? [] : ['the file does not say why it exists']),
    ...(path.startsWith('test/') ? [] : docstringFaults(lines)),
  ].map((fault) => `${path}: ${fault}`);
};
