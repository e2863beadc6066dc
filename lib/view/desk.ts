// What the live view knows and what it answers with: it is told of each cycle after that was saved,
// and asked by the page. It changes nothing but the kill switch, where it may.

import { faultAnswer, jsonAnswer, pageAnswer, refusal, sameAsBefore } from './answer.ts';
import { fittedPage } from '../report/page.ts';
import { parseKillOrder } from './kill-request.ts';
import { cycleRowOf } from './cycle-note.ts';
import { livePage, livePolicy } from './live-page.ts';
import { livePart, switchWord } from './live-part.ts';
import type { CycleRecord } from '../domain/cycle-record.ts';
import type { KillSwitchReading } from '../domain/kill-switch.ts';
import type { PageAssets, Shown } from '../report/page.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Answer } from './answer.ts';
import type { KillOrder } from './kill-request.ts';
import type { CycleNote, CycleRow, SessionState } from './cycle-note.ts';
import type { Controls } from './request.ts';
import type { Answers } from './server.ts';

/** What became of a command to stop. */
export type Turned = { readonly isDone: boolean; readonly lines: readonly string[] };

/** The report as far as it has been told. */
export type ReportDesk = {
  /** Another number whenever the report would be another one. */
  readonly version: () => number;
  readonly data: () => ReportData;
};

/** What a desk is opened with. */
export type DeskParts = {
  readonly title: string;
  /** Tells this session from others on the same port. */
  readonly session: string;
  readonly controls: Controls;
  readonly assets: PageAssets;
  readonly report: ReportDesk;
  readonly readSwitch: () => Promise<KillSwitchReading>;
  /** How long a reading of the switch is shown before it is read again. Unit: ms. */
  readonly switchMs: number;
  readonly turn: (order: KillOrder) => Promise<Turned>;
  /** A clock that is never set. Unit: ms. */
  readonly now: () => number;
  /** Takes secrets out of a text. */
  readonly redact: (text: string) => string;
};

/** A desk. */
export type Desk = Answers & {
  readonly cycle: (note: CycleNote) => void;
  readonly session: (state: SessionState) => void;
};

const CYCLES_SHOWN = 20;

type Known = {
  readonly session: SessionState;
  readonly latest: CycleNote | null;
  readonly toldAt: number;
  readonly lastWanting: CycleRecord | null;
  readonly cycles: readonly CycleRow[];
  readonly killSwitch: KillSwitchReading | null;
  readonly switchReadAt: number;
  /** Rises with everything that is shown. */
  readonly version: number;
};

const NOTHING: Known = {
  session: { kind: 'starting' },
  latest: null,
  toldAt: 0,
  lastWanting: null,
  cycles: [],
  killSwitch: null,
  switchReadAt: -Infinity,
  version: 0,
};

const withCycle = (known: Known, note: CycleNote, toldAt: number): Known => ({
  ...known,
  session: known.session.kind === 'starting' ? { kind: 'running' } : known.session,
  latest: note,
  toldAt,
  lastWanting: note.record.orders.length > 0 ? note.record : known.lastWanting,
  cycles: [cycleRowOf(note.record), ...known.cycles].slice(0, CYCLES_SHOWN),
  version: known.version + 1,
});

const isSame = (a: KillSwitchReading | null, b: KillSwitchReading): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

// What moves with time stands apart from the content: the page counts on by itself.
const timesOf = ({ latest, toldAt }: Known, now: number) => {
  if (latest === null) return { sinceMs: null, dueInMs: null };
  const sinceMs = Math.round(now - toldAt);
  return { sinceMs, dueInMs: latest.due.kind === 'in' ? latest.due.ms - sinceMs : null };
};

type Told = () => Known;

// The report is drawn when somebody asks for it, and once for each version at most.
const reporter = (parts: DeskParts, told: Told) => {
  const { title, session, redact, controls, assets } = parts;
  let drawn: { readonly version: number; readonly shown: Shown } | null = null;
  const documentFor = (report: ReportData) => (shown: Shown) =>
    livePage({
      report: { ...report, title: redact(report.title) },
      // Charts come with the first answer to the page, so that only words stand here.
      shown: { body: redact(shown.body), charts: { charts: {}, markets: {} } },
      live: redact(livePart({ title, ...told() })),
      session,
      controls,
      assets,
    });
  const shown = (): Shown => {
    const version = parts.report.version();
    if (drawn?.version !== version) {
      const data = parts.report.data();
      drawn = { version, shown: fittedPage(data, documentFor(data)).shown };
    }
    return drawn.shown;
  };
  return { shown, page: () => documentFor(parts.report.data())(shown()) };
};

const liveAnswer = (parts: DeskParts, known: Known): Answer => {
  const { title, session, report, redact, now } = parts;
  const { latest, killSwitch } = known;
  const content = {
    session,
    state: known.session,
    cycle: latest?.record.cycle ?? null,
    killSwitch: switchWord(killSwitch),
    report: report.version(),
    body: livePart({ title, ...known }),
    ...timesOf(known, now()),
  };
  return jsonAnswer(content, { version: versionOf(parts, known), redact });
};

const versionOf = ({ session, report }: DeskParts, { version }: Known): string =>
  `"${session}-${String(version)}-${String(report.version())}"`;

/** Opens a desk. */
export const openDesk = (parts: DeskParts): Desk => {
  const { redact, now } = parts;
  let known = NOTHING;
  const report = reporter(parts, () => known);

  const lookAtSwitch = async (): Promise<void> => {
    if (now() - known.switchReadAt < parts.switchMs) return;
    known = { ...known, switchReadAt: now() };
    const reading = await parts.readSwitch();
    if (isSame(known.killSwitch, reading)) return;
    known = { ...known, killSwitch: reading, version: known.version + 1 };
  };
  const live = (seen: string): Answer => {
    const version = versionOf(parts, known);
    return seen === version ? sameAsBefore(version) : liveAnswer(parts, known);
  };
  const kill = async (body: string): Promise<Answer> => {
    const order = parseKillOrder(body);
    if (!order.ok) return refusal({ status: 400, words: order.error });
    const turned = await parts.turn(order.value);
    known = { ...known, switchReadAt: -Infinity };
    return jsonAnswer(turned, { version: null, redact });
  };
  return {
    cycle: (note) => {
      known = withCycle(known, note, now());
    },
    session: (state) => {
      known = { ...known, session: state, version: known.version + 1 };
    },
    read: async ({ kind, seen }) => {
      if (kind === 'report') return jsonAnswer(report.shown(), { version: null, redact });
      await lookAtSwitch();
      return kind === 'page' ? pageAnswer(report.page(), livePolicy(parts.assets)) : live(seen);
    },
    kill: (body) => (parts.controls.kind === 'kill' ? kill(body) : Promise.resolve(faultAnswer())),
  };
};
