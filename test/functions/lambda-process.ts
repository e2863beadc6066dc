// The process in which AWS runs a function, as far as the function can tell: the built file is
// loaded once, and each message is one invocation. Its clocks stand where the caller puts them, so
// that minutes may pass without anybody waiting.

import { enableCompileCache, flushCompileCache } from 'node:module';

const [, , file = '', compiled] = process.argv;

type Invocation = { readonly id: string; readonly event: unknown; readonly timeoutMs: number };
type Order = { readonly clock: number } | Invocation;

const RealDate = Date;
const realNanos = process.hrtime.bigint.bind(process.hrtime);

let ahead = 0;
const now = (): number => RealDate.now() + ahead;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: readonly unknown[]) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args) as Date,
  get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown)),
});
process.hrtime.bigint = () => realNanos() + BigInt(ahead) * 1_000_000n;

// Kept right away, since such a process is killed in the end.
if (compiled !== undefined) enableCompileCache(compiled);
const { handler } = (await import(file)) as {
  readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
};
if (compiled !== undefined) flushCompileCache();

// The most memory that the process ever took goes with every answer.
const answer = (message: Readonly<Record<string, unknown>>): void => {
  process.send?.({ ...message, peak: process.resourceUsage().maxRSS * 1_024 });
};

// Everything that an invocation printed stands before the line of its end.
const ended = (id: string, how: Readonly<Record<string, unknown>>): void => {
  process.stdout.write(`ENDED ${id}\n`);
  answer({ id, ...how });
};

const invoked = async ({ id, event, timeoutMs }: Invocation): Promise<void> => {
  const end = now() + timeoutMs;
  const context = {
    awsRequestId: id,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:keel-main',
    getRemainingTimeInMillis: () => end - now(),
  };
  try {
    ended(id, { result: await handler(event, context) });
  } catch (error) {
    ended(id, { error: error instanceof Error ? error.message : 'no error' });
  }
};

process.on('message', (message) => {
  const order = message as Order;
  if ('clock' in order) ahead = order.clock - RealDate.now();
  else void invoked(order);
});
process.on('disconnect', () => process.exit());
answer({ id: 'ready' });
