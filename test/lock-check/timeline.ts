// True time of a section: it stands still while anybody works or waits for the real server, and
// moves to what is planned next when all rest. What is planned for the same moment happens at once,
// so that requests race on the server.

/** Unit: ms of true time. */
export type Instant = number;

/** Ends a wait with a value, or with what `outcome` throws. A second call does nothing. */
export type Wake<T> = (outcome: () => T) => void;

/** True time. */
export type Timeline = {
  readonly now: () => Instant;
  /** Plans something. Time stands still until it is done. */
  readonly at: (when: Instant, act: () => void | Promise<void>) => void;
  /** Rests until what `start` hands its wake to calls it. */
  readonly parked: <T>(start: (wake: Wake<T>) => void) => Promise<T>;
  readonly sleep: (ms: number) => Promise<void>;
  /** Lets actors live until all are through and nothing is planned any more. */
  readonly run: (actors: readonly (() => Promise<void>)[]) => Promise<void>;
};

type Planned = { readonly when: Instant; readonly act: () => void | Promise<void> };

/** Starts time. */
export const startTimeline = (start: Instant): Timeline => {
  let now = start;
  let busy = 0;
  let planned: Planned[] = [];
  let ended: () => void = () => undefined;
  let failed: (error: unknown) => void = () => undefined;

  const rest = (): void => {
    busy -= 1;
    if (busy === 0) queueMicrotask(turn);
  };
  const live = (act: () => void | Promise<void>): void => {
    busy += 1;
    void Promise.resolve().then(act).then(rest, failed);
  };
  const turn = (): void => {
    if (busy > 0) return;
    if (planned.length === 0) return ended();
    now = Math.max(
      now,
      planned.reduce((least, { when }) => Math.min(least, when), Infinity),
    );
    const due = planned.filter(({ when }) => when <= now);
    planned = planned.filter(({ when }) => when > now);
    for (const { act } of due) live(act);
  };
  const at: Timeline['at'] = (when, act) => {
    planned.push({ when: Math.max(when, now), act });
  };
  const parked: Timeline['parked'] = (begin) =>
    new Promise((resolve, reject) => {
      let isAwake = false;
      begin((outcome) => {
        if (isAwake) return;
        isAwake = true;
        busy += 1;
        try {
          resolve(outcome());
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        }
      });
      rest();
    });
  return {
    now: () => now,
    at,
    parked,
    sleep: async (ms) => {
      await parked<null>((wake) => at(now + ms, () => wake(() => null)));
    },
    run: (actors) =>
      new Promise((resolve, reject) => {
        ended = resolve;
        failed = reject;
        for (const actor of actors) live(actor);
      }),
  };
};
