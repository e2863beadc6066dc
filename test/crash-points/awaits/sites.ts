// Where a cycle waits: every expression of the sources of the cycle function that makes a promise,
// and every `await`. They are found by the compiler's own types, so that none can be left out by
// its name.

import { dirname, relative, resolve } from 'node:path';
import ts from 'typescript';
import { ROOT } from './site.ts';
import type { Site } from './site.ts';

/** What the function starts from: all that it imports belongs to it. */
const ENTRY = resolve(ROOT, 'functions/cycle/handler.ts');

const optionsOf = (): ts.CompilerOptions => {
  const path = resolve(ROOT, 'tsconfig.json');
  const { config } = ts.readConfigFile(path, (file) => ts.sys.readFile(file)) as {
    readonly config: unknown;
  };
  return ts.parseJsonConfigFileContent(config, ts.sys, dirname(path)).options;
};

const isPromise = (type: ts.Type): boolean =>
  type.isUnion() ? type.types.some(isPromise) : type.getSymbol()?.getName() === 'Promise';

// A part of an optional chain is no expression by itself.
const isInsideOfChain = (node: ts.Node): boolean =>
  ts.isOptionalChain(node) && ts.isOptionalChain(node.parent);

const TEXT_SHOWN = 70;

type Found = Omit<Site, 'id' | 'nth'>;

// Counted in the order of the file.
const numbered = (found: readonly Found[]): readonly Omit<Site, 'id'>[] => {
  const counts = new Map<string, number>();
  return found.map((one) => {
    const nth = (counts.get(one.text) ?? 0) + 1;
    counts.set(one.text, nth);
    return { ...one, nth };
  });
};

const sitesIn = (file: ts.SourceFile, checker: ts.TypeChecker): readonly Found[] => {
  const found: Found[] = [];
  const add = (node: ts.Expression, kind: Site['kind']): void => {
    const start = node.getStart(file);
    const { line } = file.getLineAndCharacterOfPosition(start);
    found.push({
      file: relative(ROOT, file.fileName),
      line: line + 1,
      start,
      end: node.getEnd(),
      kind,
      text: node.getText(file).replaceAll(/\s+/g, ' ').slice(0, TEXT_SHOWN),
    });
  };
  const isMaking = (node: ts.Node): node is ts.Expression =>
    (ts.isCallExpression(node) || ts.isNewExpression(node)) &&
    !isInsideOfChain(node) &&
    isPromise(checker.getTypeAtLocation(node));
  const visit = (node: ts.Node): void => {
    if (isMaking(node)) add(node, 'promise');
    if (ts.isAwaitExpression(node) && !isMaking(node.expression)) add(node.expression, 'promise');
    if (ts.isForOfStatement(node) && node.awaitModifier !== undefined)
      add(node.expression, 'steps');
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
};

/** Finds all of them, in the order of files and lines. */
export const findSites = (): readonly Site[] => {
  const program = ts.createProgram([ENTRY], { ...optionsOf(), noEmit: true, skipLibCheck: true });
  const checker = program.getTypeChecker();
  return program
    .getSourceFiles()
    .filter(({ fileName }) => /^(lib|functions)\//.test(relative(ROOT, fileName)))
    .toSorted((a, b) => (a.fileName < b.fileName ? -1 : 1))
    .flatMap((file) => numbered(sitesIn(file, checker)))
    .map((site, id) => ({ id, ...site }));
};
