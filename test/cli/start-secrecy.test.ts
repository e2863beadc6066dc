// Whatever the world answers, no line of a live start shows a key, a secret, a signature or the
// path of the node's address.

import { describe, expect, it } from 'vitest';
import { key } from '../config/environments.ts';
import { text } from '../loopback/server.ts';
import { opened } from './command.ts';
import { AWS_ENV, LIVE_ENV, PAID, PATIENCE, serverOf, venueAt } from './doctor-scene.ts';

const SIGNATURE = `0x${'cd'.repeat(65)}`;
const RELAYER_KEY = 'aRelayerKeyOfLetters';
const SECRETS = [key.slice(2, 30), SIGNATURE.slice(2, 30), PAID, RELAYER_KEY];

const LOGIN = {
  RELAYER_API_KEY: RELAYER_KEY,
  RELAYER_API_KEY_ADDRESS: '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
};

describe('a live start', { timeout: PATIENCE }, () => {
  it.each([[[]], [['--json']]])('hides every secret that is sent back to it: %j', async (more) => {
    const told = `${key} ${PAID} ${SIGNATURE} ${RELAYER_KEY}`;
    // AWS names an error by its type, and a name is told.
    const body = JSON.stringify({ __type: RELAYER_KEY, message: told });
    const server = await serverOf(() => text(400, body));
    const env = {
      ...{ ...LIVE_ENV, ...LOGIN, ...venueAt(server.url) },
      ...{ ...AWS_ENV, AWS_ENDPOINT_URL: server.url, KILL_SWITCH_PARAM: '/keel/kill' },
      ...{ APPROVALS_AUTO: 'true', CYCLE_SECONDS: '5' },
    };
    const ended = await opened().run(['start', '--until', '1 cycles', ...more], env);
    const shown = `${ended.stdout}${ended.stderr}`;
    expect(ended.stdout).toContain('LIVE trading with real money');
    expect(shown).toContain('/keel/kill: (secret)');
    for (const secret of SECRETS) expect(shown.toLowerCase()).not.toContain(secret.toLowerCase());
  });
});
