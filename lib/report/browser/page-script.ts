// What moves on the page: charts, the choice of band, market and colours. The page is read without
// it as well. `keelReport.show` puts a newer report in the place of the one that is shown, and
// leaves the reader where he is.

import { drawChart, zoomOf } from './chart.ts';
import { morphInto } from './morph.ts';
import type { ChartData, ChartSpec, Mark, MarketCharts } from '../chart-spec.ts';
import type UPlot from 'uplot';

/** What is shown: the content of the page and what its charts draw. */
type Shown = { readonly body: string; readonly charts: ChartData };

declare global {
  var keelReport: { readonly show: (shown: Shown) => void };
}

const PRINT_WIDTH = 680;

const root = document.documentElement;
const drawn = new Map<HTMLElement, UPlot>();
let charts: ChartData = { charts: {}, markets: {} };
let band = '';
const chosenMarket = new Map<string, string>();

const all = (selector: string): readonly HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>(selector),
];

const isRadio = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.type === 'radio';

const marketOf = (name: string): MarketCharts | undefined => {
  const markets = charts.markets[name] ?? [];
  return markets.find((market) => market.name === chosenMarket.get(name)) ?? markets[0];
};

const specOf = ({ dataset }: HTMLElement): ChartSpec | undefined => {
  const { chart, marketChart, of: name = '' } = dataset;
  if (chart !== undefined) return charts.charts[chart];
  const market = marketOf(name);
  return marketChart === 'price' ? market?.price : market?.inventory;
};

const HINT = 'Point at a fill, or touch it, to read it.';

const pointerOf =
  (name: string | undefined) =>
  (mark: Mark | null): void => {
    const [line] = all(`[data-mark-words="${name ?? ''}"]`);
    if (line !== undefined) line.textContent = mark?.words ?? HINT;
  };

// What is shown anew keeps its zoom; a chart that somebody reads waits until he has done so.
type Drawing = 'new' | 'again';

const drawOne = (element: HTMLElement, width: number, drawing: Drawing): void => {
  const before = drawn.get(element);
  if (drawing === 'again' && before !== undefined && element.matches(':hover')) return;
  const zoom = drawing === 'again' && before !== undefined ? zoomOf(before) : null;
  before?.destroy();
  drawn.delete(element);
  const spec = specOf(element);
  if (spec === undefined || width <= 0) return;
  const point =
    element.dataset['marketChart'] === 'price' ? pointerOf(element.dataset['of']) : none;
  const chart = drawChart(spec, { element, width, point });
  if (zoom !== null) chart.setScale('x', zoom);
  drawn.set(element, chart);
};

const none = (): void => undefined;

const drawAll = (width?: number, drawing: Drawing = 'new'): void => {
  for (const element of all('.chart')) {
    const shown = element.clientWidth;
    drawOne(element, shown > 0 ? (width ?? shown) : 0, drawing);
  }
};

const listFills = (): void => {
  for (const list of all('[data-fills]')) {
    const market = marketOf(list.dataset['fills'] ?? '');
    const words = market?.price.marks.map((mark) => mark.words) ?? [];
    const left = market?.fillsLeftOut ?? 0;
    const more = left > 0 ? [`and ${String(left)} more between these`] : [];
    list.replaceChildren(
      ...[...words, ...more].map((text) => {
        const item = document.createElement('li');
        item.textContent = text;
        return item;
      }),
    );
  }
};

const showBand = (): void => {
  const radios = all('#band-choice input').filter(isRadio);
  const wanted = radios.find((radio) => radio.value === band) ?? radios[0];
  if (wanted !== undefined) {
    wanted.checked = true;
    band = wanted.value;
  }
  for (const part of all('[data-band]'))
    part.hidden = wanted !== undefined && part.dataset['band'] !== band;
};

const showMarkets = (): void => {
  for (const select of document.querySelectorAll<HTMLSelectElement>('select[data-markets]')) {
    const name = select.dataset['markets'] ?? '';
    const markets = charts.markets[name] ?? [];
    const index = markets.findIndex((market) => market.name === chosenMarket.get(name));
    select.value = String(Math.max(0, index));
  }
};

const redraw = (drawing: Drawing = 'new'): void => {
  showBand();
  showMarkets();
  listFills();
  drawAll(undefined, drawing);
};

const chooseMarket = (select: HTMLSelectElement): void => {
  const name = select.dataset['markets'] ?? '';
  const market = charts.markets[name]?.[Number(select.value)];
  // The same market in the other bands, where they have it.
  for (const other of Object.keys(charts.markets))
    if (market !== undefined) chosenMarket.set(other, market.name);
  redraw();
};

const chooseBand = (name: string): void => {
  band = name;
  redraw();
};

const chooseTheme = (theme: string): void => {
  if (theme === 'system') delete root.dataset['theme'];
  else root.dataset['theme'] = theme;
  drawAll();
};

const show = (shown: Shown): void => {
  const main = document.getElementById('main');
  if (main === null) return;
  morphInto(main, shown.body);
  for (const [element, chart] of drawn)
    if (!element.isConnected) {
      chart.destroy();
      drawn.delete(element);
    }
  charts = shown.charts;
  redraw('again');
};

const printing = (): void => {
  let theme: string | undefined;
  addEventListener('beforeprint', () => {
    theme = root.dataset['theme'];
    root.dataset['theme'] = 'light';
    drawAll(PRINT_WIDTH);
  });
  addEventListener('afterprint', () => chooseTheme(theme ?? 'system'));
};

const changed = ({ target }: Event): void => {
  if (target instanceof HTMLSelectElement) chooseMarket(target);
  else if (isRadio(target)) {
    if (target.name === 'theme') chooseTheme(target.value);
    else chooseBand(target.value);
  }
};

const isChartData = (value: unknown): value is ChartData =>
  typeof value === 'object' && value !== null && 'charts' in value && 'markets' in value;

const begin = (): void => {
  const read: unknown = JSON.parse(document.getElementById('chart-data')?.textContent ?? '{}');
  if (isChartData(read)) charts = read;
  document.addEventListener('change', changed);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => drawAll());
  let width = innerWidth;
  addEventListener('resize', () => {
    // On a phone scrolling changes the height only.
    if (innerWidth !== width) drawAll();
    width = innerWidth;
  });
  printing();
  redraw();
};

globalThis.keelReport = { show };
begin();
