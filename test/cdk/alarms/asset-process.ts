// The built asset in a process of its own, called when it is told. Its clocks stand where the
// caller puts them, so that minutes pass without anybody waiting.

import type { Context } from 'aws-lambda';

type Handler = (event: unknown, context: Context) => Promise<unknown>;

/** A call of the function at a moment. */
export type Call = { readonly now: number; readonly event: unknown; readonly requestId: string };

const TIMEOUT_MS = 50_000;
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

const contextFrom = (start: number, requestId: string): Context =>
  ({
    awsRequestId: requestId,
    functionName: 'keel-main-cycle',
    getRemainingTimeInMillis: () => TIMEOUT_MS - (now() - start),
  }) as unknown as Context;

const [path = ''] = process.argv.slice(2);
const { handler } = (await import(path)) as { readonly handler: Handler };

// What is printed of a call comes before the line that ends it.
const ended = (end: string): void => void process.stdout.write(`ENDED ${end}\n`);

process.on('message', ({ now: at, event, requestId }: Call) => {
  ahead = at - RealDate.now();
  handler(event, contextFrom(now(), requestId)).then(
    (answer) => ended(JSON.stringify(answer)),
    (error: unknown) => ended(`ERROR ${String(error)}`),
  );
});
ended('READY');
