// Pauses learnt from rejections: what the venue has just refused is not asked again.

import { formatTime } from '../../units/time.ts';
import { ZERO_SHARES } from '../../units/shares.ts';
import { sparesPostOnly, sparesReducing } from '../cooldowns.ts';
import { capAt } from './subject.ts';
import type { Cooldown } from '../../domain/risk-state.ts';
import type { Order } from '../../domain/order.ts';
import type { Check } from './subject.ts';

const covers = (pause: Cooldown, order: Order): boolean => {
  if (sparesPostOnly(pause) && order.liquidity === 'post-only') return false;
  const { scope } = pause;
  return scope.kind === 'global' || (scope.token === order.token && scope.side === order.side);
};

/**
 * Refuses what a cached cooldown covers. A cooldown of one token side lets reducing orders pass:
 * they never wait longer than the cycle in which they were rejected. Of those for everything, the
 * one of an account that may only close positions lets them pass too, and the one of post-only mode
 * lets pass what is post-only.
 */
export const cooldown: Check = ({ context, order, reducible }) =>
  context.risk.cooldowns
    .filter((pause) => pause.until > context.now && covers(pause, order))
    .flatMap((pause) => {
      const isGlobal = pause.scope.kind === 'global';
      const sizeMax = isGlobal && !sparesReducing(pause) ? ZERO_SHARES : reducible;
      return capAt(sizeMax, 'COOLDOWN_CACHED', [
        ['scope', isGlobal ? 'global' : 'token'],
        ['token', order.token],
        ['side', order.side],
        ['until', formatTime(pause.until)],
        ['cause', pause.cause],
      ]);
    });
