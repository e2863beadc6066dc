// The process in which AWS runs a function, as far as the function can tell: the built file is
// loaded once, and each message is one invocation.

const [, , file = ''] = process.argv;

type Invocation = { readonly id: string; readonly event: unknown; readonly timeoutMs: number };

const { handler } = (await import(file)) as {
  readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
};

const invoked = async ({ id, event, timeoutMs }: Invocation): Promise<void> => {
  const end = Date.now() + timeoutMs;
  const context = { awsRequestId: id, getRemainingTimeInMillis: () => end - Date.now() };
  try {
    process.send?.({ id, result: await handler(event, context) });
  } catch (error) {
    process.send?.({ id, error: error instanceof Error ? error.message : 'no error' });
  }
};

process.on('message', (message) => void invoked(message as Invocation));
process.on('disconnect', () => process.exit());
process.send?.({ id: 'ready', rss: process.memoryUsage().rss });
