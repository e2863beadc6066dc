// Built by `npm run page-script` from the TypeScript beside it.
"use strict";
(() => {
  // lib/report/browser/kill-dialog.ts
  var WORDS = {
    halt: {
      title: "Halt: cancel all orders",
      effect: "The next cycle sends nothing and cancels all orders. Only keel resume undoes it."
    },
    "reduce-only": {
      title: "Reduce only",
      effect: "Only what lowers exposure is sent, the rest is cancelled. Only keel resume undoes it."
    }
  };
  var DEADLINE_MS = 15e3;
  var element = (id) => document.getElementById(id);
  var inputOf = (id) => {
    const found = element(id);
    return found instanceof HTMLInputElement ? found : null;
  };
  var buttonOf = (id) => {
    const found = element(id);
    return found instanceof HTMLButtonElement ? found : null;
  };
  var write = (id, text) => {
    const found = element(id);
    if (found !== null) found.textContent = text;
  };
  var isTurned = (value) => typeof value === "object" && value !== null && "isDone" in value && "lines" in value;
  var answerOf = async (response) => {
    if (!response.ok) return `Not stopped. ${(await response.text()).trim()}`;
    const turned = await response.json();
    if (!isTurned(turned)) return "The answer is none: look whether it has stopped.";
    const said = `${turned.lines.join(". ")}.`;
    return turned.isDone ? `Done. ${said}` : `NOT everywhere. ${said}`;
  };
  var send = async (dialog, to) => {
    const order = { to, word: inputOf("kill-typed")?.value, why: inputOf("kill-why")?.value };
    try {
      const response = await fetch("/kill", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "x-keel-token": dialog.dataset["token"] ?? ""
        },
        body: JSON.stringify(order),
        signal: AbortSignal.timeout(DEADLINE_MS)
      });
      return await answerOf(response);
    } catch {
      return "No answer: look whether it has stopped, or use keel kill in a terminal.";
    }
  };
  var openFor = (dialog, { dataset }) => {
    const { kill: to = "", word = "" } = dataset;
    const words = WORDS[to];
    dialog.dataset["to"] = to;
    dialog.dataset["word"] = word;
    write("kill-title", words?.title ?? "");
    write("kill-effect", words?.effect ?? "");
    write("kill-word", word);
    write("kill-send", words?.title ?? "");
    write("kill-answer", "");
    for (const id of ["kill-typed", "kill-why"]) {
      const input = inputOf(id);
      if (input !== null) input.value = "";
    }
    allow(dialog);
    dialog.showModal();
    inputOf("kill-typed")?.focus();
  };
  var allow = (dialog) => {
    const typed = inputOf("kill-typed")?.value.trim().toLowerCase();
    const button = buttonOf("kill-send");
    if (button !== null) button.disabled = typed !== dialog.dataset["word"];
  };
  var killButtons = (after) => {
    const dialog = element("kill-dialog");
    if (!(dialog instanceof HTMLDialogElement)) return;
    for (const button of document.querySelectorAll("[data-kill]"))
      button.addEventListener("click", () => openFor(dialog, button));
    inputOf("kill-typed")?.addEventListener("input", () => allow(dialog));
    element("kill-close")?.addEventListener("click", () => dialog.close());
    element("kill-form")?.addEventListener("submit", (event) => {
      event.preventDefault();
      const button = buttonOf("kill-send");
      if (button === null || button.disabled) return;
      button.disabled = true;
      write("kill-answer", "Sending.");
      void send(dialog, dialog.dataset["to"] ?? "").then((said) => {
        write("kill-answer", said);
        after();
      });
    });
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
  var morphInto = (element2, markup) => {
    const template = document.createElement("template");
    template.innerHTML = markup;
    morph(element2, template.content);
  };

  // lib/report/browser/live-script.ts
  var POLL_MS = 1e3;
  var DEADLINE_MS2 = 4e3;
  var REPORT_MS = 4e3;
  var LATE_MS = 1e4;
  var byId = (id) => document.getElementById(id);
  var title = document.title;
  var known = null;
  var etag = "";
  var answeredAt = performance.now();
  var lost = "no";
  var reportShown = -1;
  var reportAskedAt = -Infinity;
  var isAnswer = (value) => typeof value === "object" && value !== null && "session" in value && "body" in value;
  var isShown = (value) => typeof value === "object" && value !== null && "body" in value && "charts" in value;
  var span = (ms) => {
    const seconds = Math.max(0, Math.round(ms / 1e3));
    if (seconds < 120) return `${String(seconds)} s`;
    if (seconds < 7200) return `${String(Math.round(seconds / 60))} min`;
    return `${String(Math.round(seconds / 3600))} h`;
  };
  var LOST_WORDS = {
    "no answer": "No connection: Keel has ended or does not answer",
    "another session": "Another session answers here: load this page again"
  };
  var lostFor = (why, now) => ({
    look: "lost",
    state: LOST_WORDS[why],
    times: `Everything below is ${span(now - answeredAt)} old, or older.`
  });
  var dueWords = (dueInMs, passed) => {
    if (dueInMs === null) return "";
    const left = dueInMs - passed;
    return left >= 0 ? `, next in ${span(left)}` : `, next was due ${span(-left)} ago`;
  };
  var toldNow = (now) => {
    if (lost !== "no") return lostFor(lost, now);
    if (known === null) return { look: "connecting", state: "Connecting", times: "" };
    const { answer, at } = known;
    const passed = now - at;
    const { state, sinceMs, dueInMs, cycle, killSwitch } = answer;
    if (state.kind === "ended") {
      const words = state.words === void 0 ? "" : `: ${state.words}`;
      return { look: "ended", state: `The session is over${words}`, times: "Nothing changes now." };
    }
    if (sinceMs === null) return { look: "waiting", state: "No cycle yet", times: "" };
    const isLate = dueInMs !== null && passed - dueInMs > LATE_MS;
    const isStopped = killSwitch !== "off";
    const running = isStopped ? `Kill switch: ${killSwitch}` : "Live";
    return {
      look: isLate ? "late" : isStopped ? "stopped" : "live",
      state: isLate ? "Late: no cycle has ended" : running,
      times: `cycle ${String(cycle)}, ${span(sinceMs + passed)} ago${dueWords(dueInMs, passed)}`
    };
  };
  var write2 = (id, text) => {
    const element2 = byId(id);
    if (element2 !== null && element2.textContent !== text) element2.textContent = text;
  };
  var showStrip = () => {
    const { look, state, times } = toldNow(performance.now());
    document.documentElement.dataset["live"] = look;
    write2("strip-state", state);
    write2("strip-times", times);
    document.title = look === "live" ? title : `${state} · ${title}`;
  };
  var ask = (path, headers) => fetch(path, { headers, cache: "no-store", signal: AbortSignal.timeout(DEADLINE_MS2) });
  var take = (answer) => {
    const ours = byId("strip")?.dataset["session"];
    if (answer.session !== ours) {
      lost = "another session";
      return;
    }
    lost = "no";
    known = { answer, at: performance.now() };
    const live = byId("live");
    if (live !== null) morphInto(live, answer.body);
  };
  var askForReport = async () => {
    const wanted = known?.answer.report ?? reportShown;
    const isOver = known?.answer.state.kind === "ended";
    const isSoon = performance.now() - reportAskedAt < REPORT_MS;
    if (lost !== "no" || wanted === reportShown || isSoon && !isOver) return;
    reportAskedAt = performance.now();
    const shown = await (await ask("/report.json", {})).json();
    if (!isShown(shown)) throw new Error("no report of this view");
    keelReport.show(shown);
    reportShown = wanted;
  };
  var askForLive = async () => {
    const response = await ask("/live.json", etag === "" ? {} : { "if-none-match": etag });
    if (response.status === 200) {
      const answer = await response.json();
      if (!isAnswer(answer)) throw new Error("no answer of this view");
      etag = response.headers.get("etag") ?? "";
      take(answer);
    } else if (response.status !== 304) throw new Error(String(response.status));
    else if (lost === "no answer") lost = "no";
    answeredAt = performance.now();
  };
  var poll = async () => {
    try {
      await askForLive();
      await askForReport();
    } catch {
      if (lost === "no") lost = "no answer";
    }
    showStrip();
  };
  var pollOn = async () => {
    await poll();
    setTimeout(() => void pollOn(), POLL_MS);
  };
  setInterval(showStrip, POLL_MS);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void poll();
  });
  killButtons(() => void poll());
  showStrip();
  void pollOn();
})();
