// What stands where a variable is not set.

import { PRESETS } from './presets.ts';
import type { PresetName } from './presets.ts';
import type { Variable } from './variable.ts';

/** What holds while a variable is unset, under a preset: a text as one would write it, or words. */
export const usualText = (
  { default: usual }: Pick<Variable<unknown>, 'default'>,
  preset: PresetName,
): string => {
  switch (usual.kind) {
    case 'text':
      return usual.text;
    case 'preset':
      return usual.textOf(PRESETS[preset]);
    case 'rule':
      return usual.words;
  }
};
