// The parameter store in one process: parameters by name, read and written as SSM does.
//
// Source: AWS Systems Manager API reference, GetParameter and PutParameter, read 2026-11-28.

import * as z from 'zod';
import type { ApiAnswer } from './dynamo-api.ts';

/** A parameter, of one of the two types that are used. */
export type Parameter = {
  readonly type: 'String' | 'SecureString';
  readonly value: string;
};

/** The service, and its parameters for whoever turns a switch by hand. */
export type SsmApi = {
  readonly call: (operation: string, body: unknown) => ApiAnswer;
  readonly set: (name: string, parameter: Parameter | null) => void;
};

const getShape = z.strictObject({ Name: z.string(), WithDecryption: z.boolean().optional() });

const error = (name: string): ApiAnswer => ({
  status: 400,
  body: { __type: name, message: name },
});

/** Opens the service. What is encrypted is told only to who asks for it. */
export const createSsmApi = (): SsmApi => {
  const parameters = new Map<string, Parameter>();
  return {
    call: (operation, body) => {
      if (operation !== 'GetParameter') return error('UnknownOperationException');
      const { Name, WithDecryption } = getShape.parse(body);
      const found = parameters.get(Name);
      if (found === undefined) return error('ParameterNotFound');
      const isOpen = found.type === 'String' || WithDecryption === true;
      const Value = isOpen ? found.value : 'encrypted';
      return { status: 200, body: { Parameter: { Name, Type: found.type, Value } } };
    },
    set: (name, parameter) => {
      if (parameter === null) parameters.delete(name);
      else parameters.set(name, parameter);
    },
  };
};
