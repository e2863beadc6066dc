// How often each endpoint was asked, for whoever has to show that it is not asked too often.

/** Counts of requests. */
export type Traffic = {
  readonly note: (method: string, path: string) => void;
  readonly counts: () => ReadonlyMap<string, number>;
};

// Ids are no part of an endpoint.
const nameOf = (path: string): string => path.replace(/\/(?:0x[0-9a-f]+|\d+)$/i, '/{id}');

/** Starts counting. */
export const createTraffic = (): Traffic => {
  const counts = new Map<string, number>();
  return {
    note: (method, path) => {
      const endpoint = `${method} ${nameOf(path)}`;
      counts.set(endpoint, (counts.get(endpoint) ?? 0) + 1);
    },
    counts: () => counts,
  };
};
