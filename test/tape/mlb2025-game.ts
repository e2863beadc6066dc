// A game of our own in the form of the set of June 2025. Books are hashed here by JSON.stringify,
// independently of the reader.

import { createHash } from 'node:crypto';

/** The moment that the times of a game count from. */
export const GAME_START = Date.UTC(2025, 5, 18, 2);

const HEADER = 'market_slug,asset_id,market_id,event_type,price,side,size,hash,timestamp';
const INDEX_HEADER =
  'file,slug,condition_id,token_1,token_2,outcome_1,outcome_2,winner,volume,game_start';

/** One level: side as recorded, price and size as the venue writes them. */
export type GameLevel = readonly [side: 'bid' | 'ask', price: string, size: string];

/** What may be wrong with a message. */
export type Flaw = { readonly hash?: string; readonly stampAge?: number; readonly no?: 'absent' };

/** Writes the messages of a game, and keeps its true book. */
export type Game = {
  /** Changes levels and announces it. */
  readonly change: (at: number, levels: readonly GameLevel[], flaw?: Flaw) => void;
  /** Changes levels and says nothing. */
  readonly silently: (levels: readonly GameLevel[]) => void;
  /** Sends the whole book. */
  readonly book: (at: number, flaw?: Flaw) => void;
  /** Announces levels with the hash of the last book, as the venue does after a trade. */
  readonly announce: (at: number, levels: readonly GameLevel[]) => void;
  readonly lines: () => readonly string[];
};

/** The ids of a game that is played with a number. */
export const idsOf = (number: number) => ({
  slug: `mlb-game-${String(number)}`,
  condition: `0x${String(number).padStart(64, '0')}`,
  yes: `100${String(number)}`,
  no: `200${String(number)}`,
});

const recorded = (text: string): string => (text.includes('.') ? text : `${text}.0`);
const otherPrice = (price: string): string =>
  String((1000 - Math.round(Number(price) * 1000)) / 1000);
const mirrored = ([side, price, size]: GameLevel): GameLevel => [
  side === 'bid' ? 'ask' : 'bid',
  otherPrice(price),
  size,
];

/** Starts a game. */
export const startGame = (number = 1): Game => {
  const { slug, condition, yes, no } = idsOf(number);
  const sides = { bid: new Map<string, string>(), ask: new Map<string, string>() };
  const lines: string[] = [HEADER];
  let lastHashes = { yes: '', no: '' };

  const levelsOf = (token: string): readonly GameLevel[] => {
    const own = (['bid', 'ask'] as const).flatMap((side) =>
      [...sides[side]].map(([price, size]): GameLevel => [side, price, size]),
    );
    return token === yes ? own : own.map(mirrored);
  };
  const jsonOf = (token: string, stamp: string): string => {
    const side = (name: 'bid' | 'ask', rising: 1 | -1) =>
      levelsOf(token)
        .filter(([each]) => each === name)
        .sort(([, a], [, b]) => rising * (Number(a) - Number(b)))
        .map(([, price, size]) => ({ price, size }));
    const [bids, asks] = [side('bid', 1), side('ask', -1)];
    const head = { market: condition, asset_id: token, timestamp: stamp, hash: '' };
    return JSON.stringify({ ...head, bids, asks });
  };
  const hashOf = (token: string, stamp: number): string =>
    createHash('sha1')
      .update(jsonOf(token, String(stamp)))
      .digest('hex');
  const apply = (levels: readonly GameLevel[]): void => {
    for (const [side, price, size] of levels)
      if (Number(size) === 0) sides[side].delete(price);
      else sides[side].set(price, size);
  };
  type Sent = { readonly kind: string; readonly at: number; readonly levels: readonly GameLevel[] };
  const write = (token: string, { kind, at, levels }: Sent, hash: string): void => {
    for (const [side, price, size] of levels)
      lines.push(
        [slug, token, '5528', kind, price, side, recorded(size), hash, GAME_START + at].join(','),
      );
  };
  const send = (sent: Sent, flaw: Flaw): void => {
    const stamp = GAME_START + sent.at - (flaw.stampAge ?? 0);
    lastHashes = { yes: hashOf(yes, stamp), no: hashOf(no, stamp) };
    write(yes, sent, flaw.hash ?? lastHashes.yes);
    if (flaw.no === 'absent') return;
    write(no, { ...sent, levels: sent.levels.map(mirrored) }, lastHashes.no);
  };
  return {
    silently: apply,
    change: (at, levels, flaw = {}) => {
      apply(levels);
      send({ kind: 'price_change', at, levels }, { stampAge: 5, ...flaw });
    },
    book: (at, flaw = {}) => {
      send({ kind: 'book', at, levels: levelsOf(yes) }, flaw);
    },
    announce: (at, levels) => {
      write(yes, { kind: 'price_change', at, levels }, lastHashes.yes);
      const sent = { kind: 'price_change', at, levels: levels.map(mirrored) };
      write(no, sent, lastHashes.no);
    },
    lines: () => lines,
  };
};

/** A game that has begun: 0.40 to 0.42, known at time 0. */
export const begunGame = (number = 1): Game => {
  const game = startGame(number);
  game.silently([
    ['bid', '0.4', '100'],
    ['bid', '0.39', '50'],
    ['ask', '0.42', '80'],
    ['ask', '0.43', '60'],
  ]);
  game.book(0);
  return game;
};

/** The index of files of games, by number; YES wins. */
export const indexOf = (files: Readonly<Record<string, number>>): string =>
  [
    INDEX_HEADER,
    ...Object.entries(files).map(([file, number]) => {
      const { slug, condition, yes, no } = idsOf(number);
      return `${file},${slug},${condition},${yes},${no},Cubs,Mets,Cubs,1000.5,2025-06-18 01:45:00`;
    }),
    '',
  ].join('\n');
