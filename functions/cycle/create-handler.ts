// The handler of the cycle function: one cycle of one portfolio each time the schedule calls, or
// several at a faster pace.

import middy from '@middy/core';
import { msOfDuration } from '../../lib/units/time.ts';
import { ANSWER_BEFORE } from './bounds.ts';
import { createCycleFunction } from './cycle-function.ts';
import type { Environment } from '../../lib/config/variable.ts';
import type { Invoked } from '../invoked.ts';
import type { InvocationEnd } from './invocation-end.ts';

/** Makes the handler of a process. `write` takes each line that it says. */
export const createHandler = (env: Environment, write: (line: string) => void) => {
  const { telemetry, refusalOf, invoke, timeOut } = createCycleFunction(env, write);
  return middy<unknown, InvocationEnd>({
    timeoutEarlyInMillis: Number(msOfDuration(ANSWER_BEFORE)),
    timeoutEarlyResponse: timeOut,
  })
    .use({
      before: ({ context }: { readonly context: Invoked }) =>
        telemetry.invoked(context.awsRequestId),
      after: () => telemetry.flush(),
      onError: () => telemetry.flush(),
    })
    .before(({ event }) => refusalOf(event) ?? undefined)
    .handler((_event: unknown, context: Invoked) => invoke(context));
};
