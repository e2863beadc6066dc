// What a broken invariant says is read by people. A test pins that it breaks, not its words.

import { PluginKind, declareValuePlugin } from '@stryker-mutator/api/plugin';

type Call = {
  readonly type: string;
  readonly callee?: { readonly name?: string };
  readonly arguments?: readonly unknown[];
};
type Path = { readonly node: unknown; readonly parent?: Call };

const saysStatement = ({ node, parent }: Path): boolean =>
  parent?.type === 'CallExpression' &&
  (parent.callee?.name === 'invariant' || parent.callee?.name === 'present') &&
  parent.arguments?.[1] === node;

/** Leaves the words of an invariant as they are. */
export const strykerPlugins = [
  declareValuePlugin(PluginKind.Ignore, 'statements', {
    shouldIgnore: (path) =>
      saysStatement(path as Path) ? 'the words of an invariant are for people' : undefined,
  }),
];
