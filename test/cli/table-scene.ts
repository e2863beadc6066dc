// The table as a server of this machine, where the command finds it as it finds the one on AWS.

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { startSsm } from '../adapters/ssm/loopback-ssm.ts';
import { serveTables } from '../loopback/table.ts';
import { AWS_ENV } from './doctor-scene.ts';
import type { SsmWorld } from '../adapters/ssm/ssm-world.ts';
import type { Served } from '../loopback/table.ts';
import type { Home } from './command.ts';
import type { Variables } from './doctor-scene.ts';

/** The name of the switch beside the table. */
export const SWITCH = '/keel/main/kill-switch';

/** The table of a home, served, with its switch; the variables say where they are. */
export type ServedTable = {
  readonly env: Variables;
  readonly store: Served;
  readonly ssm: SsmWorld;
};

/** Serves a switch that says something, for one test. */
export const switchSaying = async (
  Value: string,
): Promise<{ readonly env: Variables; readonly ssm: SsmWorld }> => {
  const { url, world } = await startSsm({ [SWITCH]: { Type: 'String', Value } });
  return { env: { AWS_ENDPOINT_URL_SSM: url, KILL_SWITCH_PARAM: SWITCH }, ssm: world };
};

/** Serves what a session left in a home, for one test. */
export const tableOf = async ({ folder }: Home): Promise<ServedTable> => {
  const store = await serveTables(join(folder, 'data/state/store'));
  onTestFinished(store.stop);
  const beside = await switchSaying('off');
  return {
    store,
    ssm: beside.ssm,
    env: {
      ...AWS_ENV,
      ...beside.env,
      AWS_ENDPOINT_URL_DYNAMODB: store.endpoint,
      TABLE_NAME: 'keel',
      PORTFOLIO_ID: 'generated-1',
    },
  };
};
