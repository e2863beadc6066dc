import { expect, it } from 'vitest';
import { ageText } from '../../lib/cli/status-text.ts';

it.each([
  [null, ''],
  [-1, ''],
  [0, " (0 s ago by this machine's clock)"],
  [59, " (59 s ago by this machine's clock)"],
  [15_580_347, " (180.3 days ago by this machine's clock)"],
])('the age of %s s is said as "%s"', (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});
