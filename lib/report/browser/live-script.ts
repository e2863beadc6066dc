// What keeps the live page live: it asks the session that serves it once a second, puts what is new
// in the place of what is old, and says so when it gets no answer. Old data never looks new.

import { killButtons } from './kill-dialog.ts';
import { morphInto } from './morph.ts';

type Answer = {
  readonly session: string;
  readonly state: { readonly kind: 'starting' | 'running' | 'ended'; readonly words?: string };
  readonly cycle: number | null;
  readonly killSwitch: string;
  readonly report: number;
  readonly body: string;
  readonly sinceMs: number | null;
  readonly dueInMs: number | null;
};

const POLL_MS = 1_000;
const DEADLINE_MS = 4_000;
const REPORT_MS = 4_000;
// A cycle takes its time; only what is later than this is late.
const LATE_MS = 10_000;

const byId = (id: string): HTMLElement | null => document.getElementById(id);
const title = document.title;

let known: { readonly answer: Answer; readonly at: number } | null = null;
let etag = '';
let answeredAt = performance.now();
let lost: 'no' | 'no answer' | 'another session' = 'no';
let reportShown = -1;
let reportAskedAt = -Infinity;

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'session' in value && 'body' in value;

const isShown = (value: unknown): value is Parameters<typeof keelReport.show>[0] =>
  typeof value === 'object' && value !== null && 'body' in value && 'charts' in value;

const span = (ms: number): string => {
  const seconds = Math.max(0, Math.round(ms / 1_000));
  if (seconds < 120) return `${String(seconds)} s`;
  if (seconds < 7_200) return `${String(Math.round(seconds / 60))} min`;
  return `${String(Math.round(seconds / 3_600))} h`;
};

const LOST_WORDS = {
  'no answer': 'No connection: Keel has ended or does not answer',
  'another session': 'Another session answers here: load this page again',
} as const;

type Told = { readonly look: string; readonly state: string; readonly times: string };

const lostFor = (why: keyof typeof LOST_WORDS, now: number): Told => ({
  look: 'lost',
  state: LOST_WORDS[why],
  times: `Everything below is ${span(now - answeredAt)} old, or older.`,
});

const dueWords = (dueInMs: number | null, passed: number): string => {
  if (dueInMs === null) return '';
  const left = dueInMs - passed;
  return left >= 0 ? `, next in ${span(left)}` : `, next was due ${span(-left)} ago`;
};

const toldNow = (now: number): Told => {
  if (lost !== 'no') return lostFor(lost, now);
  if (known === null) return { look: 'connecting', state: 'Connecting', times: '' };
  const { answer, at } = known;
  const passed = now - at;
  const { state, sinceMs, dueInMs, cycle, killSwitch } = answer;
  if (state.kind === 'ended') {
    const words = state.words === undefined ? '' : `: ${state.words}`;
    return { look: 'ended', state: `The session is over${words}`, times: 'Nothing changes now.' };
  }
  if (sinceMs === null) return { look: 'waiting', state: 'No cycle yet', times: '' };
  const isLate = dueInMs !== null && passed - dueInMs > LATE_MS;
  const isStopped = killSwitch !== 'off';
  const running = isStopped ? `Kill switch: ${killSwitch}` : 'Live';
  return {
    look: isLate ? 'late' : isStopped ? 'stopped' : 'live',
    state: isLate ? 'Late: no cycle has ended' : running,
    times: `cycle ${String(cycle)}, ${span(sinceMs + passed)} ago${dueWords(dueInMs, passed)}`,
  };
};

const write = (id: string, text: string): void => {
  const element = byId(id);
  if (element !== null && element.textContent !== text) element.textContent = text;
};

const showStrip = (): void => {
  const { look, state, times } = toldNow(performance.now());
  document.documentElement.dataset['live'] = look;
  write('strip-state', state);
  write('strip-times', times);
  document.title = look === 'live' ? title : `${state} \u00b7 ${title}`;
};

const ask = (path: string, headers: Record<string, string>): Promise<Response> =>
  fetch(path, { headers, cache: 'no-store', signal: AbortSignal.timeout(DEADLINE_MS) });

const take = (answer: Answer): void => {
  const ours = byId('strip')?.dataset['session'];
  if (answer.session !== ours) {
    lost = 'another session';
    return;
  }
  lost = 'no';
  known = { answer, at: performance.now() };
  const live = byId('live');
  if (live !== null) morphInto(live, answer.body);
};

const askForReport = async (): Promise<void> => {
  const wanted = known?.answer.report ?? reportShown;
  const isOver = known?.answer.state.kind === 'ended';
  const isSoon = performance.now() - reportAskedAt < REPORT_MS;
  if (lost !== 'no' || wanted === reportShown || (isSoon && !isOver)) return;
  reportAskedAt = performance.now();
  const shown: unknown = await (await ask('/report.json', {})).json();
  if (!isShown(shown)) throw new Error('no report of this view');
  keelReport.show(shown);
  reportShown = wanted;
};

const askForLive = async (): Promise<void> => {
  const response = await ask('/live.json', etag === '' ? {} : { 'if-none-match': etag });
  if (response.status === 200) {
    const answer: unknown = await response.json();
    if (!isAnswer(answer)) throw new Error('no answer of this view');
    etag = response.headers.get('etag') ?? '';
    take(answer);
  } else if (response.status !== 304) throw new Error(String(response.status));
  else if (lost === 'no answer') lost = 'no';
  answeredAt = performance.now();
};

const poll = async (): Promise<void> => {
  try {
    await askForLive();
    await askForReport();
  } catch {
    if (lost === 'no') lost = 'no answer';
  }
  showStrip();
};

const pollOn = async (): Promise<void> => {
  await poll();
  setTimeout(() => void pollOn(), POLL_MS);
};

setInterval(showStrip, POLL_MS);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden) void poll();
});
killButtons(() => void poll());
showStrip();
void pollOn();
