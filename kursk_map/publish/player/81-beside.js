((K) => {
  const { _ } = K;
  const WATCHED = [
    ...["day", "view", "known", "place", "language"],
    ...["otherDay", "otherView", "otherKnown"],
  ];

  /** The same store as seen from the other day and view. */
  const otherSide = (store) => {
    const other = Object.create(store);
    Object.defineProperty(other, "state", {
      get: () => ({
        ...store.state,
        day: store.state.otherDay,
        view: store.state.otherView,
        known: store.state.otherKnown,
        compare: false,
      }),
    });
    other.view = function view(name = this.state.view) {
      return store.view(name, this.state.known);
    };
    return other;
  };

  /** The other map beside this one: the same ground, moved and zoomed together. */
  K.Beside = class {
    constructor(page) {
      this.page = page;
      this.captions = [0, 1].map(() => K.el("p", { class: "km-caption" }));
      this.box = K.el("div", { class: "km-beside" });
      page.mapBox.append(this.box, ...this.captions);
      const { store } = page;
      store.on(["compare", "beside"], () => this.show());
      store.on(WATCHED, () => this.redraw());
      this.show();
    }

    get wanted() {
      const { state } = this.page.store;
      return state.compare && state.beside;
    }

    show() {
      this.page.mapBox.dataset.beside = String(this.wanted);
      if (this.wanted && !this.map) this.build();
      this.page.map.invalidateSize({ animate: false });
      this.map?.invalidateSize({ animate: false });
      // Where nobody has moved the map, everything stays in sight on half the room.
      if (!this.page.store.state.map) this.page.goHome();
      if (this.wanted) this.follow(this.page.map, this.map);
      this.redraw();
    }

    build() {
      const { map, store, season } = this.page;
      const { minZoom, maxZoom, zoomSnap, zoomDelta, maxBounds } = map.options;
      this.map = L.map(this.box, {
        ...{ minZoom, maxZoom, zoomSnap, zoomDelta, maxBounds },
        zoomControl: false,
        attributionControl: false,
      });
      this.map.setView(map.getCenter(), map.getZoom(), { animate: false });
      const colours = K.readColours(this.page.root);
      const painters = K.makePainters(otherSide(store), this.page.cells, colours);
      painters.labels.reserved = () => K.boxesOver(this.map, this.page.mapBox);
      this.layers = K.makeLayers(painters, season);
      Object.values(this.layers).forEach((layer) => layer.addTo(this.map));
      map.on("move zoomend", () => this.wanted && this.follow(map, this.map));
      this.map.on("move zoomend", () => this.wanted && this.follow(this.map, map));
      this.map.on("click", (event) => this.page.choose(event));
      new ResizeObserver(() => this.map?.invalidateSize({ animate: false })).observe(this.box);
    }

    /** Bring one map to where the other is, without an answer from it. */
    follow(from, to) {
      if (this.following) return;
      this.following = true;
      to.setView(from.getCenter(), from.getZoom(), { animate: false });
      this.following = false;
    }

    redraw() {
      const { compare } = this.page.store.state;
      this.captions.forEach((caption) => (caption.hidden = !compare));
      if (!compare) return;
      this.caption();
      if (this.wanted) this.layers.day.redraw();
    }

    caption() {
      const { store, season } = this.page;
      const { state } = store;
      const name = (day, view, known) => {
        const date = K.formatDate(season.date(day), "short");
        const then = known === "evening" ? `, ${_("as known that evening")}` : "";
        return `${date}, ${K.terms.view(view)}${then}`;
      };
      const here = name(state.day, state.view, state.known);
      const there = name(state.otherDay, state.otherView, state.otherKnown);
      this.captions[0].textContent = this.wanted
        ? here
        : _("%(here)s against %(there)s", { here, there });
      this.captions[1].textContent = there;
      this.captions[1].hidden = !this.wanted;
    }
  };
})(window.KurskMap);
