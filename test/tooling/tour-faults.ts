// The tour in CONTRIBUTING.md names files and functions. Those move and are renamed, and a guide
// that points at what is gone is worse than none.

const STOP = /^\| (\d+) \| `([^`]+)` \| `(\w+)` \| (.+) \|$/gm;
const STOPS_MAX = 10;

type Stop = { readonly path: string; readonly name: string; readonly words: string };

const stopsIn = (guide: string): readonly Stop[] =>
  [...guide.matchAll(STOP)].map(([, , path = '', name = '', words = '']) => ({
    path,
    name,
    words,
  }));

const defines = (source: string, name: string): boolean =>
  new RegExp(`^(?:export )?const ${name}(?: = |: )`, 'm').test(source);

const faultsOf = ({ path, name, words }: Stop, source: string | undefined): readonly string[] => {
  if (source === undefined) return [`${path} does not exist`];
  const exported = new RegExp(`^export const ${name} = `, 'm').test(source);
  const beside = [...words.matchAll(/\(`(\w+)`\)/g)].flatMap(([, other = '']) => other);
  return [
    ...(exported ? [] : [`${path} does not export ${name}`]),
    ...beside
      .filter((other) => !defines(source, other))
      .map((other) => `${path} does not define ${other}`),
  ];
};

/** What is wrong with the tour of a guide; a source that does not exist is undefined. */
export const tourFaults = (
  guide: string,
  sourceOf: (path: string) => string | undefined,
): readonly string[] => {
  const stops = stopsIn(guide);
  const count = `${String(stops.length)} stops`;
  return [
    ...(stops.length === 0 || stops.length > STOPS_MAX ? [count] : []),
    ...stops.flatMap((stop) => faultsOf(stop, sourceOf(stop.path))),
  ];
};

/** How many stops the tour of a guide has. */
export const stopCount = (guide: string): number => stopsIn(guide).length;
