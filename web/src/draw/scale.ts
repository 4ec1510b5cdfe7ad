// Places on a chart: values to heights, round steps for an axis, shares stacked on each other.
//
// Enters: numbers counted. Leaves: numbers to draw at, and the paths that join them.

/** A straight scale from one range to another; a range of nothing gives its start. */
export function linear(from: readonly [number, number], to: readonly [number, number]): (value: number) => number {
  const [low, high] = from;
  const [start, end] = to;
  return (value) => (high === low ? start : start + ((value - low) / (high - low)) * (end - start));
}

/** Room before and behind the line of time, the same on every drawing that shares it, so that periods stand below each other. */
export const BEFORE = 42;
export const BEHIND = 10;

/** How long a line of time is on a drawing of this width. */
export function timeline(width: number): number {
  return Math.max(40, width - BEFORE - BEHIND);
}

/** Round values that cover a range in about so many steps of 1, 2 or 5. */
export function ticks(low: number, high: number, about = 4): number[] {
  if (!(high > low)) return [low];
  const raw = (high - low) / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = power * ([1, 2, 5, 10].find((n) => n * power >= raw * 0.999) ?? 10);
  const all: number[] = [];
  for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at += 1) all.push(Number((at * step).toPrecision(12)));
  return all;
}

/** Whole steps for counts: none between 1 and 2. */
export function wholeTicks(high: number, about = 4): number[] {
  return ticks(0, Math.max(1, high), Math.min(about, Math.max(1, high))).filter(Number.isInteger);
}

/** The highest step at or above a value, so that nothing leaves the chart. */
export function ceiling(high: number, about = 4): number {
  const steps = wholeTicks(high, about);
  const step = (steps[1] ?? 1) - (steps[0] ?? 0);
  return Math.max(1, Math.ceil(high / step - 1e-9) * step);
}

/** Each row's values laid on one another: [bottom, top] of every one. */
export function stack(rows: readonly (readonly number[])[]): [number, number][][] {
  return rows.map((row) => {
    let top = 0;
    return row.map((value): [number, number] => [top, (top += value)]);
  });
}

/** A number with few decimals, so that a path is short. */
export function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}

export interface Bar {
  x: number;
  width: number;
  top: number;
  bottom: number;
}

/** One path for many bars: a thousand days are four shapes, not four thousand. */
export function bars(all: readonly Bar[]): string {
  return all
    .filter((bar) => bar.bottom > bar.top)
    .map((bar) => `M${short(bar.x)} ${short(bar.top)}h${short(bar.width)}V${short(bar.bottom)}h${short(-bar.width)}z`)
    .join('');
}

/** A line through points, broken where there is none. */
export function line(points: readonly (readonly [number, number] | null)[]): string {
  let pen = 'M';
  let path = '';
  for (const point of points) {
    if (point) path += `${pen}${short(point[0])} ${short(point[1])}`;
    pen = point ? 'L' : 'M';
  }
  return path;
}

/** A slice of a circle, between two shares of its round; a whole round is a circle. */
export function slice(x: number, y: number, radius: number, from: number, to: number): string {
  if (to - from <= 0) return '';
  const at = (share: number) => {
    const angle = share * 2 * Math.PI - Math.PI / 2;
    return `${(x + radius * Math.cos(angle)).toFixed(2)} ${(y + radius * Math.sin(angle)).toFixed(2)}`;
  };
  const round = radius.toFixed(2);
  if (to - from >= 0.9999) return `M${at(0)}A${round} ${round} 0 1 1 ${at(0.5)}A${round} ${round} 0 1 1 ${at(0)}z`;
  return `M${x.toFixed(2)} ${y.toFixed(2)}L${at(from)}A${round} ${round} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}z`;
}
