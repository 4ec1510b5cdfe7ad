// Where the nodes of a network stand: the same network always in the same places.
//
// Enters: pairs with a weight. Leaves: a point for each node, within a box. Nodes that deal much with
// each other are drawn together, all push each other away; no chance is used, so nothing moves between two looks.

export interface Link {
  a: string;
  b: string;
  weight: number;
}

export interface Point {
  x: number;
  y: number;
}

const ROUNDS = 240;

/** Points for every code that a link names. */
export function layout(links: readonly Link[], width: number, height: number, margin = 30): Map<string, Point> {
  const codes = [...new Set(links.flatMap((link) => [link.a, link.b]))].sort();
  const at = new Map(codes.map((code, index) => [code, index]));
  const points = spiral(codes.length, byDegree(codes, links));
  const edges = links.filter((link) => link.a !== link.b).map((link) => ({ a: at.get(link.a)!, b: at.get(link.b)!, pull: 0.4 + Math.log1p(link.weight) / 4 }));
  const ideal = 1 / Math.sqrt(Math.max(1, codes.length));
  for (let round = 0; round < ROUNDS; round += 1) settle(points, edges, ideal, 0.12 * (1 - round / ROUNDS) ** 1.5 + 0.001, width / height);
  const fitted = fit(points, width, height, margin);
  spread(fitted, width, height, margin);
  return new Map(codes.map((code, index) => [code, fitted[index]!]));
}

/** The order of nodes, those with most weight first. */
function byDegree(codes: string[], links: readonly Link[]): number[] {
  const degree = new Map(codes.map((code) => [code, 0]));
  for (const { a, b, weight } of links) for (const code of [a, b]) degree.set(code, degree.get(code)! + weight);
  const order = codes.map((_, index) => index).sort((x, y) => degree.get(codes[y]!)! - degree.get(codes[x]!)! || x - y);
  const rank: number[] = [];
  order.forEach((index, place) => (rank[index] = place));
  return rank;
}

/** A sunflower: the first in the middle, no two in one place. */
function spiral(count: number, rank: number[]): Point[] {
  return Array.from({ length: count }, (_, index) => {
    const place = rank[index]!;
    const radius = 0.5 * Math.sqrt((place + 0.5) / Math.max(1, count));
    const angle = place * Math.PI * (3 - Math.sqrt(5));
    return { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
  });
}

/** One round: all push, linked ones pull, the middle draws gently, more so from above and below where the box is wide. */
function settle(points: Point[], edges: { a: number; b: number; pull: number }[], ideal: number, step: number, wide: number): void {
  const move = points.map(() => ({ x: 0, y: 0 }));
  for (let i = 0; i < points.length; i += 1)
    for (let j = i + 1; j < points.length; j += 1) {
      const { dx, dy, far } = apart(points[i]!, points[j]!);
      const push = (ideal * ideal) / far / far;
      shove(move, i, j, dx * push, dy * push);
    }
  for (const { a, b, pull } of edges) {
    const { dx, dy, far } = apart(points[a]!, points[b]!);
    const draw = (-far / ideal) * pull * 0.5;
    shove(move, a, b, dx * draw, dy * draw);
  }
  points.forEach((point, index) => {
    const x = move[index]!.x - point.x * 0.9;
    const y = move[index]!.y - point.y * 0.9 * Math.min(3, wide);
    const far = Math.hypot(x, y) || 1;
    const go = Math.min(far, step) / far;
    point.x += x * go;
    point.y += y * go;
  });
}

function apart(a: Point, b: Point): { dx: number; dy: number; far: number } {
  const dx = a.x - b.x;
  const dy = a.y - b.y;
  return { dx, dy, far: Math.max(0.001, Math.hypot(dx, dy)) };
}

function shove(move: Point[], i: number, j: number, x: number, y: number): void {
  move[i]!.x += x;
  move[i]!.y += y;
  move[j]!.x -= x;
  move[j]!.y -= y;
}

/** Stretched to fill the box. */
function fit(points: Point[], width: number, height: number, margin: number): Point[] {
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const along = (value: number, low: number, high: number, size: number) =>
    high - low < 1e-9 ? size / 2 : margin + ((value - low) / (high - low)) * (size - 2 * margin);
  return points.map((point) => ({ x: along(point.x, left, right, width), y: along(point.y, top, bottom, height) }));
}

/** Pushed apart until no two labels cover each other, as far as the box has room. */
function spread(points: Point[], width: number, height: number, margin: number): void {
  const room = Math.min(44, Math.sqrt((width * height) / Math.max(1, points.length)) * 0.8);
  for (let round = 0; round < 60; round += 1) {
    let moved = false;
    for (let i = 0; i < points.length; i += 1)
      for (let j = i + 1; j < points.length; j += 1) {
        const { dx, dy, far } = apart(points[i]!, points[j]!);
        if (far >= room) continue;
        const by = (room - far) / 2 / far;
        const [x, y] = far < 0.01 ? [room / 2, 0] : [dx * by, dy * by];
        shove(points, i, j, x, y);
        moved = true;
      }
    for (const point of points) {
      point.x = Math.min(width - margin, Math.max(margin, point.x));
      point.y = Math.min(height - margin, Math.max(margin, point.y));
    }
    if (!moved) return;
  }
}
