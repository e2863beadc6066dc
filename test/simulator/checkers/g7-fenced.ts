// G7: a holder of a lost lease changes nothing. The state is written only by the process that holds
// its fence, a lease is taken over only after its end, the history is never rewritten, and no order
// leaves so late that it could arrive after its lease.

import { leaseIn, STATE, textIn } from './stored.ts';
import { CLOCK_OFF_MAX_MS } from '../weather/processes.ts';
import { isPlacing } from '../weather/ways.ts';
import { bodiesIn } from './sighting.ts';
import type { Attributes } from '../aws/attribute.ts';
import type { Instant } from '../world/timeline.ts';
import type { SightingOf } from './sighting.ts';
import type { Checker, Truth } from './truth.ts';

// How long a placing request is waited for. Unit: ms.
const REQUEST_TIMEOUT_MS = 10_000;

/**
 * What is left of its lease when an order leaves: 22 s by the clock of whoever sends it, which may
 * be behind. Unit: ms.
 */
export const LEASE_LEFT_MIN_MS = 22_000 - CLOCK_OFF_MAX_MS;

const LEASE_NAMES = new Set(['holder', 'leaseEnd', 'fence', 'identity']);

const contentOf = (item: Attributes | null): string =>
  JSON.stringify(Object.entries(item ?? {}).filter(([name]) => !LEASE_NAMES.has(name)));

type Written = {
  readonly write: SightingOf<'stored'>;
  readonly holder: string | null;
  /** When the lease was taken. */
  readonly since: Instant;
};

// The truth has seen the write already: the process before it is given.
const stateWrite = ({ write, holder, since }: Written): readonly string[] => {
  const { at, sender, before, after } = write;
  const [was, is] = [leaseIn(before ?? {}), leaseIn(after ?? {})];
  const by = `${sender.process} with fence ${String(is.fence)}`;
  if (is.fence < was.fence) return [`${by} lowers the fence from ${String(was.fence)}`];
  if (is.fence > was.fence) {
    const left = was.holder === null || was.end === null ? -1 : was.end - at;
    const isChanged = contentOf(before) !== contentOf(after) && before !== null;
    return [
      ...(left >= 0 ? [`${by} takes a lease that ends in ${String(left)} ms`] : []),
      ...(isChanged ? [`${by} changes the state while it takes the lease`] : []),
    ];
  }
  if (holder !== sender.process) return [`${by} writes, and the fence is ${String(holder)}'s`];
  if (sender.at < since) return [`${by} writes what it sent before it took the lease`];
  if (was.holder === null) return [`${by} writes without a lease`];
  const step = is.version - was.version;
  return step === 0 || step === 1 ? [] : [`${by} moves the version by ${String(step)}`];
};

const historyWrite = ({ sort, sender, before, after }: SightingOf<'stored'>): readonly string[] => {
  const isHistory = sort.startsWith('ENTRY#') || sort.startsWith('INTENT#');
  if (!isHistory || before === null) return [];
  const isSame = after !== null && textIn(before, 'body') === textIn(after, 'body');
  return isSame ? [] : [`${sender.process} rewrites ${sort}`];
};

const sentLate = (truth: Truth, { at, process, bodies }: SightingOf<'sent'>): readonly string[] => {
  if (bodies.length === 0) return [];
  const whose = truth.leaseProcess();
  if (whose !== process) return [`${process} sends under the lease of ${String(whose)}`];
  const { end } = truth.lease();
  const left = (end ?? 0) - at;
  return left >= LEASE_LEFT_MIN_MS
    ? []
    : [`${process} sends with ${String(left)} ms left of its lease`];
};

const arrivedLate = (truth: Truth, arrival: SightingOf<'arrived'>): readonly string[] => {
  const { at, sender, call } = arrival;
  if (!isPlacing(call) || at - sender.at > REQUEST_TIMEOUT_MS) return [];
  const { fence } = truth.lease();
  return bodiesIn(call.body).flatMap((body) => {
    const found = truth.journalled(body);
    if (found === undefined || found.fence === fence) return [];
    return [`${found.intent.id} of fence ${String(found.fence)} arrives under ${String(fence)}`];
  });
};

/** Makes the checker. */
export const fenced = (): Checker => {
  let holder: string | null = null;
  let since = 0;
  return {
    name: 'G7',
    see: (sighting, truth) => {
      if (sighting.kind === 'sent') return sentLate(truth, sighting);
      if (sighting.kind === 'arrived') return arrivedLate(truth, sighting);
      if (sighting.kind !== 'stored') return [];
      if (sighting.sort !== STATE) return historyWrite(sighting);
      const broken = stateWrite({ write: sighting, holder, since });
      holder = truth.leaseProcess();
      since = truth.leaseSince();
      return broken;
    },
  };
};
