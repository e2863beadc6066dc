// A section at rest: the storm is over and no market moves. After some cycles nothing may be on its
// way any more, and the books are the venue's: in some sections with everything cancelled by a
// halt, in others with the switch off and orders resting.

import { restItems, venueBooks } from '../checkers/at-rest.ts';
import { worthAmiss } from '../checkers/g1-worth.ts';
import { entriesOf, historyAmiss, restAmiss } from '../checkers/g6-books.ts';
import { sinceOpening } from '../checkers/opening.ts';
import { callNow, deploy, isReadable, MINUTE_MS, passTo } from './minute.ts';
import type { RestItems } from '../checkers/g6-books.ts';
import type { VenueBooks } from '../checkers/venue-books.ts';
import type { Section } from './minute.ts';

/**
 * How many calm cycles it may take until nothing is on its way any more: the slowest trades are
 * final after a quarter of an hour.
 */
export const REST_CYCLES_MAX = 25;

// One cancels all that rests; what was held up on its way may arrive after it.
const CANCELLED_AFTER = 1;

const resting = ({ watch }: Section): readonly string[] =>
  watch
    .truth()
    .venue.openOrders()
    .map(({ id }) => `rests after two calm cycles under halt: ${id}`);

const itemsOf = ({ world, watch }: Section): RestItems | null =>
  restItems(watch.truth(), world.dynamo.items());

const booksOf = ({ world, watch }: Section, items: RestItems): VenueBooks =>
  sinceOpening(venueBooks(world.server, watch.truth()), entriesOf(items));

const judged = (section: Section): readonly string[] => {
  const items = itemsOf(section);
  if (items === null) return ['no state was ever saved'];
  return restAmiss(items.state, booksOf(section, items));
};

// While the switch is off our own orders are in the books, and change within the cycle. What is
// known of the markets may be some minutes old, so that it may take some cycles as well.
const worthOf = (section: Section): readonly string[] | null => {
  const items = itemsOf(section);
  const { world, restsUnder } = section;
  return items === null || restsUnder !== 'halt'
    ? null
    : worthAmiss(items.state, world.server.venue);
};

/** Brings a section to rest, and judges it there. */
export const rest = async (section: Section): Promise<void> => {
  const { world, storm, watch } = section;
  const { timeline } = world;
  storm.end();
  storm.turn(section.restsUnder);
  let amiss: readonly string[] = ['never looked at'];
  let worth: readonly string[] | null = null;
  const isAmiss = (): boolean => amiss.length + (worth?.length ?? 0) > 0;
  for (let cycle = 0; cycle < REST_CYCLES_MAX && isAmiss(); cycle += 1) {
    const from = timeline.now();
    deploy(section, storm.calmMinute(isReadable(section)));
    timeline.at(from, () => void callNow(section));
    await passTo(section, from + MINUTE_MS);
    watch.seeMinute();
    if (section.restsUnder === 'halt' && cycle >= CANCELLED_AFTER)
      watch.report('G4', resting(section));
    if (watch.violation() !== null) return;
    amiss = judged(section);
    worth = worthOf(section);
  }
  watch.report('G6', amiss);
  watch.report('G1', worth ?? []);
  if (worth !== null) watch.tally.seeWorth();
  const items = itemsOf(section);
  if (items !== null) watch.report('G6', historyAmiss(items, booksOf(section, items)));
};
