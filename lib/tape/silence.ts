// A snapshot says nothing of the time after it. A book that was not seen for long is not known any
// more, and that is said when the time has come, not when the next snapshot happens to arrive.

/** Watches when each of several books was last seen. */
export type SilenceWatch<Key> = {
  /** Takes that a book was seen; times never fall. */
  readonly seen: (key: Key, at: number) => void;
  /** Takes that the time has come to this point. */
  readonly advance: (at: number) => void;
};

/** Calls back once for each book that was not seen for longer than the limit, at that time. */
export const silenceWatch = <Key>(
  limitMs: number,
  onSilence: (key: Key, at: number) => void,
): SilenceWatch<Key> => {
  // The longest unseen one is first: a key moves to the end whenever it is seen.
  const seenAt = new Map<Key, number>();
  return {
    seen: (key, at) => {
      seenAt.delete(key);
      seenAt.set(key, at);
    },
    advance: (at) => {
      for (const [key, last] of seenAt) {
        if (at - last <= limitMs) return;
        seenAt.delete(key);
        onSilence(key, last + limitMs);
      }
    },
  };
};
