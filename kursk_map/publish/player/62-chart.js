((K) => {
  const { _ } = K;
  const HEIGHT = 116;
  const [TOP, BOTTOM] = [10, 16];
  const THUMB = 18;
  /** Less than this is not worth a line. */
  const LEAST = 1;
  const LINES = ["independent", "russia", "ukraine", "all"];

  /** Claimed area over the season in every view, claimed totals as marks, events as ticks. */
  K.Chart = class {
    constructor(store) {
      this.store = store;
      this.svg = K.svg("svg", { class: "km-chart", role: "img", height: HEIGHT });
      this.cursor = K.el("div", { class: "km-cursor" });
      this.keys = K.el("p", { class: "km-keys", "aria-hidden": "true" });
      this.element = K.el("div", { class: "km-chart-box" }, this.svg, this.cursor);
      this.element.addEventListener("pointerdown", (event) => this.drag(event));
      store.on(["view", "known", "language", "compare", "otherDay"], () => this.draw());
      new ResizeObserver(() => this.draw()).observe(this.element);
    }

    /** Where a day lies, in step with the middle of the slider's thumb. */
    x(day) {
      return THUMB / 2 + (day / Math.max(1, this.store.season.days - 1)) * (this.width - THUMB);
    }

    dayAt(x) {
      const part = (x - THUMB / 2) / (this.width - THUMB);
      return Math.round(part * (this.store.season.days - 1));
    }

    drag(event) {
      const { left } = this.element.getBoundingClientRect();
      const move = (moved) => this.store.goTo(this.dayAt(moved.clientX - left));
      move(event);
      this.element.setPointerCapture(event.pointerId);
      this.element.addEventListener("pointermove", move);
      const stop = () => this.element.removeEventListener("pointermove", move);
      this.element.addEventListener("pointerup", stop, { once: true });
      this.element.addEventListener("pointercancel", stop, { once: true });
    }

    showDay(day) {
      if (this.width) this.cursor.style.transform = `translateX(${this.x(day)}px)`;
    }

    draw() {
      const width = this.element.clientWidth;
      if (!width) return;
      this.width = width;
      this.svg.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
      this.svg.setAttribute("width", width);
      const [most, least] = this.limits();
      const middle = TOP + ((HEIGHT - TOP - BOTTOM) * most) / (most + least);
      const perKm2 = (middle - TOP) / most;
      this.y = (km2) => middle - km2 * perKm2;
      const { state } = this.store;
      const chosen = state.view === "agreement" ? "all" : state.view;
      const names = [...LINES.filter((name) => name !== chosen), chosen];
      this.svg.replaceChildren(
        K.svg(
          "title",
          {},
          _("Claimed area over the season: Russian soil above the line, Ukrainian soil below it"),
        ),
        ...this.months(),
        K.svg("line", { class: "km-zero", x1: 0, x2: width, y1: middle, y2: middle }),
        ...this.scale(most),
        ...names.flatMap((name) => this.lines(name, name === chosen)),
        ...this.marks(most),
        ...this.ticks(),
        ...this.other(),
      );
      this.showKeys();
      this.showDay(state.day);
    }

    showKeys() {
      const line = (name) =>
        K.el("span", {}, K.el("i", { class: `km-stroke km-stroke-${name}` }), K.terms.view(name));
      this.keys.replaceChildren(
        ...["all", "ukraine", "russia", "independent"].map(line),
        K.el(
          "span",
          {},
          K.el("i", { class: "km-bead" }),
          _("a claimed total, in its claimant’s colour (■ settlements)"),
        ),
        K.el("span", {}, K.el("i", { class: "km-tick" }), _("event")),
      );
    }

    limits() {
      let [most, least] = [50, 0];
      const { now, evening } = this.store.season.views;
      for (const view of Object.values({ ...now, ...(this.isEvening() ? evening : now) })) {
        for (const { km2 } of view.surfaces) {
          most = Math.max(most, km2[0]);
          least = Math.max(least, km2[1]);
        }
      }
      return [most * 1.12, least > 5 ? Math.max(least * 1.12, most * 0.12) : 0];
    }

    isEvening() {
      return this.store.state.known === "evening" && this.store.season.views.evening !== null;
    }

    lines(name, chosen) {
      const view = this.store.view(name);
      return [0, 1].map((kind) => {
        let path = "";
        let drawing = false;
        for (let day = 0; day < this.store.season.days; day += 1) {
          const km2 = view.km2(day);
          if (!km2 || km2[kind] < LEAST) {
            drawing = false;
            continue;
          }
          const y = this.y(kind ? -km2[1] : km2[0]).toFixed(1);
          path += `${drawing ? "L" : "M"}${this.x(day).toFixed(1)} ${y}`;
          drawing = true;
        }
        return K.svg("path", {
          class: `km-line km-line-${name}${chosen ? " km-chosen" : ""}`,
          d: path,
        });
      });
    }

    months() {
      const { season } = this.store;
      const marks = [];
      let free = 0;
      for (let day = 0; day < season.days; day += 1) {
        const date = season.date(day);
        if (date.getUTCDate() !== 1 && day > 0) continue;
        const x = this.x(day);
        if (day > 0) {
          marks.push(
            K.svg("line", { class: "km-month", x1: x, x2: x, y1: TOP, y2: HEIGHT - BOTTOM }),
          );
        }
        const january = date.getUTCMonth() === 0;
        const text = january ? String(date.getUTCFullYear()) : K.formatDate(date, "month");
        if (x < free || x > this.width - 24) continue;
        marks.push(
          K.svg(
            "text",
            { class: january ? "km-year" : "km-month-name", x: x + 3, y: HEIGHT - 4 },
            text,
          ),
        );
        free = x + 40;
      }
      return marks;
    }

    scale(most) {
      const step = [50, 100, 250, 500, 1000, 2500].find((size) => most / size < 2.6) ?? 5000;
      const marks = [];
      for (let km2 = step; km2 < most; km2 += step) {
        const y = this.y(km2);
        marks.push(
          K.svg("line", { class: "km-month", x1: 0, x2: this.width, y1: y, y2: y }),
          K.svg(
            "text",
            { class: "km-month-name km-scale-name", x: this.width - 2, y: y - 3 },
            K.km2(km2),
          ),
        );
      }
      return marks;
    }

    /** Totals that somebody said a side held that day; of the others the list below the map tells. */
    marks(most) {
      const { season } = this.store;
      return season.totals
        .filter(({ on, sense }) => on >= 0 && on < season.days && sense === "held")
        .map((total) => this.mark(total, most))
        .filter(Boolean);
    }

    mark(total, most) {
      const area = total.measure === "area_km2";
      const amount = area ? total.value : (total.value / 120) * (most / 1.12);
      // What Russia is said to hold of Ukrainian soil stands below the line, as its area does.
      const y = Math.max(TOP, this.y(total.side === "russian" ? -amount : amount));
      if (y > HEIGHT - BOTTOM) return null;
      const x = this.x(total.on);
      const kind = `km-mark km-mark-${K.claimantKind(total.claimant)}`;
      const title = K.svg("title", {}, K.describeTotal(this.store.season, total));
      return area
        ? K.svg("circle", { class: kind, cx: x, cy: y, r: 3.2 }, title)
        : K.svg(
            "rect",
            { class: `${kind} km-count`, x: x - 2.4, y: y - 2.4, width: 4.8, height: 4.8 },
            title,
          );
    }

    ticks() {
      return this.store.season.events.map(({ on, texts }) => {
        const x = this.x(on);
        return K.svg(
          "path",
          { class: "km-event", d: `M${x - 4} 0h8l-4 7z` },
          K.svg("title", {}, texts[K.language()] ?? texts.en),
        );
      });
    }

    other() {
      const { compare, otherDay } = this.store.state;
      if (!compare) return [];
      const x = this.x(otherDay);
      return [K.svg("line", { class: "km-other", x1: x, x2: x, y1: 0, y2: HEIGHT - BOTTOM })];
    }
  };

  /** A claimed total as a sentence. */
  K.describeTotal = (season, { on, measure, value, side, sense, claimant, name }) => {
    const amount =
      measure === "area_km2"
        ? K.km2(value)
        : K.ngettext("%(n)s settlement", "%(n)s settlements", value);
    const verb = {
      held: { ukrainian: _("held by Ukraine"), russian: _("held by Russia") },
      gained: { ukrainian: _("gained by Ukraine"), russian: _("gained by Russia") },
      retaken: { ukrainian: _("retaken by Ukraine"), russian: _("retaken by Russia") },
      peak: {
        ukrainian: _("held by Ukraine at the peak"),
        russian: _("held by Russia at the peak"),
      },
    }[sense][side];
    const who = name || K.terms.claimant(claimant);
    const when = K.formatDate(season.date(on), "short");
    return `${when}: ${amount} ${verb} – ${K.clip(who, 80)}`;
  };
})(window.KurskMap);
