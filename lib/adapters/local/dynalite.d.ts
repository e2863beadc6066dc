// Dynalite ships no types; this is the part of it that we use. Source: its README, version 4.0.0.

declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** In memory where no path is given. */
  type Options = { readonly path?: string; readonly createTableMs: number };

  /** A DynamoDB-compatible server on LevelDB; closing it closes its database. */
  const dynalite: (options: Options) => Server;
  export = dynalite;
}
