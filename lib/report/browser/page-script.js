// Built by `npm run page-script` from the TypeScript beside it.
"use strict";
(() => {
  // lib/report/browser/marks.ts
  var SIZE = 6;
  var SIZE_ON_PHONES = 4;
  var PHONE_WIDTH = 480;
  var NEAR = 28;
  var drawMarks = (chart, marks, colourOf2) => {
    const { ctx } = chart;
    const size = (chart.width < PHONE_WIDTH ? SIZE_ON_PHONES : SIZE) * devicePixelRatio;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    ctx.strokeStyle = colourOf2("paper");
    for (const { at, value, shape } of marks) {
      const x = chart.valToPos(at, "x", true);
      const y = chart.valToPos(value, "y", true);
      const up = shape === "buy" ? 1 : -1;
      ctx.fillStyle = colourOf2(shape === "buy" ? "bid" : "ask");
      ctx.beginPath();
      ctx.moveTo(x, y - up * size);
      ctx.lineTo(x + size * 0.9, y + up * size * 0.7);
      ctx.lineTo(x - size * 0.9, y + up * size * 0.7);
      ctx.closePath();
      ctx.fill();
      ctx.stroke();
    }
    ctx.restore();
  };
  var nearestMark = (chart, marks) => {
    const { left = -1, top = -1 } = chart.cursor;
    if (left < 0 || top < 0) return null;
    let nearest = null;
    let least = NEAR;
    for (const mark of marks) {
      const dx = chart.valToPos(mark.at, "x") - left;
      const dy = chart.valToPos(mark.value, "y") - top;
      const distance = Math.hypot(dx, dy);
      if (distance >= least) continue;
      least = distance;
      nearest = mark;
    }
    return nearest;
  };

  // lib/report/browser/texts.ts
  var MINUS = "−";
  var DAY_S = 86400;
  var MINUTE_S = 60;
  var iso = (second) => new Date(second * 1e3).toISOString();
  var momentText = (second) => iso(second).slice(0, 19).replace("T", " ");
  var axisMoments = (seconds, step) => {
    let day = "";
    return seconds.map((second) => {
      const text = iso(second);
      const isNewDay = text.slice(5, 10) !== day;
      day = text.slice(5, 10);
      if (step >= DAY_S) return day;
      const time = text.slice(11, step >= MINUTE_S ? 16 : 19);
      return isNewDay ? `${time}
${day}` : time;
    });
  };
  var grouped = (digits) => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  var fixed = (value, digits) => {
    const [whole = "0", rest] = Math.abs(value).toFixed(digits).split(".");
    return rest === void 0 ? grouped(whole) : `${grouped(whole)}.${rest}`;
  };
  var digitsFor = (step) => step >= 1 ? 0 : Math.min(6, Math.ceil(-Math.log10(step) - 1e-9));
  var valueText = (value, unit, step) => {
    const sign = value < 0 ? MINUS : "";
    switch (unit) {
      case "dollars":
        return `${sign}$${fixed(value, step >= 1 ? 0 : Math.max(2, digitsFor(step)))}`;
      case "percent":
        return `${sign}${fixed(100 * value, digitsFor(100 * step))} %`;
      case "price":
        return `${sign}${fixed(value, Math.max(2, digitsFor(step)))}`;
      case "shares":
        return `${sign}${fixed(value, digitsFor(step))}`;
    }
  };
  var LEGEND_STEP = {
    dollars: 0.01,
    percent: 1e-4,
    price: 1e-3,
    shares: 0.01
  };
  var legendText = (value, unit) => value === null || value === void 0 ? "–" : valueText(value, unit, LEGEND_STEP[unit]);

  // lib/report/browser/chart.ts
  var DASHES = {
    line: [],
    step: [],
    area: [],
    dashed: [7, 4],
    dotted: [2, 3],
    limit: [10, 4]
  };
  var BORDERS = {
    line: "solid",
    step: "solid",
    area: "solid",
    dashed: "dashed",
    dotted: "dotted",
    limit: "dashed"
  };
  var WIDTHS = { limit: 1.25, market: 0.75 };
  var colourOf = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  var unpacked = ({ times }) => {
    let time = 0;
    return times.map((difference) => time += difference);
  };
  var stayingUnknown = (values) => {
    let isSilent = false;
    return Array.from(values, (value) => {
      if (value !== void 0) isSilent = value === null;
      return isSilent ? null : value;
    });
  };
  var columns = ({ tracks }) => {
    const [times, ...series] = uPlot.join(
      tracks.map(
        (track) => [
          unpacked(track),
          ...track.series.map(({ values }) => [...values])
        ]
      )
    );
    return [times, ...series.map(stayingUnknown)];
  };
  var lineOf = (line, unit) => {
    const stroke = colourOf(line.tone);
    const isStepped = line.style === "step" || line.style === "area";
    const stepped = isStepped ? uPlot.paths.stepped?.({ align: 1 }) : void 0;
    return {
      label: line.name,
      stroke,
      width: WIDTHS[line.tone] ?? 1.75,
      dash: DASHES[line.style],
      points: { show: false },
      value: (_chart, value) => legendText(value, unit),
      ...stepped !== void 0 && { paths: stepped },
      ...line.style === "area" && { fill: `${stroke}26` }
    };
  };
  var axes = ({ unit }) => {
    const look = {
      stroke: colourOf("muted"),
      font: "12px system-ui, sans-serif",
      grid: { stroke: colourOf("rule"), width: 1 },
      ticks: { stroke: colourOf("rule"), width: 1, size: 4 }
    };
    return [
      {
        ...look,
        space: 58,
        size: 40,
        values: (...[, splits, , , step]) => [...axisMoments(splits, step)]
      },
      {
        ...look,
        space: 28,
        size: 68,
        values: (...[, splits, , , step]) => splits.map((value) => valueText(value, unit, step))
      }
    ];
  };
  var spreads = (lines) => {
    const [bid, ask] = ["best bid", "best ask"].map(
      (name) => lines.findIndex((line) => line.name === name) + 1
    );
    if (bid === void 0 || ask === void 0 || bid === 0 || ask === 0) return [];
    return [{ series: [ask, bid], fill: `${colourOf("market")}40` }];
  };
  var rangeOf = (_chart, low, high) => {
    if (low === null || high === null) return [0, 1];
    const room = high > low ? (high - low) * 0.08 : Math.max(Math.abs(high) * 0.01, 0.01);
    return [low - room, high + room];
  };
  var definedAt = (chart, line, from) => {
    const values = chart.data[line] ?? [];
    let index = from;
    while (index > 0 && values[index] === void 0) index -= 1;
    return index;
  };
  var showLast = (chart) => {
    const last = chart.data[0].length - 1;
    if (last < 0) return;
    chart.setLegend(
      { idxs: chart.series.map((_line, index) => definedAt(chart, index, last)) },
      false
    );
  };
  var nameLimits = (chart, spec) => {
    const { ctx, bbox } = chart;
    ctx.save();
    ctx.font = `${String(12 * devicePixelRatio)}px system-ui, sans-serif`;
    ctx.fillStyle = colourOf("limit");
    ctx.textAlign = "right";
    for (const { name, style, values } of spec.tracks.flatMap((track) => track.series)) {
      const [value] = values;
      if (style !== "limit" || value === void 0 || value === null) continue;
      const below = value > 0;
      ctx.textBaseline = below ? "top" : "bottom";
      const y = chart.valToPos(value, "y", true) + (below ? 3 : -3) * devicePixelRatio;
      ctx.fillText(`${name} ${legendText(value, spec.unit)}`, bbox.left + bbox.width, y);
    }
    ctx.restore();
  };
  var hooksOf = (spec, { point }) => ({
    draw: [(chart) => drawMarks(chart, spec.marks, colourOf), (chart) => nameLimits(chart, spec)],
    setCursor: [
      (chart) => {
        point(nearestMark(chart, spec.marks));
        if (chart.cursor.idx === null) showLast(chart);
      }
    ]
  });
  var drawChart = (spec, place) => {
    const lines = spec.tracks.flatMap((track) => track.series);
    const options = {
      width: place.width,
      height: spec.height,
      tzDate: (second) => uPlot.tzDate(new Date(second * 1e3), "Etc/UTC"),
      cursor: {
        sync: { key: spec.group },
        y: false,
        drag: { x: true, y: false },
        points: { size: 6 },
        dataIdx: (chart2, line, hovered) => definedAt(chart2, line, hovered)
      },
      scales: { x: { time: true }, y: { range: rangeOf } },
      axes: axes(spec),
      series: [
        {
          label: "UTC",
          value: (_chart, value) => value === null ? "–" : momentText(value)
        },
        ...lines.map((line) => lineOf(line, spec.unit))
      ],
      bands: spreads(lines),
      legend: { markers: { dash: (_chart, index) => BORDERS[lines[index - 1]?.style ?? "line"] } },
      hooks: hooksOf(spec, place)
    };
    const chart = new uPlot(options, columns(spec), place.element);
    showLast(chart);
    return chart;
  };
  var zoomOf = ({ data, scales }) => {
    const [times] = data;
    const { min, max } = scales["x"] ?? {};
    if (min === void 0 || max === void 0) return null;
    const isAll = min <= (times[0] ?? 0) && max >= (times.at(-1) ?? 0);
    return isAll ? null : { min, max };
  };

  // lib/report/browser/morph.ts
  var OWN = ".chart, [data-mark-words], [data-fills]";
  var KEPT = /* @__PURE__ */ new Set(["open"]);
  var isElement = (node) => node instanceof Element;
  var idOf = (node) => isElement(node) ? node.id : "";
  var isLike = (a, b) => a.nodeType === b.nodeType && a.nodeName === b.nodeName && idOf(a) === idOf(b);
  var alikeAttributes = (from, to) => {
    for (const { name } of [...from.attributes])
      if (!to.hasAttribute(name) && !KEPT.has(name)) from.removeAttribute(name);
    for (const { name, value } of to.attributes)
      if (!KEPT.has(name) && from.getAttribute(name) !== value) from.setAttribute(name, value);
  };
  var alike = (from, to) => {
    if (!isElement(from) || !isElement(to)) {
      if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
      return;
    }
    alikeAttributes(from, to);
    if (!from.matches(OWN)) morph(from, to);
  };
  var withId = (parent, id) => id === "" ? void 0 : [...parent.children].find((child) => child.id === id);
  var placed = (from, wanted, at) => {
    if (at !== null && isLike(at, wanted)) return at;
    const elsewhere = withId(from, idOf(wanted));
    if (elsewhere === void 0 || !isLike(elsewhere, wanted)) return null;
    from.insertBefore(elsewhere, at);
    return elsewhere;
  };
  var morph = (from, to) => {
    let at = from.firstChild;
    for (const wanted of [...to.childNodes]) {
      const found = placed(from, wanted, at);
      if (found === null) {
        const isWantedLater = withId(to, idOf(at)) !== void 0;
        const made = document.importNode(wanted, true);
        if (at === null || isWantedLater) from.insertBefore(made, at);
        else at.replaceWith(made);
        at = made.nextSibling;
      } else {
        alike(found, wanted);
        at = found.nextSibling;
      }
    }
    while (at !== null) {
      const next = at.nextSibling;
      at.remove();
      at = next;
    }
  };
  var morphInto = (element, markup) => {
    const template = document.createElement("template");
    template.innerHTML = markup;
    morph(element, template.content);
  };

  // lib/report/browser/page-script.ts
  var PRINT_WIDTH = 680;
  var root = document.documentElement;
  var drawn = /* @__PURE__ */ new Map();
  var charts = { charts: {}, markets: {} };
  var band = "";
  var chosenMarket = /* @__PURE__ */ new Map();
  var all = (selector) => [
    ...document.querySelectorAll(selector)
  ];
  var isRadio = (target) => target instanceof HTMLInputElement && target.type === "radio";
  var marketOf = (name) => {
    const markets = charts.markets[name] ?? [];
    return markets.find((market) => market.name === chosenMarket.get(name)) ?? markets[0];
  };
  var specOf = ({ dataset }) => {
    const { chart, marketChart, of: name = "" } = dataset;
    if (chart !== void 0) return charts.charts[chart];
    const market = marketOf(name);
    return marketChart === "price" ? market?.price : market?.inventory;
  };
  var HINT = "Point at a fill, or touch it, to read it.";
  var pointerOf = (name) => (mark) => {
    const [line] = all(`[data-mark-words="${name ?? ""}"]`);
    if (line !== void 0) line.textContent = mark?.words ?? HINT;
  };
  var drawOne = (element, width, drawing) => {
    const before = drawn.get(element);
    if (drawing === "again" && before !== void 0 && element.matches(":hover")) return;
    const zoom = drawing === "again" && before !== void 0 ? zoomOf(before) : null;
    before?.destroy();
    drawn.delete(element);
    const spec = specOf(element);
    if (spec === void 0 || width <= 0) return;
    const point = element.dataset["marketChart"] === "price" ? pointerOf(element.dataset["of"]) : none;
    const chart = drawChart(spec, { element, width, point });
    if (zoom !== null) chart.setScale("x", zoom);
    drawn.set(element, chart);
  };
  var none = () => void 0;
  var drawAll = (width, drawing = "new") => {
    for (const element of all(".chart")) {
      const shown = element.clientWidth;
      drawOne(element, shown > 0 ? width ?? shown : 0, drawing);
    }
  };
  var listFills = () => {
    for (const list of all("[data-fills]")) {
      const market = marketOf(list.dataset["fills"] ?? "");
      const words = market?.price.marks.map((mark) => mark.words) ?? [];
      const left = market?.fillsLeftOut ?? 0;
      const more = left > 0 ? [`and ${String(left)} more between these`] : [];
      list.replaceChildren(
        ...[...words, ...more].map((text) => {
          const item = document.createElement("li");
          item.textContent = text;
          return item;
        })
      );
    }
  };
  var showBand = () => {
    const radios = all("#band-choice input").filter(isRadio);
    const wanted = radios.find((radio) => radio.value === band) ?? radios[0];
    if (wanted !== void 0) {
      wanted.checked = true;
      band = wanted.value;
    }
    for (const part of all("[data-band]"))
      part.hidden = wanted !== void 0 && part.dataset["band"] !== band;
  };
  var showMarkets = () => {
    for (const select of document.querySelectorAll("select[data-markets]")) {
      const name = select.dataset["markets"] ?? "";
      const markets = charts.markets[name] ?? [];
      const index = markets.findIndex((market) => market.name === chosenMarket.get(name));
      select.value = String(Math.max(0, index));
    }
  };
  var redraw = (drawing = "new") => {
    showBand();
    showMarkets();
    listFills();
    drawAll(void 0, drawing);
  };
  var chooseMarket = (select) => {
    const name = select.dataset["markets"] ?? "";
    const market = charts.markets[name]?.[Number(select.value)];
    for (const other of Object.keys(charts.markets))
      if (market !== void 0) chosenMarket.set(other, market.name);
    redraw();
  };
  var chooseBand = (name) => {
    band = name;
    redraw();
  };
  var chooseTheme = (theme) => {
    if (theme === "system") delete root.dataset["theme"];
    else root.dataset["theme"] = theme;
    drawAll();
  };
  var show = (shown) => {
    const main = document.getElementById("main");
    if (main === null) return;
    morphInto(main, shown.body);
    for (const [element, chart] of drawn)
      if (!element.isConnected) {
        chart.destroy();
        drawn.delete(element);
      }
    charts = shown.charts;
    redraw("again");
  };
  var printing = () => {
    let theme;
    addEventListener("beforeprint", () => {
      theme = root.dataset["theme"];
      root.dataset["theme"] = "light";
      drawAll(PRINT_WIDTH);
    });
    addEventListener("afterprint", () => chooseTheme(theme ?? "system"));
  };
  var changed = ({ target }) => {
    if (target instanceof HTMLSelectElement) chooseMarket(target);
    else if (isRadio(target)) {
      if (target.name === "theme") chooseTheme(target.value);
      else chooseBand(target.value);
    }
  };
  var isChartData = (value) => typeof value === "object" && value !== null && "charts" in value && "markets" in value;
  var begin = () => {
    const read = JSON.parse(document.getElementById("chart-data")?.textContent ?? "{}");
    if (isChartData(read)) charts = read;
    document.addEventListener("change", changed);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => drawAll());
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth !== width) drawAll();
      width = innerWidth;
    });
    printing();
    redraw();
  };
  globalThis.keelReport = { show };
  begin();
})();
