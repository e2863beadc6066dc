// The table as a server of this machine, where the command finds it as it finds the one on AWS.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startEmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import { AWS_ENV } from './doctor-scene.ts';
import type { EmbeddedStore } from '../../lib/adapters/local/embedded-store.ts';
import type { Home } from './command.ts';
import type { Variables } from './doctor-scene.ts';

/** The table of a home, served; the variables say where it is. */
export type ServedTable = { readonly env: Variables; readonly store: EmbeddedStore };

/** Serves what a session left in a home, for one test. */
export const tableOf = async ({ folder }: Home): Promise<ServedTable> => {
  const started = await startEmbeddedStore(join(folder, 'data/state/store'));
  if (!started.ok) throw new Error(started.error.detail);
  const store = started.value;
  onTestFinished(store.stop);
  return {
    store,
    env: {
      ...AWS_ENV,
      AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
      TABLE_NAME: 'keel',
      PORTFOLIO_ID: 'generated-1',
    },
  };
};
