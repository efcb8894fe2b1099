((K) => {
  const SIZES = [1, 1.25, 1.6, 2.1];
  const LIMITS = [200, 1000, 4000];

  /** Draws the settlements of a day: filled where somebody said so, hollow where inferred. */
  K.Dots = class {
    constructor(store, colours) {
      Object.assign(this, { store, colours });
      this.sprites = new Map();
    }

    setColours(colours) {
      this.colours = colours;
      this.sprites.clear();
    }

    paint(context, frame) {
      K.enterScreen(context, frame);
      const { state, season } = this.store;
      const agreement = state.view === "agreement" ? K.verdicts(this.store) : null;
      const view = this.store.view();
      const rows = view.rowsOn(state.day);
      for (const place of season.spoken) {
        const style = agreement
          ? this.verdictStyle(agreement.get(place))
          : this.style(view, place, rows[place]);
        this.stamp(context, frame, place, style);
      }
      this.ring(context, frame, state.place);
    }

    /** Settlements that nobody ever spoke of look the same on every day. */
    paintSilent(context, frame) {
      K.enterScreen(context, frame);
      for (const place of this.store.season.silent) this.stamp(context, frame, place, "-");
    }

    /** From afar, of those that are as before, only what is large or has a name beside it. */
    isLarge(place) {
      const { season } = this.store;
      return season.named[place] || season.places.population[place] >= LIMITS[1];
    }

    /** Three letters: whose, how known, how old. */
    style(view, place, row) {
      const basis = view.basis(row);
      const home = row < 0 || view.rows.control[row] === this.store.season.places.soil[place];
      // Held by its own side and nobody says so: nothing to tell from before the incursion.
      if (basis === "b" || (home && basis === "i")) return "-";
      const age = view.age(row, this.store.state.day);
      return view.control(place, row) + basis + (age !== null && age > K.STALE_DAYS ? "o" : "n");
    }

    verdictStyle(verdict) {
      if (!verdict) return "-";
      return { same: "+sn", against: "!sn", u: "usn", r: "rsn" }[verdict];
    }

    size(population, zoom, silent) {
      const rank = LIMITS.filter((limit) => population >= limit).length;
      const base = Math.max(1.7, Math.min(4.2, 1.7 + (zoom - 8.5) * 0.75));
      return Math.round(2 * base * SIZES[rank] * (silent ? 0.62 : 1)) / 2;
    }

    stamp(context, frame, place, style) {
      const { x, y, population } = this.store.season.places;
      const px = frame.left + x[place] * frame.scale;
      const py = frame.top + y[place] * frame.scale;
      if (px < 0 || py < 0 || px > frame.width || py > frame.height) return;
      if (style === "-" && frame.zoom < 10 && !this.isLarge(place)) return;
      const size = this.size(population[place], frame.zoom, style === "-");
      const key = `${style}${size}`;
      let sprite = this.sprites.get(key);
      if (!sprite) this.sprites.set(key, (sprite = this.makeSprite(style, size, frame.ratio)));
      context.drawImage(sprite, px - sprite.half, py - sprite.half, sprite.side, sprite.side);
    }

    makeSprite(style, size, ratio) {
      const sprite = document.createElement("canvas");
      sprite.side = 2 * Math.ceil(size + 2);
      sprite.half = sprite.side / 2;
      sprite.width = sprite.height = sprite.side * ratio;
      const context = sprite.getContext("2d");
      context.scale(ratio, ratio);
      context.translate(sprite.half, sprite.half);
      this.drawDot(context, style, size);
      return sprite;
    }

    drawDot(context, [whose, basis, old], size) {
      const { colours } = this;
      const disc = (radius, style) => {
        context.beginPath();
        context.arc(0, 0, radius, 0, 2 * Math.PI);
        context.fillStyle = style;
        context.fill();
      };
      if (whose === "-") {
        context.globalAlpha = 0.5;
        disc(size, colours.quiet);
        return;
      }
      const colour = { "+": colours.same, "!": colours.against }[whose] ?? colours[whose];
      disc(size + 1.2, colours.halo);
      disc(size, colour);
      if (whose === "c") this.halve(context, size);
      if (basis === "i") disc(size * 0.52, colours.halo);
      if (old === "o") this.bar(context, size);
    }

    halve(context, size) {
      for (const [start, colour] of [
        [0.5, this.colours.ukrainian],
        [1.5, this.colours.russian],
      ]) {
        context.beginPath();
        context.arc(0, 0, size, start * Math.PI, (start + 1) * Math.PI);
        context.fillStyle = colour;
        context.fill();
      }
    }

    bar(context, size) {
      context.fillStyle = this.colours.halo;
      context.fillRect(-size, -0.5, 2 * size, 1);
    }

    /** A ring round the settlement that the reader has chosen. */
    ring(context, frame, place) {
      if (place === null) return;
      const { x, y } = this.store.season.places;
      context.beginPath();
      context.arc(
        frame.left + x[place] * frame.scale,
        frame.top + y[place] * frame.scale,
        11,
        0,
        2 * Math.PI,
      );
      context.lineWidth = 5;
      context.strokeStyle = this.colours.halo;
      context.stroke();
      context.lineWidth = 2.5;
      context.strokeStyle = this.colours.ink;
      context.stroke();
    }
  };
})(window.KurskMap);
