import { beforeAll, describe, expect, it } from 'vitest';
import { CLAIMS, factsOf } from './facts.ts';
import { prepare } from './prepared.ts';
import { MOVES } from './world.ts';
import type { CycleFacts } from './facts.ts';
import type { Move } from './world.ts';

const found = new Map<Move, CycleFacts>();

beforeAll(async () => {
  const prepared = await prepare();
  for (const move of MOVES) found.set(move, await factsOf(prepared, move));
});

describe.each(MOVES)('the cycle that the bench measures, books %s', (move) => {
  it.each(CLAIMS.filter((claim) => claim.move === move))('$law', ({ holds }) => {
    const facts = found.get(move);
    expect(facts !== undefined && holds(facts), JSON.stringify(facts)).toBe(true);
  });
});
