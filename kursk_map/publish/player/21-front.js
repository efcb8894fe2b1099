((K) => {
  const NEAR = 1.6;
  const BUCKET = 64;
  const HOME = ["r", "u"];
  // Who holds the land of each kind, and on which side of the border it lies (0 Russia's).
  const KINDS = [
    ["u", 0],
    ["r", 1],
    ["c", 0],
    ["c", 1],
  ];

  const keyOf = ([east, north]) => east * 65_536 + north;
  const edgeKey = (one, two) => {
    const [a, b] = [keyOf(one), keyOf(two)];
    return a < b ? `${a},${b}` : `${b},${a}`;
  };

  /** The border's segments, found by a vertex on or beside them. */
  class Border {
    constructor(vertices) {
      this.vertices = vertices;
      this.index = new Map(vertices.map((vertex, number) => [keyOf(vertex), number]));
      this.buckets = new Map();
      this.known = new Map();
      for (let segment = 0; segment + 1 < vertices.length; segment += 1) {
        const [[x0, y0], [x1, y1]] = [vertices[segment], vertices[segment + 1]];
        for (let i = cell(Math.min(x0, x1) - 2); i <= cell(Math.max(x0, x1) + 2); i += 1) {
          for (let j = cell(Math.min(y0, y1) - 2); j <= cell(Math.max(y0, y1) + 2); j += 1) {
            const key = i * 4096 + j;
            if (!this.buckets.has(key)) this.buckets.set(key, []);
            this.buckets.get(key).push(segment);
          }
        }
      }
    }

    /** The segments that a vertex lies on, each with how far along it. */
    on(vertex) {
      const key = keyOf(vertex);
      let found = this.known.get(key);
      if (!found) this.known.set(key, (found = this.find(vertex)));
      return found;
    }

    has(vertex) {
      return this.on(vertex).size > 0;
    }

    find(vertex) {
      const number = this.index.get(keyOf(vertex));
      if (number !== undefined)
        return new Map([
          [number - 1, 1],
          [number, 0],
        ]);
      const found = new Map();
      const [x, y] = vertex;
      for (const segment of this.buckets.get(cell(x) * 4096 + cell(y)) ?? []) {
        const [[x0, y0], [x1, y1]] = [this.vertices[segment], this.vertices[segment + 1]];
        const [dx, dy] = [x1 - x0, y1 - y0];
        const part = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy);
        const clamped = Math.max(0, Math.min(1, part));
        if (Math.hypot(x - x0 - clamped * dx, y - y0 - clamped * dy) <= NEAR) {
          found.set(segment, clamped);
        }
      }
      return found;
    }

    point(segment, part) {
      const [[x0, y0], [x1, y1]] = [this.vertices[segment], this.vertices[segment + 1]];
      return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
    }
  }

  const cell = (value) => Math.floor(value / BUCKET);

  K.borderOf = (season) => (season.borderFinder ??= new Border(season.border));

  /**
   * Where Ukrainian-held and Russian-held land meet: `line` where that has left the border,
   * `rest` where it still is the border. Contested land lies between the two and meets neither.
   */
  K.findFront = (season, land) => {
    const border = K.borderOf(season);
    const disputed = new Set();
    for (const rings of land.slice(2)) {
      for (const ring of rings) forEachEdge(ring, (one, two) => disputed.add(edgeKey(one, two)));
    }
    const line = [];
    const held = new Map();
    land.forEach((rings, kind) => {
      for (const ring of rings) {
        forEachEdge(ring, (one, two) => {
          if (markBorder(border, held, kind, one, two)) return;
          if (kind < 2 && !disputed.has(edgeKey(one, two))) extend(line, one, two);
        });
      }
    });
    return { line: joinEnds(line), rest: restOf(border, held) };
  };

  const forEachEdge = (ring, work) =>
    ring.forEach((vertex, number) => work(vertex, ring[(number + 1) % ring.length]));

  const extend = (parts, one, two) => {
    if (parts.at(-1)?.at(-1) === one) parts.at(-1).push(two);
    else parts.push([one, two]);
  };

  /** A ring that was begun in the middle of a stretch has it in two: make it one. */
  const joinEnds = (parts) => {
    const byStart = new Map(parts.map((part) => [part[0], part]));
    const joined = new Set();
    for (const part of parts) {
      let next = byStart.get(part.at(-1));
      while (next && next !== part && !joined.has(next)) {
        part.push(...next.slice(1));
        joined.add(next);
        next = byStart.get(part.at(-1));
      }
    }
    return parts.filter((part) => !joined.has(part));
  };

  /** Note who holds the land beside an edge that runs along the border; false if it does not. */
  const markBorder = (border, held, kind, one, two) => {
    const [ones, twos] = [border.on(one), border.on(two)];
    for (const [segment, from] of ones) {
      const to = twos.get(segment);
      if (to === undefined || segment < 0 || segment + 1 >= border.vertices.length) continue;
      if (!held.has(segment)) held.set(segment, []);
      const [whose, side] = KINDS[kind];
      held.get(segment).push({ whose, side, from: Math.min(from, to), to: Math.max(from, to) });
      return true;
    }
    return false;
  };

  /** The stretches of the border on whose two sides different sides hold the land. */
  const restOf = (border, held) => {
    const parts = [];
    const add = (one, two) => {
      const last = parts.at(-1)?.at(-1);
      if (last && last[0] === one[0] && last[1] === one[1]) parts.at(-1).push(two);
      else parts.push([one, two]);
    };
    for (let segment = 0; segment + 1 < border.vertices.length; segment += 1) {
      const marks = held.get(segment) ?? [];
      const cuts = [...new Set([0, 1, ...marks.flatMap(({ from, to }) => [from, to])])].sort();
      for (let n = 0; n + 1 < cuts.length; n += 1) {
        const middle = (cuts[n] + cuts[n + 1]) / 2;
        const holders = [...HOME];
        for (const { whose, side, from, to } of marks) {
          if (from <= middle && middle <= to) holders[side] = whose;
        }
        const meet = holders[0] !== holders[1] && !holders.includes("c");
        if (meet) add(border.point(segment, cuts[n]), border.point(segment, cuts[n + 1]));
      }
    }
    return parts;
  };
})(window.KurskMap);
