import { describe, expect, it } from 'vitest';
import { cycleOn, cyclesOn, rainSession } from './scene.ts';
import type { Session } from '../backtest/session.ts';

const isSummary = (message: string): boolean => message.startsWith('=== PnL Summary ===');

// The seconds at which a summary was printed, when cycles run at the given ones.
const printedAt = async (session: Session, seconds: readonly number[]): Promise<number[]> => {
  const printed: number[] = [];
  for (const second of seconds) {
    const before = session.messages().filter(isSummary).length;
    await cycleOn(session, second);
    const now = session.messages().filter(isSummary).length - before;
    for (let count = 0; count < now; count += 1) printed.push(second);
  }
  return printed;
};

describe('the summary', () => {
  it.each([
    ['one second before', [0, 299], []],
    ['at', [0, 300], [300]],
    ['one second after', [0, 301], [301]],
  ])('is printed by the first cycle %s five minutes: %j gives %j', async (_when, at, printed) => {
    expect(await printedAt(rainSession(), at)).toEqual(printed);
  });

  it('counts from the last one, not on a fixed beat', async () => {
    const seconds = [0, 200, 400, 600, 699, 700, 1_000];
    expect(await printedAt(rainSession(), seconds)).toEqual([400, 700, 1_000]);
  });

  it('is never printed more often, however often cycles run', async () => {
    const seconds = Array.from({ length: 200 }, (_, index) => index * 5);
    expect(await printedAt(rainSession(), seconds)).toEqual([300, 600, 900]);
  });

  it('is printed once after a long silence', async () => {
    expect(await printedAt(rainSession(), [0, 7_200, 7_260])).toEqual([7_200]);
  });

  it('keeps its time across a restart', async () => {
    const first = rainSession();
    await cyclesOn(first, 4);
    const { store, venue } = first;
    const second = rainSession({ store, venue, name: 'restarted' });
    expect(await printedAt(second, [240, 299, 300, 360, 599, 600])).toEqual([300, 600]);
  });

  it('comes after the line of its cycle', async () => {
    const session = rainSession();
    await cyclesOn(session, 6);
    const [line, summary] = session.messages().slice(-2);
    expect(line).toBe('[EnterpriseOrchestrator] Cycle #6: 2/2 orders successful');
    expect(summary).toBe(
      [
        '=== PnL Summary ===',
        'Realized: $0.00',
        'Unrealized: $0.00',
        'Fees: $0.00',
        'Net: $0.00',
        'Win Rate: 0.0% (0W / 0L)',
        'Avg Win: $0.00 | Avg Loss: $0.00',
        '--- By Strategy ---',
        '  MM: R=$0.00 U=$0.00',
        '  FF: R=$0.00 U=$0.00',
      ].join('\n'),
    );
  });
});
