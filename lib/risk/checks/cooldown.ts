// Pauses learnt from rejections: what the venue has just refused is not asked again.

import { formatTime } from '../../units/time.ts';
import { ZERO_SHARES } from '../../units/shares.ts';
import { capAt } from './subject.ts';
import type { Cooldown } from '../../domain/risk-state.ts';
import type { Order } from '../../domain/order.ts';
import type { Check } from './subject.ts';

const covers = ({ scope }: Cooldown, order: Order): boolean =>
  scope.kind === 'global' || (scope.token === order.token && scope.side === order.side);

/**
 * Refuses what a cached cooldown covers. A cooldown of one token side lets reducing orders pass:
 * they never wait longer than the cycle in which they were rejected.
 */
export const cooldown: Check = ({ context, order, reducible }) =>
  context.risk.cooldowns
    .filter((pause) => pause.until > context.now && covers(pause, order))
    .flatMap((pause) => {
      const everything = pause.scope.kind === 'global';
      return capAt(everything ? ZERO_SHARES : reducible, 'COOLDOWN_CACHED', [
        ['scope', everything ? 'global' : 'token'],
        ['token', order.token],
        ['side', order.side],
        ['until', formatTime(pause.until)],
        ['cause', pause.cause],
      ]);
    });
