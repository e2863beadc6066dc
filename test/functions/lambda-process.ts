// The process in which AWS runs a function, as far as the function can tell: the built file is
// loaded once, and each message is one invocation.

const [, , file = ''] = process.argv;

type Invocation = { readonly id: string; readonly event: unknown; readonly timeoutMs: number };

const { handler } = (await import(file)) as {
  readonly handler: (event: unknown, context: unknown) => Promise<unknown>;
};

// The most memory that the process ever took goes with every answer.
const answer = (message: Readonly<Record<string, unknown>>): void => {
  process.send?.({ ...message, peak: process.resourceUsage().maxRSS * 1_024 });
};

const invoked = async ({ id, event, timeoutMs }: Invocation): Promise<void> => {
  const end = Date.now() + timeoutMs;
  const context = {
    awsRequestId: id,
    invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:keel-main',
    getRemainingTimeInMillis: () => end - Date.now(),
  };
  try {
    answer({ id, result: await handler(event, context) });
  } catch (error) {
    answer({ id, error: error instanceof Error ? error.message : 'no error' });
  }
};

process.on('message', (message) => void invoked(message as Invocation));
process.on('disconnect', () => process.exit());
answer({ id: 'ready' });
