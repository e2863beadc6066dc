// All planted bugs.

import { BOOK_BUGS } from './book-bugs.ts';
import { LOCK_BUGS } from './lock-bugs.ts';
import { ORDER_BUGS } from './order-bugs.ts';
import { RISK_BUGS } from './risk-bugs.ts';
import type { PlantedBug } from './bug.ts';

/** Every bug that is planted, each by its own name. */
export const BUGS: readonly PlantedBug[] = [
  ...ORDER_BUGS,
  ...RISK_BUGS,
  ...BOOK_BUGS,
  ...LOCK_BUGS,
];
