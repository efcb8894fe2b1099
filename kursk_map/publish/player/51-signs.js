((K) => {
  /** How long a straight stretch of border a name needs, and how far it may bend, in CSS pixels. */
  const [LENGTH, BEND] = [104, 22];
  const APART = 520;
  const MARGIN = 30;
  const GAP = 15;

  /** The two countries' names, along the straightest stretches of the border that are in sight. */
  K.Signs = class {
    constructor(store) {
      const { season } = store;
      const line = season.border.map(([east, north]) => season.unit(east, north));
      // From west to east Russia lies on the left.
      this.line = line.at(-1)[0] < line[0][0] ? line.reverse() : line;
    }

    /** Write the names where `labels` has left room. */
    paint(context, frame, colours, labels) {
      K.enterScreen(context, frame);
      context.font = `600 12px ${colours.font}`;
      context.fillStyle = colours.border;
      context.textAlign = "center";
      context.textBaseline = "middle";
      context.letterSpacing = "3px";
      for (const { middle, angle, bend } of this.choose(frame, labels)) {
        const offset = bend + GAP;
        context.save();
        context.translate(...middle);
        const turned = Math.abs(angle) > Math.PI / 2;
        context.rotate(turned ? angle + Math.PI : angle);
        const side = turned ? 1 : -1;
        context.fillText(K._("Russia").toUpperCase(), 0, side * offset);
        context.fillText(K._("Ukraine").toUpperCase(), 0, -side * offset);
        context.restore();
      }
      context.letterSpacing = "0px";
      context.textAlign = "start";
    }

    choose(frame, labels) {
      const found = this.stretches(frame).sort((a, b) => a.bend - b.bend);
      const chosen = [];
      for (const stretch of found) {
        const far = chosen.every(({ middle }) => apart(middle, stretch.middle) > APART);
        if (!far || !this.hasRoom(stretch, labels)) continue;
        chosen.push(stretch);
        if (chosen.length === 2) break;
      }
      return chosen;
    }

    /** Straight stretches of the border that lie in sight. */
    stretches({ left, top, scale, width, height, margin }) {
      const points = this.line.map(([x, y]) => [left + x * scale, top + y * scale]);
      const [wide, high] = [margin.x + MARGIN, margin.y + MARGIN];
      const inSight = ([x, y]) => x > wide && y > high && x < width - wide && y < height - high;
      const found = [];
      let end = 0;
      for (let start = 0; start < points.length; start += 1) {
        if (!inSight(points[start])) continue;
        end = Math.max(end, start + 1);
        while (end < points.length && apart(points[start], points[end]) < LENGTH) end += 1;
        if (end >= points.length) break;
        const bend = bendOf(points, start, end);
        if (bend > BEND || !inSight(points[end])) continue;
        const [[x0, y0], [x1, y1]] = [points[start], points[end]];
        const middle = [(x0 + x1) / 2, (y0 + y1) / 2];
        found.push({ middle, angle: Math.atan2(y1 - y0, x1 - x0), bend });
      }
      return found;
    }

    hasRoom({ middle, angle, bend }, labels) {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      for (const side of [-1, 1]) {
        for (let along = -48; along <= 48; along += 12) {
          const x = middle[0] + along * dx - side * (bend + GAP) * dy;
          const y = middle[1] + along * dy + side * (bend + GAP) * dx;
          if (!labels.isFree([x - 8, y - 8, x + 8, y + 8])) return false;
        }
      }
      return true;
    }
  };

  const apart = (one, two) => Math.hypot(one[0] - two[0], one[1] - two[1]);

  /** How far the line between two of its points strays from the straight one. */
  const bendOf = (points, start, end) => {
    const [[x0, y0], [x1, y1]] = [points[start], points[end]];
    const length = apart(points[start], points[end]);
    let most = 0;
    for (let number = start + 1; number < end; number += 1) {
      const [x, y] = points[number];
      most = Math.max(most, Math.abs((x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)) / length);
    }
    return most;
  };
})(window.KurskMap);
