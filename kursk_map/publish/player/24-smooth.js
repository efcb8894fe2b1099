((K) => {
  /** A vertex at which the line turns more sharply than this stays a corner. */
  const SHARPEST = Math.cos((100 * Math.PI) / 180);
  /** How far a curve leaves its vertex along the tangent, as a part of the shorter edge. */
  const REACH = 0.3;

  const keyOf = ([east, north]) => east * 65_536 + north;

  /**
   * How the outlines of one surface bend at each vertex. Every outline that runs through a vertex
   * bends in the same way there, so what two of them share stays shared; where three meet, and on
   * the border, which nobody may smooth, there are corners.
   */
  K.Bends = class {
    constructor(land, isFixed) {
      this.bends = new Map();
      for (const ring of land.flat()) {
        ring.forEach((vertex, number) => {
          const before = ring[(number || ring.length) - 1];
          const after = ring[(number + 1) % ring.length];
          this.note(vertex, before, after, isFixed);
        });
      }
    }

    note(vertex, before, after, isFixed) {
      const key = keyOf(vertex);
      const known = this.bends.get(key);
      if (known === undefined) {
        const corner = isFixed(vertex) || isSharp(before, vertex, after);
        this.bends.set(key, corner ? null : { before, after });
      } else if (known !== null && !isSamePair(known, before, after)) {
        this.bends.set(key, null);
      }
    }

    /** Where the curve from `vertex` to `next` is pulled to, seen from `vertex`. */
    pull(vertex, next) {
      const bend = this.bends.get(keyOf(vertex));
      if (!bend) return vertex;
      const back = keyOf(bend.after) === keyOf(next) ? bend.before : bend.after;
      const [dx, dy] = [next[0] - back[0], next[1] - back[1]];
      const length = Math.hypot(dx, dy);
      if (!length) return vertex;
      const reach = REACH * Math.min(away(vertex, next), away(vertex, back));
      return [vertex[0] + (dx / length) * reach, vertex[1] + (dy / length) * reach];
    }
  };

  const away = (one, two) => Math.hypot(one[0] - two[0], one[1] - two[1]);

  const isSharp = (before, [x, y], after) => {
    const [ax, ay, bx, by] = [x - before[0], y - before[1], after[0] - x, after[1] - y];
    return ax * bx + ay * by < SHARPEST * Math.hypot(ax, ay) * Math.hypot(bx, by);
  };

  const isSamePair = ({ before, after }, one, two) => {
    const [a, b, c, d] = [before, after, one, two].map(keyOf);
    return (a === c && b === d) || (a === d && b === c);
  };

  /** A path through the same vertices as the straight one, with the corners taken off its bends. */
  K.smoothPath = (season, parts, closed, bends) => {
    const path = new Path2D();
    for (const part of parts) {
      if (!part.length) continue;
      path.moveTo(...season.unit(...part[0]));
      const edges = closed ? part.length : part.length - 1;
      for (let number = 0; number < edges; number += 1) {
        const [one, two] = [part[number], part[(number + 1) % part.length]];
        const [from, to] = [bends.pull(one, two), bends.pull(two, one)];
        const end = season.unit(...two);
        if (from === one && to === two) path.lineTo(...end);
        else path.bezierCurveTo(...season.unit(...from), ...season.unit(...to), ...end);
      }
      if (closed) path.closePath();
    }
    return path;
  };
})(window.KurskMap);
