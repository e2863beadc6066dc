// What is on our own side: the configuration, the store with its lock, and the kill switch.

import { formatTime } from '../units/time.ts';
import { failed, inOrder, notKnown, warning } from './check-line.ts';
import type { CommonFacts } from '../domain/doctor-facts.ts';
import type { CheckLine } from './check-line.ts';

const CONFIGURATION = 'configuration';

/** Says what a configuration that is in order says. */
export const checkConfiguration = ({ setting }: CommonFacts): CheckLine =>
  inOrder(CONFIGURATION, setting);

/** Says one mistake of a configuration that is not. */
export const configurationMistake = (mistake: string): CheckLine =>
  failed({
    name: CONFIGURATION,
    found: mistake,
    cause: 'a run with this configuration does not start, and nothing else can be checked',
    remedy: 'set the variable as allowed; docs/configuration.md explains each',
  });

/** Looks at the store, and whether somebody could take its lock. */
export const checkStore = ({ store }: CommonFacts): CheckLine => {
  const name = 'store and lock';
  const remedy = 'check the state folder, or table, region and permissions on AWS';
  if (store.kind === 'unknown') return notKnown(name, store.cause, remedy);
  const standing = store.value;
  switch (standing.kind) {
    case 'empty':
      return inOrder(name, 'nothing stored yet; the lock is free');
    case 'free':
      return inOrder(name, `${standing.cycles} cycles saved; the lock is free`);
    case 'in-use':
      return inOrder(name, `a cycle holds the lock until ${formatTime(standing.until)}`);
    case 'refused':
      return failed({
        name,
        found: standing.detail,
        cause: 'a cycle could not load its state, hence would do nothing',
        remedy: 'read what was found: it names the item and the field, or the other wallet',
      });
  }
};

/** Looks at the kill switch. One that halts is in order, but nothing will trade. */
export const checkKillSwitch = ({ killSwitch }: CommonFacts): CheckLine => {
  const name = 'kill switch';
  const { source } = killSwitch;
  if (killSwitch.kind === 'failed')
    return notKnown(
      name,
      `${source}: ${killSwitch.detail}`,
      'make it readable: while it is not, nothing new is sent',
    );
  const found = `${killSwitch.position} (${source})`;
  if (killSwitch.position === 'off') return inOrder(name, found);
  const cause =
    killSwitch.position === 'halt'
      ? 'a run cancels everything and sends nothing; a missing or unknown value halts as well'
      : 'a run sends only what lowers exposure';
  return warning({ name, found, cause, remedy: 'set it to off when trading is to begin' });
};
