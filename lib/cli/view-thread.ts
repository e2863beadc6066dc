// The thread that serves the page of a session. It stands apart so that nothing that is asked of
// the page, and nothing that goes wrong with it, takes time or memory from the cycles. What few
// sessions need is loaded when they do.

import { hrtime } from 'node:process';
import { parentPort } from 'node:worker_threads';
import { html } from '../report/html.ts';
import { readLiveAssets } from '../report/asset-files.ts';
import { openDesk } from '../view/desk.ts';
import { startViewServer } from '../view/server.ts';
import { redactionFor } from '../wiring/redaction.ts';
import { viewReport } from './view-report.ts';
import type { Environment } from '../config/variable.ts';
import type { Desk, DeskParts, Turned } from '../view/desk.ts';
import type { KillOrder } from '../view/kill-request.ts';
import type { Controls } from '../view/request.ts';
import type { FromView, ToView, ViewOpening, ViewServing } from './view-messages.ts';
import type { ViewReport } from './view-report.ts';

// A parameter on AWS is asked over the network, and each time costs a little.
const SWITCH_MS = { file: 500, parameter: 10_000 } as const;
const NANOS_A_MILLI = 1_000_000n;

const tell = (message: FromView): void => parentPort?.postMessage(message);

// A secret is looked for as it stands in a text, and as it would stand in HTML.
const redactionOf = (secrets: Environment): DeskParts['redact'] => {
  const escaped: Environment = Object.fromEntries(
    Object.entries(secrets).map(([name, value = '']): [string, string] => [
      name,
      html`${value}`.html,
    ]),
  );
  const [plain, inHtml] = [redactionFor(secrets), redactionFor(escaped)];
  return (text) => inHtml(plain(text));
};

const turnFor =
  ({ killSwitches }: ViewOpening) =>
  async (order: KillOrder): Promise<Turned> => {
    const { turnSwitch } = await import('../wiring/turn-switch.ts');
    const places = await turnSwitch(killSwitches, { kind: 'kill', to: order.to });
    const turned = {
      isDone: places.every(({ deed }) => deed !== 'failed'),
      lines: places.map(
        ({ place, deed, says, detail }) =>
          `${deed === 'failed' ? 'NOT STOPPED: ' : ''}${place} says ${says}` +
          (detail === '' ? '' : ` (${detail})`),
      ),
    };
    tell({ kind: 'turned', order, turned });
    return turned;
  };

const switchOf = async ({ killSwitches }: ViewOpening) => {
  const { openKillSwitch } = await import('../wiring/open-kill-switch.ts');
  const isAsked = killSwitches.some(({ kind }) => kind === 'parameter');
  return {
    readSwitch: openKillSwitch(killSwitches).read,
    switchMs: SWITCH_MS[isAsked ? 'parameter' : 'file'],
  };
};

const controlsOf = ({ token }: ViewServing): Controls =>
  token === null ? { kind: 'none' } : { kind: 'kill', token };

const serve = async (
  opening: ViewOpening,
  serving: ViewServing,
  report: ViewReport,
): Promise<Desk> => {
  const controls = controlsOf(serving);
  const desk = openDesk({
    title: opening.title,
    session: serving.session,
    controls,
    assets: await readLiveAssets(),
    report,
    ...(await switchOf(opening)),
    turn: turnFor(opening),
    now: () => Number(hrtime.bigint() / NANOS_A_MILLI),
    redact: redactionOf(opening.secrets),
  });
  const server = await startViewServer(serving.port, { answers: desk, controls });
  if (server.ok) tell({ kind: 'listening', url: server.value.url });
  else tell({ kind: 'failed', detail: server.error });
  return desk;
};

const tellPast = async ({ past, facts }: ViewOpening, report: ViewReport): Promise<void> => {
  if (past !== null)
    await report.past(async (growing) => {
      const { readPast } = await import('./view-past.ts');
      return readPast(past, facts.identity, growing);
    });
  tell({ kind: 'past-told' });
};

const listen = (): void => {
  let open: { readonly desk: Promise<Desk>; readonly report: ViewReport } | null = null;
  const take = async (message: ToView): Promise<void> => {
    if (message.kind === 'open') {
      const { opening, serving } = message;
      const report = viewReport({ ...opening.facts, limits: opening.limits });
      open = { report, desk: serve(opening, serving, report) };
      await tellPast(opening, report);
      return;
    }
    if (open === null) return;
    if (message.kind === 'cycle') open.report.cycle(message.note);
    const desk = await open.desk;
    if (message.kind === 'cycle') desk.cycle(message.note);
    else desk.session(message.state);
  };
  parentPort?.on('message', (message: ToView) => void take(message));
};

listen();
