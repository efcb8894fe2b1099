((K) => {
  const NEIGHBOURS = 24;

  /** Which settlement a point belongs to: the nearest, found by a grid of buckets. */
  K.Cells = class {
    constructor(season) {
      this.season = season;
      const { x, y, count } = season.places;
      this.step = 60;
      this.buckets = new Map();
      for (let place = 0; place < count; place += 1) {
        const key = this.key(Math.floor(x[place] / this.step), Math.floor(y[place] / this.step));
        if (!this.buckets.has(key)) this.buckets.set(key, []);
        this.buckets.get(key).push(place);
      }
      this.paths = new Array(count);
    }

    key(column, row) {
      return column * 4096 + row;
    }

    /** The nearest places to a point of the fixed zoom, nearest first. */
    nearest(px, py, many = 1) {
      const { x, y } = this.season.places;
      const [column, row] = [Math.floor(px / this.step), Math.floor(py / this.step)];
      let found = [];
      for (let ring = 0; ring < 60; ring += 1) {
        // Whatever lies in farther rings is farther than the ring is wide.
        if (found.length >= many && found[many - 1][0] <= ((ring - 1) * this.step) ** 2) break;
        for (let i = -ring; i <= ring; i += 1) {
          for (let j = -ring; j <= ring; j += 1) {
            if (Math.max(Math.abs(i), Math.abs(j)) !== ring) continue;
            for (const place of this.buckets.get(this.key(column + i, row + j)) ?? []) {
              found.push([(x[place] - px) ** 2 + (y[place] - py) ** 2, place]);
            }
          }
        }
        found.sort((a, b) => a[0] - b[0]);
      }
      return found
        .slice(0, many)
        .map(([distance, place]) => ({ place, distance: Math.sqrt(distance) }));
    }

    /** The land that is nearer to this place than to any other, as a path. */
    path(place) {
      this.paths[place] ??= this.makePath(place);
      return this.paths[place];
    }

    makePath(place) {
      const { x, y } = this.season.places;
      const [px, py] = [x[place], y[place]];
      const reach = 400;
      let corners = [
        [px - reach, py - reach],
        [px + reach, py - reach],
        [px + reach, py + reach],
        [px - reach, py + reach],
      ];
      for (const { place: other, distance } of this.nearest(px, py, NEIGHBOURS + 1)) {
        if (other !== place && distance > 0) corners = cut(corners, px, py, x[other], y[other]);
      }
      const path = new Path2D();
      corners.forEach(([cx, cy], i) => (i ? path.lineTo(cx, cy) : path.moveTo(cx, cy)));
      path.closePath();
      return path;
    }
  };

  /** Keep the part of a convex polygon that is nearer to (px, py) than to (qx, qy). */
  const cut = (corners, px, py, qx, qy) => {
    const [nx, ny] = [qx - px, qy - py];
    const limit = (nx * (px + qx) + ny * (py + qy)) / 2;
    const beyond = ([cx, cy]) => nx * cx + ny * cy - limit;
    const kept = [];
    corners.forEach((corner, i) => {
      const next = corners[(i + 1) % corners.length];
      const [here, there] = [beyond(corner), beyond(next)];
      if (here <= 0) kept.push(corner);
      if (here < 0 !== there < 0 && here !== there) {
        const part = here / (here - there);
        kept.push([
          corner[0] + part * (next[0] - corner[0]),
          corner[1] + part * (next[1] - corner[1]),
        ]);
      }
    });
    return kept;
  };
})(window.KurskMap);
