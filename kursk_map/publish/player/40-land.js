((K) => {
  /** Evidence older than this many days is shown as stale. */
  K.STALE_DAYS = 30;

  const TINT = 0.58;

  /** The steps that a reader is likely to take next, in days. */
  const AHEAD = [1, -1, 2, 7, -2, -7, 3];

  /** Draws the land of a day: who is said to hold it, how that is known, where the line runs. */
  K.Land = class {
    constructor(store, cells, colours) {
      Object.assign(this, { store, cells, colours });
    }

    paint(context, frame) {
      const { state } = this.store;
      const k = K.enterWorld(context, frame);
      if (state.view === "agreement") return this.paintAgreement(context, frame, k);
      const view = this.store.view();
      const number = view.surface(state.day);
      if (number === null) return undefined;
      const paths = view.pathsOf(number);
      const differs = state.compare && !state.beside;
      if (differs && this.store.otherView().surface(state.otherDay) !== null) {
        return this.paintDifference(context, frame, k, paths);
      }
      const band = view.bandOf(number);
      if (band) this.fill(context, band, this.colours.band, 1);
      this.fill(context, paths.land[0], this.colours.ukrainian, TINT);
      this.fill(context, paths.land[1], this.colours.russian, TINT);
      this.paintContested(context, paths, frame);
      this.paintDoubt(context, paths, frame, view);
      this.paintLine(context, paths, k);
      return undefined;
    }

    /** While the browser has nothing to do, make ready what the next steps will show. */
    lookAhead() {
      if (this.looking || !window.requestIdleCallback) return;
      this.looking = requestIdleCallback((idle) => {
        this.looking = 0;
        const { day, view: name } = this.store.state;
        if (name === "agreement") return;
        const view = this.store.view();
        for (const steps of AHEAD) {
          if (idle.timeRemaining() < 4) return;
          const number = view.surface(day + steps) ?? -1;
          if (number < 0) continue;
          view.pathsOf(number);
          view.bandOf(number);
        }
      });
    }

    fill(context, path, style, alpha) {
      context.globalAlpha = alpha;
      context.fillStyle = style;
      context.fill(path, "evenodd");
      context.globalAlpha = 1;
    }

    paintContested(context, paths, frame) {
      const stripes = K.screenPattern(context, this.colours.patterns.contested, frame.scale);
      this.fill(context, paths.land[2], stripes, TINT);
      this.fill(context, paths.land[3], stripes, TINT);
    }

    /** Dots where land takes its control from its neighbours, rules where the news of it is old. */
    paintDoubt(context, paths, frame, view) {
      const { day } = this.store.state;
      const { basis, evidence } = view.rows;
      const rows = view.rowsOn(day);
      const [inferred, stale] = [new Path2D(), new Path2D()];
      let some = false;
      for (const place of this.store.season.spoken) {
        const row = rows[place];
        if (row < 0 || basis[row] === "b") continue;
        if (basis[row] === "i") inferred.addPath(this.cells.path(place));
        else if (evidence[row] === null || day - evidence[row] <= K.STALE_DAYS) continue;
        else stale.addPath(this.cells.path(place));
        some = true;
      }
      if (!some) return;
      const crossed = new Path2D();
      paths.land.forEach((path) => crossed.addPath(path));
      context.save();
      context.clip(crossed, "evenodd");
      const { patterns } = this.colours;
      this.fill(context, inferred, K.screenPattern(context, patterns.inferred, frame.scale), 0.9);
      this.fill(context, stale, K.screenPattern(context, patterns.stale, frame.scale), 0.9);
      context.restore();
    }

    /** Strong where the line has left the border, thin where it still is the border. */
    paintLine(context, { line, rest }, k) {
      context.lineJoin = context.lineCap = "round";
      context.strokeStyle = this.colours.line;
      context.lineWidth = 1 / k;
      context.stroke(rest);
      context.strokeStyle = this.colours.halo;
      context.lineWidth = 4.5 / k;
      context.stroke(line);
      context.strokeStyle = this.colours.line;
      context.lineWidth = 2.2 / k;
      context.stroke(line);
    }

    /** Each settlement's field in the colour of what the two sides say of it. */
    paintAgreement(context, frame, k) {
      const fields = {
        same: new Path2D(),
        against: new Path2D(),
        u: new Path2D(),
        r: new Path2D(),
      };
      const verdicts = K.verdicts(this.store);
      for (const [place, verdict] of verdicts) fields[verdict].addPath(this.cells.path(place));
      this.fill(context, fields.u, this.colours.ukrainian, 0.4);
      this.fill(context, fields.r, this.colours.russian, 0.4);
      this.fill(context, fields.same, this.colours.same, 0.55);
      const stripes = K.screenPattern(context, this.colours.patterns.against, frame.scale);
      this.fill(context, fields.against, stripes, 0.9);
      context.strokeStyle = this.colours.halo;
      context.lineWidth = 1 / k;
      for (const path of Object.values(fields)) context.stroke(path);
    }

    /** What one moment has and the other has not, in the colour of the side that gains by it. */
    paintDifference(context, frame, k, now) {
      const { state } = this.store;
      const other = this.store.otherView();
      const then = other.pathsOf(other.surface(state.otherDay));
      // What both have is there for orientation only.
      this.fill(context, now.land[0], this.colours.ukrainian, 0.22);
      this.fill(context, now.land[1], this.colours.russian, 0.22);
      this.without(context, then.land[0], now.land[0], this.colours.ukrainian);
      this.without(context, now.land[0], then.land[0], this.colours.russian);
      this.without(context, then.land[1], now.land[1], this.colours.russian);
      this.without(context, now.land[1], then.land[1], this.colours.ukrainian);
      this.paintContested(context, now, frame);
      context.setLineDash([5 / k, 5 / k]);
      context.strokeStyle = this.colours.quiet;
      context.lineWidth = 1.5 / k;
      context.stroke(then.line);
      context.setLineDash([]);
      this.paintLine(context, now, k);
    }

    /** Fill the part of `path` that lies outside `hole`. */
    without(context, hole, path, colour) {
      const outside = new Path2D();
      outside.rect(-1e5, -1e5, 3e5, 3e5);
      outside.addPath(hole);
      context.save();
      context.clip(outside, "evenodd");
      this.fill(context, path, colour, 0.7);
      context.restore();
    }
  };

  /**
   * What Ukraine and Russia say of each settlement that either has spoken of: "same", "against",
   * or "u" and "r" where only one of them has.
   */
  K.verdicts = (store) => {
    const { day } = store.state;
    const [ukraine, russia] = [store.view("ukraine"), store.view("russia")];
    const [theirs, others] = [ukraine.rowsOn(day), russia.rowsOn(day)];
    const spoken = (view, row) => row >= 0 && "sm".includes(view.rows.basis[row]);
    const verdicts = new Map();
    for (const place of store.season.spoken) {
      const [one, two] = [spoken(ukraine, theirs[place]), spoken(russia, others[place])];
      if (!one && !two) continue;
      if (one && two) {
        const same = ukraine.rows.control[theirs[place]] === russia.rows.control[others[place]];
        verdicts.set(place, same ? "same" : "against");
      } else {
        verdicts.set(place, one ? "u" : "r");
      }
    }
    return verdicts;
  };
})(window.KurskMap);
