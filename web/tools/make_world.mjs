// Draws src/draw/world.ts: the outlines of land and states, as two paths.
//
// Enters: Natural Earth's countries at 1:110 million (public domain), as packaged by npm's world-atlas.
// Leaves: the file, on standard output. Run it as
//   npm install --no-save world-atlas@2.0.2 topojson-client@3.1.0 && node tools/make_world.mjs > src/draw/world.ts

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { merge, mesh } from 'topojson-client';

const atlas = JSON.parse(readFileSync(createRequire(import.meta.url).resolve('world-atlas/countries-110m.json')));
const { project, HEIGHT } = await projection();
const countries = { ...atlas.objects.countries, geometries: atlas.objects.countries.geometries.filter((c) => c.id !== '010') };

const coast = drawn(merge(atlas, countries.geometries).coordinates.flat(), 'z');
const border = drawn(mesh(atlas, countries, (a, b) => a !== b).coordinates, '');
console.log(`// Outlines of land and of states, drawn by tools/make_world.mjs from Natural Earth 1:110m (public domain).
//
// Enters: nothing. Leaves: two paths on the sheet of globe.ts.

export const COAST =
  '${coast}';
export const BORDER =
  '${border}';`);

/** globe.ts with its types taken off: one formula for outlines and points. */
async function projection() {
  const source = readFileSync(new URL('../src/draw/globe.ts', import.meta.url), 'utf8');
  const plain = source.replace(/: (\[number, number\]|number)/g, '');
  return import(`data:text/javascript,${encodeURIComponent(plain)}`);
}

function drawn(lines, end) {
  return lines.map((points) => path(points, end)).join('');
}

/** Steps of half a unit of the sheet, each relative to the one before. */
function path(points, end) {
  const steps = points.map(([lon, lat]) => project(lon, lat)).map(([x, y]) => [Math.round(x * 2), Math.round(Math.min(y, HEIGHT) * 2)]);
  if (steps.some(([x], at) => at > 0 && Math.abs(x - steps[at - 1][0]) > 1000)) throw new Error(`a line leaps across the sheet: ${JSON.stringify(points)}`);
  const kept = steps.filter(([x, y], at) => at === 0 || x !== steps[at - 1][0] || y !== steps[at - 1][1]);
  if (kept.length < 2) return '';
  const moves = kept.map(([x, y], at) => (at === 0 ? [x, y] : [x - kept[at - 1][0], y - kept[at - 1][1]]));
  const words = moves.map(([x, y]) => `${x}${y < 0 ? '' : ' '}${y}`);
  return `M${words[0]}l${words.slice(1).join(' ').replace(/ -/g, '-')}${end}`;
}
