// G2: never two live copies of one intent. A strategy has at most one order on one side of a token:
// two that rest there are two copies of what was wanted once, and so are two that the venue took
// under one lease, which is one cycle's, whether they rest or were filled at once. An order that is
// filled at once rests nowhere, and whoever wants it again may do so under another lease: a signal
// is acted on once.

import { isPlacing } from '../weather/ways.ts';
import { bodiesIn } from './sighting.ts';
import { ownOrders } from './truth.ts';
import type { SightingOf } from './sighting.ts';
import type { Checker, Truth } from './truth.ts';

const doublesAt = (truth: Truth): readonly string[] => {
  const places = Map.groupBy(ownOrders(truth.venue), ({ id, token, side }) => {
    const strategy = truth.journalledById(id)?.intent.strategy ?? 'nobody';
    return `${strategy} ${side} of ${token}`;
  });
  return [...places].flatMap(([place, orders]) =>
    orders.length > 1 ? [`twice, ${place}: ${orders.map(({ id }) => id).join(', ')}`] : [],
  );
};

// Whatever came of the first order, a signal is not tried again: one that the venue refused was an
// attempt, and so was one that got no connection. What acts on no signal has no key: quotes, exits,
// stops and hedges are wanted for as long as their cause lasts. The mark of shares that somebody
// else bought stands in plans for exits, and in no order.
const sentAgain = (
  truth: Truth,
  { bodies }: SightingOf<'sent'>,
  attempts: Map<string, string>,
): readonly string[] =>
  bodies.flatMap((body) => {
    const intent = truth.journalled(body)?.intent;
    if (intent === undefined || intent.signal === null) return [];
    const { id, signal } = intent;
    const before = attempts.get(signal) ?? id;
    attempts.set(signal, before);
    return before === id ? [] : [`signal ${signal} is acted on twice: ${before}, ${id}`];
  });

/** Makes the checker. */
export const single = (): Checker => {
  // The first order that left for each signal.
  const attempts = new Map<string, string>();
  // The first order that was taken for each place under each lease.
  const first = new Map<string, string>();
  const takenTwice = (truth: Truth, { call }: SightingOf<'arrived'>): readonly string[] =>
    bodiesIn(call.body).flatMap((body) => {
      const found = truth.journalled(body);
      if (found === undefined || !truth.venue.wasTaken(found.intent.id)) return [];
      const { id, strategy, side, token } = found.intent;
      const place = `fence ${String(found.fence)}, ${strategy} ${side} of ${token}`;
      const before = first.get(place) ?? id;
      first.set(place, before);
      return before === id ? [] : [`taken twice, ${place}: ${before}, ${id}`];
    });
  return {
    name: 'G2',
    see: (sighting, truth) => {
      if (sighting.kind === 'minute') return doublesAt(truth);
      if (sighting.kind === 'sent') return sentAgain(truth, sighting, attempts);
      if (sighting.kind !== 'arrived' || !isPlacing(sighting.call)) return [];
      return [...takenTwice(truth, sighting), ...doublesAt(truth)];
    },
  };
};
