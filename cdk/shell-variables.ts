// The variables of a deployed portfolio for a shell, so that the command on a laptop looks at the
// same table, switch and settings as the functions do. A clearance holds for one configuration; two
// copies kept by hand would differ sooner or later.

import { ALL_VARIABLES } from '../lib/config/variables.ts';
import { killSwitchName } from './portfolio-settings.ts';
import { STACK_NAME } from './trading-stack.ts';
import type { Portfolio } from './portfolio-settings.ts';
import type { System } from './system-settings.ts';

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** Lines that a shell evaluates: what the functions are told is set, all else of ours is not. */
export const shellVariables = (
  { id, variables }: Portfolio,
  { region }: Pick<System, 'region'>,
): readonly string[] => {
  const told = {
    ...variables,
    PORTFOLIO_ID: id,
    TABLE_NAME: STACK_NAME,
    KILL_SWITCH_PARAM: killSwitchName(id),
  };
  const others = ALL_VARIABLES.map(({ name }) => name).filter((name) => !(name in told));
  return [
    `unset ${others.join(' ')}`,
    `export AWS_REGION=${quoted(region)}`,
    ...Object.entries(told).map(([name, text]) => `export ${name}=${quoted(text)}`),
  ];
};
