// The chart library stands in the page before our script, and is known there by this name.

import type UPlot from 'uplot';

declare global {
  const uPlot: typeof UPlot;
}
