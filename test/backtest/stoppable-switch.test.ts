import { describe, expect, it } from 'vitest';
import { stoppable } from '../../lib/backtest/stoppable-switch.ts';
import { testSwitch } from './session.ts';

describe('a session’s own stop', () => {
  it.each(['off', 'reduce-only', 'halt', 'failed'] as const)(
    'leaves the operator’s switch as it is: %s',
    async (position) => {
      const operator = testSwitch();
      operator.set(position);
      expect(await stoppable(operator).read()).toEqual(await operator.read());
    },
  );

  it('halts from then on, whatever the operator’s switch says', async () => {
    const session = stoppable(testSwitch());
    session.stop();
    expect(await session.read()).toMatchObject({ kind: 'read', position: 'halt' });
  });
});
