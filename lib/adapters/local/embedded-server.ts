// The embedded store's own process: a DynamoDB-compatible server on loopback. It stands apart so
// that nothing that happens to it (a full disk, a damaged file) takes the trading process with it.

import { ClassicLevel } from 'classic-level';
import dynalite from 'dynalite';
import type { EmbeddedServerReport } from './embedded-store.ts';

const [folder] = process.argv.slice(2);

const report = (message: EmbeddedServerReport, sent: () => void = () => undefined): void => {
  process.send?.(message, sent);
};

const causeOf = (error: unknown): { readonly code: string; readonly detail: string } => {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', detail: String(error) };
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause ? String(cause.code) : cause.name;
  return { code, detail: cause.message };
};

// The parent must hear of it, so the end waits until the message is on its way.
const giveUp = (error: unknown): void => {
  report({ kind: 'failed', ...causeOf(error) }, () => process.exit(1));
};

// Dynalite opens its database late and without a way to hear of a failure, so it is opened once
// here to learn whether it can be.
const tryDatabase = async (path: string): Promise<void> => {
  const database = new ClassicLevel(path);
  await database.open();
  await database.close();
};

const serve = (path: string): void => {
  const server = dynalite({ path, createTableMs: 0 });
  const stop = (): void => {
    server.close(() => process.exit(0));
  };
  server.on('error', giveUp);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    if (address === null || typeof address === 'string') giveUp('no port was given');
    else report({ kind: 'listening', port: address.port });
  });
  // The parent's end, however it came, closes the channel: the store closes its files and goes.
  process.on('disconnect', stop);
};

// A Ctrl-C and the end of a terminal reach the whole process group; the parent decides when the
// store may go.
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);
process.on('uncaughtException', giveUp);
process.on('unhandledRejection', giveUp);

if (folder === undefined) giveUp('the folder of the database is missing');
else tryDatabase(folder).then(() => serve(folder), giveUp);
