// Degrees on the earth to points on the map.
//
// Enters: degrees north and east. Leaves: x and y on a sheet 1000 wide. The sheet is Robinson's cousin
// "Equal Earth" (Šavrič, Patterson, Jenny 2018): areas are true, so no state looks larger than it is.
// `tools/make_world.mjs` draws the outlines with this very function.

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;
/** The sheet is cut through the Bering Strait, where it parts no land. */
const MIDDLE = 11.6;
const HALF = project1(180, 0)[0];

export const WIDTH = 1000;
/** From 84° north to 57° south: without the ice at the south nobody reports from. */
const NORTH = project1(0, 84)[1];
const SOUTH = project1(0, -57)[1];
const SCALE = WIDTH / 2 / HALF;
export const HEIGHT = Math.round((NORTH - SOUTH) * SCALE);

function project1(lon: number, lat: number): [number, number] {
  const t = Math.asin(M * Math.sin((lat * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const x = ((lon * Math.PI) / 180) * Math.cos(t) / (M * (A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2)));
  return [x, t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))];
}

/** Where a place is on the sheet. */
export function project(lon: number, lat: number): [number, number] {
  const [x, y] = project1(((((lon - MIDDLE + 180) % 360) + 360) % 360) - 180, lat);
  return [WIDTH / 2 + x * SCALE, (NORTH - y) * SCALE];
}
