// What goes wrong in every long run, by how its name begins: a storm from which something is gone
// unnoticed proves less than it says.

/** What goes wrong in every long run, by the begin of its name. */
export const EXPECTED: readonly string[] = [
  ...['way no connection', 'way broken before', 'way broken after', 'post ', 'cancel ', 'read '],
  ...['refusal 400 ', 'refusal 404 ', 'refusal each ', 'address banned', 'batch ', 'transaction '],
  ...['window restart', 'window post-only', 'window cancel-only', 'window closed-only'],
  ...['window disabled', 'window down', 'window slow answers', 'window no orders by id'],
  ...['window reads a minute old', 'window reads seconds old', 'window stale balances'],
  ...['window doubled balance', 'window changed hashes', 'window late hashes'],
  ...['window orders shown late', 'window only live orders', 'window trades missing'],
  ...['window trades twice', 'window trades the other way round', 'window feeds behind'],
  ...['window feeds cached', 'window feeds twice', 'window feeds with gaps'],
  ...['trade fails', 'trade reverts', 'trade retries', 'trade lingers'],
  ...['tick changes', 'book cleared', 'feed frozen', 'market closes'],
  ...['dynamo UpdateItem ', 'dynamo BatchWriteItem ', 'dynamo items sent back', 'kms Sign '],
  ...['ssm GetParameter ', 'travel aws held up', 'travel placing held up', 'travel venue spike'],
  ...['process dies before ', 'process dies after ', 'process stands still', 'clock jumps'],
  ...['schedule missed', 'schedule late', 'schedule twice at once', 'schedule as a lease ends'],
  ...['deploy', 'deploy newer schema', 'deploy rolled back', 'every cycle dies'],
  ...['switch halt', 'switch missing', 'switch nonsense', 'switch reduce-only'],
  ...['deposit', 'withdrawal', 'reward', 'rebate', 'yield'],
  ...['order by hand', 'purchase by hand', 'sale by hand'],
];

// In so many cycles the rarest of them comes some ten times.
const CYCLES_ENOUGH = 20_000;

/** What a run of so many cycles should have met and has not, in a sentence. */
export const neverHappened = (
  troubles: ReadonlyMap<string, number>,
  cycles: number,
): readonly string[] => {
  if (cycles < CYCLES_ENOUGH) return [];
  const names = [...troubles.keys()];
  const missing = EXPECTED.filter((start) => !names.some((name) => name.startsWith(start)));
  if (missing.length === 0) return [];
  const texts = missing.map((name) => name.trim());
  return [`NEVER HAPPENED in ${String(cycles)} cycles: ${texts.join(', ')}`];
};
