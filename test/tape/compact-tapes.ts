// Compact tapes for tests: any events at all, and files made of them.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { onTestFinished } from 'vitest';
import { universeOf } from '../../lib/domain/market.ts';
import { createTapeFile } from '../../lib/tape/compact/file-writer.ts';
import { conditionId, tokenId, walletAddress } from '../../lib/units/ids.ts';
import { priceMicros, tick, TICKS } from '../../lib/units/price.ts';
import { ratioPpm } from '../../lib/units/ratio.ts';
import { shareMicros } from '../../lib/units/shares.ts';
import { epochMs } from '../../lib/units/time.ts';
import { MARKET, START } from '../simulation/fixtures.ts';
import { MARKETS } from '../simulation/tape-drafts.ts';
import type { Universe } from '../../lib/domain/market.ts';
import type { TapeEvent, TapeProblem } from '../../lib/domain/tape-event.ts';
import type { TapeDescription } from '../../lib/tape/compact/description.ts';

export const UNIVERSE: Universe = universeOf(MARKETS, []);

export const DESCRIPTION: TapeDescription = {
  name: 'a tape of two markets',
  identity: 'recorded:abc',
  madeBy: 'keel test',
  madeFrom: { kind: 'converted', files: [{ name: 'a.csv', bytes: 7, sha256: '00' }] },
  start: epochMs(BigInt(START)),
  universe: UNIVERSE,
  provenance: [
    { field: 'tick', value: '0.01', origin: 'assumed' },
    { field: 'end', value: 'unknown', origin: 'recorded' },
  ],
};

/** A folder that is removed after the test. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'keel-compact-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
};

// Texts of any kind, those that are no Unicode among them.
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('\ud800', '\ufeffa', 'x\udfffy', '', '0x1'),
);
const token = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...MARKETS.flatMap(({ yes, no }) => [yes, no])) },
  { weight: 1, arbitrary: text.map(tokenId) },
);
const condition = fc.oneof(
  fc.constantFrom(...MARKETS.map((market) => market.condition)),
  text.map(conditionId),
);
const price = fc
  .oneof(
    fc.bigInt(1n, 99n).map((cents) => cents * 10_000n),
    fc.bigInt(1n, 999_999n),
  )
  .map(priceMicros);
const size = fc
  .oneof(
    fc.bigInt(0n, 100_000n).map((lots) => lots * 10_000n),
    fc.bigInt(0n, 2n ** 40n),
    fc.constantFrom(2n ** 53n - 2n, 2n ** 53n - 1n, 2n ** 53n, 2n ** 80n, -1n, 0n),
  )
  .map(shareMicros);
const levels = fc.array(fc.record({ price, size }), { maxLength: 6 });

type Body = TapeEvent extends infer E ? (E extends TapeEvent ? Omit<E, 'at'> : never) : never;

const body: fc.Arbitrary<Body> = fc.oneof(
  fc.record({
    kind: fc.constant('level' as const),
    token,
    side: fc.constantFrom('bids' as const, 'asks' as const),
    price,
    size,
  }),
  fc.record({
    kind: fc.constant('book' as const),
    token,
    bids: levels,
    asks: levels,
    depth: fc.oneof(
      fc.constant({ kind: 'whole' as const }),
      fc.record({ kind: fc.constant('best' as const), levels: fc.nat({ max: 10 }) }),
    ),
  }),
  fc.record({
    kind: fc.constant('trade' as const),
    token,
    takerSide: fc.constantFrom('BUY' as const, 'SELL' as const),
    price,
    size,
    wallet: fc.oneof(
      fc.constant({ kind: 'not-recorded' as const }),
      fc.record({ kind: fc.constant('known' as const), address: text.map(walletAddress) }),
    ),
    transaction: text,
  }),
  fc.record({
    kind: fc.constant('tick' as const),
    condition,
    tick: fc.constantFrom(...TICKS.map((each) => tick(each))),
  }),
  fc.record({
    kind: fc.constant('status' as const),
    condition,
    status: fc.oneof(
      fc.record({
        kind: fc.constantFrom('accepting' as const, 'paused' as const, 'closed' as const),
      }),
      fc.record({
        kind: fc.constant('resolved' as const),
        yesPayout: fc.bigInt(0n, 1_000_000n).map(ratioPpm),
      }),
    ),
  }),
  fc.record({ kind: fc.constant('gap' as const), token, cause: text }),
  fc.record({ kind: fc.constant('alive' as const), tokens: fc.array(token, { maxLength: 3 }) }),
);

/** Events of every kind in time order, many of them at the same time. */
export const anyEvents: fc.Arbitrary<readonly TapeEvent[]> = fc
  .array(fc.tuple(fc.oneof(fc.constant(0), fc.nat({ max: 5_000_000 })), body), { maxLength: 60 })
  .map((rows) => {
    let ms = START;
    return rows.map(([wait, one]): TapeEvent => {
      ms += wait;
      return { ...one, at: epochMs(BigInt(ms)) };
    });
  });

export const anyProblem: fc.Arbitrary<TapeProblem> = fc.record({
  kind: fc.constantFrom('gap' as const, 'crossed' as const, 'trade-unclear' as const),
  file: text,
  line: fc.nat(),
  rows: fc.nat(),
  detail: text,
});

/** Level changes of one market, a millisecond apart. */
export const levelsOf = (count: number): readonly TapeEvent[] =>
  Array.from({ length: count }, (_, row) => ({
    kind: 'level',
    at: epochMs(BigInt(START + row)),
    token: MARKET.yes,
    side: row % 2 === 0 ? 'bids' : 'asks',
    price: priceMicros(BigInt(10_000 * ((row % 99) + 1))),
    size: shareMicros(BigInt(row) * 10_000n),
  }));

/** Writes a tape of so many blocks, each flushed, and ends it. */
export const writtenTape = async (
  blocks: readonly (readonly TapeEvent[])[],
  ended: 'ended' | 'left' = 'ended',
): Promise<string> => {
  const path = join(temporaryFolder(), 'a.keeltape');
  const writer = await createTapeFile(path, DESCRIPTION);
  for (const events of blocks) {
    await writer.write(events);
    await writer.flush();
  }
  if (ended === 'ended') await writer.close(DESCRIPTION.start);
  else await writer.abandon();
  return path;
};
