((K) => {
  const CELL = 48;

  /** Names of settlements, the important first, none over another. They do not change by day. */
  K.Labels = class {
    constructor(store, colours) {
      Object.assign(this, { store, colours });
      this.signs = new K.Signs(store);
      this.order = this.rank();
      this.widths = new Map();
    }

    /** Boxes over the map in which no name may stand. */
    reserved() {
      return [];
    }

    /** Settlements that somebody spoke of come before larger ones that nobody did. */
    rank() {
      const { season } = this.store;
      const { population, count } = season.places;
      const weight = new Float64Array(count);
      for (let place = 0; place < count; place += 1) weight[place] = population[place];
      for (const view of Object.values(season.views.now)) {
        const { place, basis } = view.rows;
        for (let row = 0; row < place.length; row += 1) {
          if ("sm".includes(basis[row]) && weight[place[row]] < 1e5) weight[place[row]] += 1e5;
        }
      }
      this.weight = weight;
      return Array.from(weight.keys()).sort((a, b) => weight[b] - weight[a]);
    }

    /** How much a settlement must weigh to be named at a zoom level. */
    threshold(zoom) {
      if (zoom < 8.5) return 1.03e5;
      if (zoom < 9.5) return 1.005e5;
      if (zoom < 10.5) return 1e5;
      if (zoom < 11.5) return 300;
      return 0;
    }

    paint(context, frame) {
      K.enterScreen(context, frame);
      const { season } = this.store;
      const { x, y, population } = season.places;
      const threshold = this.threshold(frame.zoom);
      this.taken = new Map();
      for (const [left, top, right, bottom] of this.reserved()) {
        const { x: dx, y: dy } = frame.margin;
        this.take([left + dx, top + dy, right + dx, bottom + dy]);
      }
      context.textBaseline = "middle";
      context.lineJoin = "round";
      context.lineWidth = 3.5;
      context.strokeStyle = this.colours.halo;
      for (const place of this.order) {
        if (this.weight[place] < threshold && population[place] < 3000) continue;
        const px = frame.left + x[place] * frame.scale;
        const py = frame.top + y[place] * frame.scale;
        if (px < 0 || py < 0 || px > frame.width || py > frame.height) continue;
        this.place(context, place, px, py, frame);
      }
      this.signs.paint(context, frame, this.colours, this);
    }

    place(context, place, px, py, frame) {
      const { population } = this.store.season.places;
      const large = population[place] >= 4000;
      const size =
        (large ? 14 : population[place] >= 1000 ? 12.5 : 11.5) + (frame.zoom > 11 ? 1 : 0);
      context.font = `${large ? 600 : 500} ${size}px ${this.colours.font}`;
      const text = K.clip(this.store.season.name(place), 32);
      const width = this.width(context, text);
      const gap = large ? 9 : 7;
      const spots = [
        [gap, 0],
        [-gap - width, 0],
        [-width / 2, -size * 0.5 - gap + 1],
        [-width / 2, size * 0.5 + gap - 1],
      ];
      const boxes = spots.map(([dx, dy]) => [
        px + dx - 2,
        py + dy - size * 0.62,
        px + dx + width + 2,
        py + dy + size * 0.62,
      ]);
      const box = boxes.find((each) => this.isFree(each) && !isCut(each, frame));
      if (!box) return;
      const [dx, dy] = spots[boxes.indexOf(box)];
      this.take(box);
      this.take([px - 4, py - 4, px + 4, py + 4]);
      context.strokeText(text, px + dx, py + dy);
      context.fillStyle =
        large || this.weight[place] >= 1e5 ? this.colours.ink : this.colours.quiet;
      context.fillText(text, px + dx, py + dy);
    }

    width(context, text) {
      const key = context.font + text;
      if (!this.widths.has(key)) this.widths.set(key, context.measureText(text).width);
      return this.widths.get(key);
    }

    *cellsOf([left, top, right, bottom]) {
      for (let i = Math.floor(left / CELL); i <= Math.floor(right / CELL); i += 1) {
        for (let j = Math.floor(top / CELL); j <= Math.floor(bottom / CELL); j += 1)
          yield i * 1024 + j;
      }
    }

    isFree(box) {
      for (const cell of this.cellsOf(box)) {
        for (const other of this.taken.get(cell) ?? []) {
          if (box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]) {
            return false;
          }
        }
      }
      return true;
    }

    take(box) {
      for (const cell of this.cellsOf(box)) {
        if (!this.taken.has(cell)) this.taken.set(cell, []);
        this.taken.get(cell).push(box);
      }
    }
  };

  /** Tell whether the edge of the map cuts a name in two; the canvas is larger than the map. */
  const isCut = ([left, top, right, bottom], { margin, width, height }) => {
    const across = (from, to, edge) => from < edge && edge < to;
    return (
      across(left, right, margin.x) ||
      across(left, right, width - margin.x) ||
      across(top, bottom, margin.y) ||
      across(top, bottom, height - margin.y)
    );
  };

  /** What lies under everything: water and the border. */
  K.Ground = class {
    constructor(store, colours) {
      Object.assign(this, { store, colours, border: store.season.borderPath() });
    }

    paint(context, frame) {
      const k = K.enterWorld(context, frame);
      context.fillStyle = this.colours.water;
      context.fill(this.store.season.water, "evenodd");
      context.strokeStyle = this.colours.border;
      context.lineWidth = 1.4 / k;
      context.setLineDash([7 / k, 3 / k, 1.5 / k, 3 / k]);
      context.stroke(this.border);
      context.setLineDash([]);
    }
  };
})(window.KurskMap);
