// The page of the live view: the page of a report with what is going on in front of it, and, where
// that was asked for, the buttons that stop it.

import { html, NOTHING, trusted } from '../report/html.ts';
import { documentOf, policyOf } from '../report/page.ts';
import { KILL_WORDS, WHY_MAX } from './kill-request.ts';
import type { Html } from '../report/html.ts';
import type { PageAssets, Shown } from '../report/page.ts';
import type { ReportData } from '../report/report-data.ts';
import type { Controls } from './request.ts';

/** What the page begins with; what it asks for later takes its place. */
export type LivePage = {
  readonly report: ReportData;
  readonly shown: Shown;
  readonly live: string;
  /** Tells this session from an earlier or a later one on the same port. */
  readonly session: string;
  readonly controls: Controls;
  readonly assets: PageAssets;
};

const button = (to: keyof typeof KILL_WORDS, words: string): Html =>
  html`<button type="button" data-kill="${to}" data-word="${KILL_WORDS[to]}">${words}</button>`;

const buttons = html`<div class="kill">${button('halt', 'Halt')}${button(
  'reduce-only',
  'Reduce only',
)}</div>`;

const dialog = (token: string, portfolio: string): Html =>
  html`<dialog id="kill-dialog" aria-labelledby="kill-title" data-token="${token}">
<form method="dialog" id="kill-form">
<h2 id="kill-title"></h2>
<p>${portfolio}. <span id="kill-effect"></span></p>
<label>Type <b id="kill-word"></b> to confirm
<input id="kill-typed" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="20">
</label>
<label>Why? It stands in the log of the session.
<input id="kill-why" autocomplete="off" maxlength="${WHY_MAX}"></label>
<p id="kill-answer" role="status"></p>
<div class="kill"><button type="submit" id="kill-send" disabled></button>
<button type="button" id="kill-close">Close</button></div>
</form>
</dialog>`;

const before = ({ live, session, controls, report }: LivePage): Html =>
  html`<div id="strip" data-session="${session}" data-state="connecting">
<p><span id="strip-state" role="status">Connecting</span> <span id="strip-times"></span></p>
${controls.kind === 'kill' ? buttons : NOTHING}
</div>
<noscript><p class="note">Without scripts this page stands still: load it again.</p></noscript>
<section id="live" aria-labelledby="live-heading">
${trusted(live)}
</section>
${controls.kind === 'kill' ? dialog(controls.token, report.title) : NOTHING}`;

const CONNECTS = 'to-its-server';

/** The policy that the page is served under, beside the one that it carries. */
export const livePolicy = (assets: PageAssets): string => policyOf(assets, CONNECTS);

/** The document. */
export const livePage = (page: LivePage): string =>
  documentOf(page.report, page.shown, {
    assets: page.assets,
    frame: { sections: [['live', 'Now']], before: before(page), connects: CONNECTS },
  });
