// A generated tape must be the same for a seed, and such as a venue could have shown.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceMicros } from '../../lib/units/price.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { minutes } from '../../lib/units/time.ts';
import { GENERATOR_VERSION, generateTape } from '../../lib/tape/generator/generator.ts';
import { watchTape } from './generated-books.ts';
import type { Tape, TapeEvent } from '../../lib/domain/tape-event.ts';

const duration = minutes(10);

const hashOf = async (tape: Tape): Promise<string> => {
  const hash = createHash('sha256');
  const plain = (_key: string, value: unknown): unknown =>
    typeof value === 'bigint' ? value.toString() : value;
  for await (const batch of tape.events()) hash.update(JSON.stringify(batch, plain));
  return hash.digest('hex');
};

describe('a seed', () => {
  it('gives the same events every time', async () => {
    const one = await hashOf(generateTape({ seed: 7, duration }));
    expect(await hashOf(generateTape({ seed: 7n, duration }))).toBe(one);
  });

  it('gives the same events when one tape is read twice', async () => {
    const tape = generateTape({ seed: 7, duration });
    expect(await hashOf(tape)).toBe(await hashOf(tape));
  });

  // Portfolios go on by the identity of their tape. Where the events change, so must the version.
  it('gives the events of the version that its identity names', async () => {
    expect([GENERATOR_VERSION, await hashOf(generateTape({ seed: 7, duration }))]).toEqual([
      1,
      '32879d0011059e5ae157f20bb357a1ec844e256ce26d4da6abca065798b36383',
    ]);
  });

  it('gives other events than another seed', async () => {
    const one = await hashOf(generateTape({ seed: 7, duration }));
    expect(await hashOf(generateTape({ seed: 8, duration }))).not.toBe(one);
  });

  it('gives markets and events that no other seed has', () => {
    const idsOf = ({ universe }: Tape): readonly string[] => [
      ...universe.markets.keys(),
      ...universe.tokens.keys(),
      ...universe.events.keys(),
    ];
    const other = new Set(idsOf(generateTape({ seed: 8 })));
    expect(idsOf(generateTape({ seed: 7 })).filter((id) => other.has(id))).toEqual([]);
  });

  it('is refused where it is not whole', () => {
    expect(() => generateTape({ seed: 0.5 })).toThrow(RangeError);
  });
});

it('refuses a duration of nothing', () => {
  expect(() => generateTape({ seed: 7, duration: minutes(0) })).toThrow('lasts for some time');
});

it('shows only what a venue could show, whatever the seed', async () => {
  const anySeed = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
  await fc.assert(
    fc.asyncProperty(anySeed, async (seed) => {
      const { faults, events } = await watchTape(generateTape({ seed, duration }), () => undefined);
      expect(faults).toEqual([]);
      expect(events).toBeGreaterThan(10_000);
    }),
    { numRuns: 40 },
  );
}, 120_000);

// The check above must be able to fail: one event of a sound tape is damaged, and it must tell.
describe('the check of what a venue could show', () => {
  const damaged = async (
    kind: TapeEvent['kind'],
    damage: (event: TapeEvent) => readonly TapeEvent[],
  ): Promise<string> => {
    const tape = generateTape({ seed: 7, duration });
    const batches: (readonly TapeEvent[])[] = [];
    for await (const batch of tape.events()) batches.push(batch);
    const hit = batches.findIndex((batch, i) => i > 20 && batch.some((each) => each.kind === kind));
    const victim = batches[hit]?.find((event) => event.kind === kind);
    const events = async function* (): AsyncGenerator<readonly TapeEvent[]> {
      for (const batch of batches)
        yield await Promise.resolve(
          batch.flatMap((event) => (event === victim ? damage(event) : [event])),
        );
    };
    const { faults } = await watchTape({ ...tape, events }, () => undefined);
    return faults.join('\n');
  };

  it.each<[string, TapeEvent['kind'], Partial<Record<string, unknown>>]>([
    ['is off the grid', 'level', { price: priceMicros(500_001n) }],
    ['are no multiple of a lot', 'level', { size: shareMicros(12_345n) }],
    ['meets ask', 'level', { side: 'bids', price: priceMicros(980_000n) }],
    ['was not the best price', 'trade', { price: priceMicros(980_000n) }],
    ['was traded than stood there', 'trade', { size: shareMicros(10n ** 15n) }],
    ['does not show the trade before it', 'trade', { size: shareMicros(10_000n) }],
    ['is out of time', 'alive', { at: 0n }],
    ['is empty', 'level', { kind: 'book', bids: [], asks: [] }],
  ])('notes that something %s', async (what, kind, change) => {
    expect(await damaged(kind, (event) => [{ ...event, ...change }])).toContain(what);
  });
});
