// Ports that die at one of their calls, as a process does: the call itself is done or not, and
// nothing that comes after it ever happens.

import type { Ports } from '../../lib/cycle/ports.ts';

/** Where a process dies: before a call takes effect, or right after it did. */
export type Death = { readonly call: number; readonly when: 'before' | 'after' };

/** What a death throws, so that no other failure is taken for one. */
export const CRASH = 'the process died';

/** Ports that note the name of every call, and die where they are told to. */
export type MortalPorts = { readonly ports: Ports; readonly calls: string[] };

type Call = (...args: never[]) => Promise<unknown>;

export const mortal = (alive: Ports, death: Death | null): MortalPorts => {
  const calls: string[] = [];
  let isDead = false;
  const wrapped = <C extends Call>(name: string, call: C): C => {
    const dying = async (...args: Parameters<C>): Promise<unknown> => {
      if (isDead) throw new Error(CRASH);
      const isLast = death?.call === calls.length;
      calls.push(name);
      if (isLast) isDead = true;
      if (isLast && death.when === 'before') throw new Error(CRASH);
      const answer = await call(...args);
      // A call that was under way when another died has its effect, but nobody hears of it.
      if (isDead) throw new Error(CRASH);
      return answer;
    };
    return dying as unknown as C;
  };
  const all = <P extends object>(port: string, calling: P): P =>
    Object.fromEntries(
      Object.entries(calling).map(([name, call]) => [name, wrapped(`${port}.${name}`, call)]),
    ) as P;
  return {
    calls,
    ports: {
      ...alive,
      venue: all('venue', alive.venue),
      chain: all('chain', alive.chain),
      store: all('store', alive.store),
      killSwitch: all('killSwitch', alive.killSwitch),
      beforeSave: wrapped('beforeSave', alive.beforeSave),
    },
  };
};
