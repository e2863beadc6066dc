// The statements of every policy in a template, with the text of what they are about: references
// become names in angle brackets, so that a test can write down what it expects.

import type { Json, JsonObject, Template } from './scene.ts';

/** One statement: in which resource, and what it says. */
export type Statement = {
  readonly of: string;
  readonly type: string;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly principal: string | undefined;
  readonly condition: Json | undefined;
};

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: Json | undefined): readonly Json[] => {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly Json[]) : [value];
};

/** Writes a value of a template as text. */
export const textOf = (value: Json): string => {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return JSON.stringify(value);
  if (value['Ref'] !== undefined) return `<${textOf(value['Ref'])}>`;
  if (value['Fn::GetAtt'] !== undefined)
    return `<${list(value['Fn::GetAtt']).map(textOf).join('.')}>`;
  const [separator, parts] = list(value['Fn::Join']);
  if (separator !== undefined) return list(parts).map(textOf).join(textOf(separator));
  throw new Error(`unknown reference ${JSON.stringify(value)}`);
};

const DOCUMENTS = ['PolicyDocument', 'AssumeRolePolicyDocument', 'KeyPolicy', 'ResourcePolicy'];

// However deep it stands: whatever looks like a policy is one.
const documentsIn = (value: Json | undefined): readonly JsonObject[] => {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(documentsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(DOCUMENTS.includes(name) && isObject(inner) ? [inner] : []),
    ...documentsIn(inner),
  ]);
};

/** Lists the statements of all policies. */
export const statementsOf = ({ Resources }: Template): readonly Statement[] =>
  Object.entries(Resources).flatMap(([of, { Type: type, Properties }]) =>
    documentsIn(Properties).flatMap((document) =>
      list(document['Statement'])
        .filter(isObject)
        .map((statement) => ({
          of,
          type,
          effect: textOf(statement['Effect'] ?? ''),
          actions: list(statement['Action']).map(textOf),
          resources: list(statement['Resource']).map(textOf),
          principal:
            statement['Principal'] === undefined
              ? undefined
              : JSON.stringify(statement['Principal']),
          condition: statement['Condition'],
        })),
    ),
  );
