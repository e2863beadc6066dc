// Whatever a market is called, it is shown and never obeyed.

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { button, table, text } from '../../../functions/widget/html.ts';
import { parseWidgetEvent } from '../../../functions/widget/widget-event.ts';

const HOSTILE = [
  '<script>alert(1)</script>',
  '"><cwdb-action action="call" endpoint="arn:evil">{}</cwdb-action>',
  "' onmouseover='alert(1)",
  '&lt;b&gt;',
  '</td></tr></table><img src=x onerror=alert(1)>',
  '\u202egnp.exe',
  '\ud800',
  '\u0000\u0001',
];

const BARE = /<(?!\/?(?:table|tr|td|th|p|a|cwdb-action)\b)|&(?!amp;|lt;|gt;|quot;|#39;)/;

describe('a text on the dashboard', () => {
  it.each(HOSTILE)('%j is shown, not obeyed', (word) => {
    const { html } = text(word);
    expect(html).not.toMatch(/[<>"'\u0000-\u001f\u202e\ud800]/);
    expect(table([word], [[word]], 5).html).not.toMatch(BARE);
  });

  it('holds no sign of HTML of its own, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (word) => {
        const { html } = text(word);
        return !/[<>"']/.test(html) && !BARE.test(html);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    [159, 159],
    [160, 160],
    [161, 163],
    [100_000, 163],
  ])('of %d characters has %d', (length, shown) => {
    expect(text('a'.repeat(length)).html).toHaveLength(shown);
  });

  it.each([
    [4, 4, false],
    [5, 5, false],
    [6, 5, true],
  ])('in a table of %d rows is in one of %d', (count, shown, isCut) => {
    const rows = Array.from({ length: count }, (_, index) => [String(index)]);
    const { html } = table(['number'], rows, 5);
    expect(html.split('<td>').length - 1).toBe(shown);
    expect(html.includes('and 1 more')).toBe(isCut);
  });
});

describe('a button', () => {
  it('asks, and calls its function with its event', () => {
    const event = { portfolio: 'main', set: 'halt' };
    const made = { label: 'Halt', question: 'Halt "main"?', endpoint: 'arn:aws:lambda:x', event };
    expect(button(made).html).toBe(
      '<a class="btn">Halt</a><cwdb-action action="call" display="widget" ' +
        'confirmation="Halt &quot;main&quot;?" endpoint="arn:aws:lambda:x">' +
        '{"portfolio":"main","set":"halt"}</cwdb-action>',
    );
  });

  it('ends at no word of its event', () => {
    const { html } = button({
      label: '',
      question: '',
      endpoint: '',
      event: { portfolio: '</cwdb-action><script>' },
    });
    expect(html.match(/<\/cwdb-action>/g)).toHaveLength(1);
    expect(html).not.toContain('<script>');
  });
});

describe('an event of the dashboard', () => {
  it.each([
    [{}, { kind: 'show' }],
    [{ portfolio: 'main', widgetContext: { theme: 'dark' } }, { kind: 'show' }],
    [{ describe: true }, { kind: 'describe' }],
    [
      { portfolio: 'main', set: 'halt' },
      { kind: 'set', to: 'halt' },
    ],
    [
      { portfolio: 'main', set: 'reduce-only', widgetContext: {} },
      { kind: 'set', to: 'reduce-only' },
    ],
  ])('%j is understood', (event, value) => {
    expect(parseWidgetEvent(event, 'main')).toEqual({ ok: true, value });
  });

  it.each([
    [null],
    ['halt'],
    [[]],
    [{ set: 'halt' }],
    [{ portfolio: 'main', set: 'off' }],
    [{ portfolio: 'main', set: 'HALT' }],
    [{ portfolio: 'other', set: 'halt' }],
    [{ portfolio: 'other' }],
    [{ portfolio: 'main', set: 'halt', also: 1 }],
    [{ portfolio: 7 }],
    [{ describe: 'yes' }],
    [{ widgetContext: 'none' }],
  ])('%j is refused', (event) => {
    expect(parseWidgetEvent(event, 'main')).toMatchObject({ ok: false });
  });
});
