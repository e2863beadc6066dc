// Fills on a chart: triangles, and the one that is nearest to the pointer in words.

import type { Mark } from '../chart-spec.ts';
import type UPlot from 'uplot';

const SIZE = 6;
const SIZE_ON_PHONES = 4;
const PHONE_WIDTH = 480;
// Unit: CSS pixels.
const NEAR = 28;

/** Draws the marks over the lines. */
export const drawMarks = (
  chart: UPlot,
  marks: readonly Mark[],
  colourOf: (name: string) => string,
): void => {
  const { ctx } = chart;
  const size = (chart.width < PHONE_WIDTH ? SIZE_ON_PHONES : SIZE) * devicePixelRatio;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.strokeStyle = colourOf('paper');
  for (const { at, value, shape } of marks) {
    const x = chart.valToPos(at, 'x', true);
    const y = chart.valToPos(value, 'y', true);
    const up = shape === 'buy' ? 1 : -1;
    ctx.fillStyle = colourOf(shape === 'buy' ? 'bid' : 'ask');
    ctx.beginPath();
    ctx.moveTo(x, y - up * size);
    ctx.lineTo(x + size * 0.9, y + up * size * 0.7);
    ctx.lineTo(x - size * 0.9, y + up * size * 0.7);
    ctx.closePath();
    ctx.fill();
    ctx.stroke();
  }
  ctx.restore();
};

/** The mark nearest to the pointer, if any is near. */
export const nearestMark = (chart: UPlot, marks: readonly Mark[]): Mark | null => {
  const { left = -1, top = -1 } = chart.cursor;
  if (left < 0 || top < 0) return null;
  let nearest: Mark | null = null;
  let least = NEAR;
  for (const mark of marks) {
    const dx = chart.valToPos(mark.at, 'x') - left;
    const dy = chart.valToPos(mark.value, 'y') - top;
    const distance = Math.hypot(dx, dy);
    if (distance >= least) continue;
    least = distance;
    nearest = mark;
  }
  return nearest;
};
