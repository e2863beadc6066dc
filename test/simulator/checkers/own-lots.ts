// What is held of one token in lots, one for each strategy, and how a lot gains, loses and owes.

/** Shares of one token and their cost. Unit: micros. */
export type Holding = { readonly shares: bigint; readonly cost: bigint };

/** What is held in lots, by whose they are. Unit: micros. */
export type OwnLots = ReadonlyMap<string, Holding>;

/** An empty lot. */
export const NOTHING: Holding = { shares: 0n, cost: 0n };

/** Who acts before whom. */
export const ORDER = ['ICC', 'Protect', 'MM', 'FF'] as const;

const added = (lots: Map<string, Holding>, owner: string, more: Holding): void => {
  const { shares, cost } = lots.get(owner) ?? NOTHING;
  lots.set(owner, { shares: shares + more.shares, cost: cost + more.cost });
};

/**
 * Adds to a lot. What comes in first gives back what is owed, with what that was owed for; its part
 * of the cost goes with it.
 */
export const gained = (lots: Map<string, Holding>, owner: string, more: Holding): bigint => {
  let left = more.shares;
  let returned = 0n;
  for (const [other, { shares, cost }] of [...lots]) {
    if (shares >= 0n || left <= 0n) continue;
    const part = -shares < left ? -shares : left;
    const back = (-cost * part) / -shares;
    added(lots, other, { shares: part, cost: back });
    returned += back;
    left -= part;
  }
  const cost = left === more.shares ? more.cost : (more.cost * left) / more.shares;
  added(lots, owner, { shares: left, cost });
  return returned + cost;
};

// What leaves a lot takes its part of the cost along.
const taken = (lots: Map<string, Holding>, owner: string, size: bigint): Holding => {
  const { shares, cost } = lots.get(owner) ?? NOTHING;
  const part = size < shares ? size : shares;
  if (part <= 0n) return NOTHING;
  const rest = (cost * (shares - part)) / shares;
  lots.set(owner, { shares: shares - part, cost: rest });
  return { shares: part, cost: cost - rest };
};

/** Takes from lots in this order. What no lot has the first owes, for its part of the worth. */
export const lost = (
  lots: Map<string, Holding>,
  { shares: size, cost: worth }: Holding,
  order: readonly string[],
): bigint => {
  let left = size;
  let cost = 0n;
  for (const owner of order) {
    const part = taken(lots, owner, left);
    left -= part.shares;
    cost += part.cost;
  }
  if (left > 0n) added(lots, order[0] ?? '', { shares: -left, cost: -((worth * left) / size) });
  return cost;
};

/** All lots together. */
export const totalOf = (lots: ReadonlyMap<string, Holding>): Holding =>
  [...lots.values()].reduce(
    (sum, { shares, cost }) => ({ shares: sum.shares + shares, cost: sum.cost + cost }),
    NOTHING,
  );

// A share costs between nothing and a dollar; what is beyond that when a fill is taken back is
// realized.
const within = ({ shares, cost }: Holding): Holding => {
  const [least, most] = shares < 0n ? [shares, 0n] : [0n, shares];
  return { shares, cost: cost < least ? least : cost > most ? most : cost };
};

/** An amount without its sign. */
export const magnitude = (amount: bigint): bigint => (amount < 0n ? -amount : amount);

// A part of what a lot holds or owes, with its part of the cost.
const without = ({ shares, cost }: Holding, part: bigint): Holding => {
  const whole = magnitude(shares);
  const rest = shares < 0n ? shares + part : shares - part;
  return { shares: rest, cost: (cost * (whole - part)) / whole };
};

// What one lot owes the next one pays that has something.
const netted = (lots: Map<string, Holding>): void => {
  const first = (is: (shares: bigint) => boolean): string | undefined =>
    ORDER.find((owner) => is(lots.get(owner)?.shares ?? 0n));
  const [short, long] = [first((shares) => shares < 0n), first((shares) => shares > 0n)];
  if (short === undefined || long === undefined) return;
  const [owes, has] = [lots.get(short) ?? NOTHING, lots.get(long) ?? NOTHING];
  const part = magnitude(owes.shares) < has.shares ? magnitude(owes.shares) : has.shares;
  lots.set(short, without(owes, part));
  lots.set(long, without(has, part));
  netted(lots);
};

/** The lots once changes of them are taken back, and what they owe each other is paid. */
export const withoutChanges = (lots: OwnLots, changes: readonly OwnLots[]): OwnLots => {
  const left = new Map(lots);
  for (const [owner, { shares, cost }] of changes.flatMap((change) => [...change]))
    added(left, owner, { shares: -shares, cost: -cost });
  for (const [owner, lot] of left) left.set(owner, within(lot));
  netted(left);
  return left;
};

/** What a move has changed of each lot. */
export const changeOf = (before: OwnLots, after: OwnLots): OwnLots =>
  new Map(
    [...after].map(([owner, { shares, cost }]) => {
      const was = before.get(owner) ?? NOTHING;
      return [owner, { shares: shares - was.shares, cost: cost - was.cost }] as const;
    }),
  );
