// A checker that breaks must not pass for a checker that is content: it looks on inside the
// function's own requests, where what is thrown would look like a failure of the network.

import { describe, expect, it } from 'vitest';
import { openWire } from '../../simulation/wire/markets.ts';
import { playSection } from './section.ts';
import { violationText } from './telling.ts';
import { createWatch } from './watch.ts';
import type { Sighting } from '../checkers/sighting.ts';
import type { Checker } from '../checkers/truth.ts';

const broken: Checker = {
  name: 'G9',
  see: (sighting) => {
    if (sighting.kind === 'sent') throw new Error('a checker broke');
    return [];
  },
};

const OPTIONS = { seed: 8n, family: 'calm', cycles: 4, allowed: new Set<string>() } as const;

describe('a section', () => {
  it('is broken by a checker that throws, and says which and where', async () => {
    const report = await playSection({ ...OPTIONS, listen: () => undefined }, () => [broken]);
    expect(report.violation?.checker).toBe('G9');
    expect(report.violation?.broken[0]).toMatch(/cannot be judged: Error: a checker broke .*watch/);
    expect(violationText(report).at(-1)).toBe(
      "npm run simulate -- --replay 8 --family calm --section 4 --only ''",
    );
  });

  it('is broken by a world that throws', async () => {
    const listen = (news: { readonly kind: string }): void => {
      if (news.kind === 'called') throw new Error('the world broke');
    };
    const report = await playSection({ ...OPTIONS, listen });
    expect(report.violation?.checker).toBe('WORLD');
    expect(report.violation?.broken[0]).toContain('broke: Error: the world broke');
  });

  it('is broken by a world that does not open, and says its seed', async () => {
    const report = await playSection({ ...OPTIONS, listen: () => undefined }, () => {
      throw new Error('the world does not open');
    });
    expect(report.violation?.checker).toBe('WORLD');
    expect(violationText(report).join()).toMatch(/seed 8, family calm.*the world does not open/s);
  });
});

describe('a watch', () => {
  it('sees an item that is written, and that it is deleted', () => {
    const seen: Sighting[] = [];
    const watch = createWatch([], (sighting) => void seen.push(sighting));
    watch.over(openWire(), () => 7);
    const Key = { pk: { S: 'p' }, sk: { S: 'ENTRY#1' } };
    const Item = { ...Key, body: { S: 'a' } };
    const asked = (...requests: readonly unknown[]): void =>
      watch.seeServices(
        {
          operation: 'BatchWriteItem',
          body: { RequestItems: { table: requests } },
          answer: { status: 200, body: {} },
        },
        { process: 'p1', at: 5 },
      );
    asked({ PutRequest: { Item } });
    asked({ DeleteRequest: { Key } });
    asked({ PutRequest: { Item } });
    expect(seen.map((one) => (one.kind === 'stored' ? [one.before, one.after] : one))).toEqual([
      [null, Item],
      [Item, null],
      [null, Item],
    ]);
    expect(watch.violation()).toBeNull();
  });
});
