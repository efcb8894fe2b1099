((K) => {
  const { _ } = K;

  /**
   * Put the player round a Leaflet map.
   *
   * `config.files` names the payloads (ground, season, evenings, statements, words): addresses, or
   * texts that start with "base64:" where the page carries them itself.
   */
  K.start = async (map, config) => {
    const page = new K.Page(map, config);
    K.page = page;
    try {
      await page.open();
    } catch (fault) {
      page.fail(fault);
      throw fault;
    }
  };

  K.Page = class {
    constructor(map, config) {
      this.map = map;
      this.config = config;
      this.host = K.findHost();
      map.attributionControl?.setPrefix(false).addAttribution("© OpenStreetMap contributors");
      this.root = K.el("div", {
        class: "km",
        "data-host": this.host.name,
        "data-lean": String(this.host.lean),
      });
      this.mapBox = K.el("div", { class: "km-map", role: "region" }, map.getContainer());
      this.waiting = K.el("p", { class: "km-waiting", role: "status" }, "…");
      this.root.append(this.waiting);
      document.body.prepend(this.root);
      document.getElementById("root")?.remove();
      this.setTheme();
    }

    async open() {
      const { files } = this.config;
      // A page without its typeface is still a map.
      const font = this.host.adoptFont().catch(() => {});
      const [season, ground, words] = await Promise.all([
        K.readPayload(files.season),
        K.readPayload(files.ground),
        K.readPayload(files.words),
        font,
        this.styled(),
      ]);
      K.setWords(words);
      this.season = new K.Season(season, ground);
      this.store = new K.Store(this.season, this.host);
      this.build();
      this.showLanguage();
      this.drawMap();
      this.watch();
      this.root.dataset.ready = "true";
      requestAnimationFrame(() => setTimeout(() => this.loadBands()));
    }

    /** How sure the line is, once the map is there: without it the map is only less frank. */
    async loadBands() {
      try {
        const bands = await K.readPayload(this.config.files.bands);
        this.season.addBands(bands.views);
      } catch {
        return;
      }
      this.layers.day.redraw();
      this.beside.redraw();
      this.root.dataset.whole = "true";
    }

    /**
     * Wait for the style sheets: the canvas takes its colours from ours and would stay black,
     * and names make room for what Leaflet's puts over the map.
     */
    async styled() {
      const pane = K.el("i", { class: "leaflet-pane", hidden: true });
      this.root.append(pane);
      while (
        !getComputedStyle(this.root).getPropertyValue("--ground") ||
        getComputedStyle(pane).position !== "absolute"
      ) {
        await new Promise((done) => setTimeout(done, 10));
      }
      pane.remove();
    }

    fail() {
      this.waiting.textContent = _(
        "The map’s data could not be loaded. Reload the page to try again.",
      );
      this.waiting.setAttribute("role", "alert");
    }

    build() {
      const { store } = this;
      this.time = new K.Time(store);
      this.day = new K.Day(store);
      let statements = null;
      const loadStatements = () => (statements ??= K.readPayload(this.config.files.statements));
      this.place = new K.PlacePanel(store, loadStatements);
      this.compare = new K.Compare(store, loadStatements);
      this.side = K.el(
        "aside",
        { class: "km-side", tabindex: "0" },
        this.place.element,
        this.compare.element,
        this.day.element,
      );
      this.bar = new K.Bar(store, this);
      this.legend = new K.Legend(store);
      this.controls = new K.Controls(this);
      this.mapBox.append(this.legend.element, this.controls.element, this.day.empty);
      this.stage = K.el("main", { class: "km-stage" }, this.mapBox, this.time.element, this.side);
      this.more = new K.More(store, this, loadStatements);
      this.waiting.remove();
      this.root.append(
        K.el("div", { class: "km-top" }, this.bar.element, this.stage),
        this.more.element,
      );
      this.layout();
    }

    drawMap() {
      const { map, season } = this;
      this.cells = new K.Cells(season);
      this.painters = K.makePainters(this.store, this.cells, K.readColours(this.root));
      this.painters.labels.reserved = () => K.boxesOver(map, this.mapBox);
      this.layers = K.makeLayers(this.painters, season);
      map.options.zoomSnap = 0.25;
      map.options.zoomDelta = 0.5;
      map.setMinZoom(7.5);
      map.setMaxZoom(14);
      map.setMaxBounds(season.theatre.pad(0.25));
      map.invalidateSize({ animate: false });
      this.goHome();
      Object.values(this.layers).forEach((layer) => layer.addTo(map));
      this.beside = new K.Beside(this);
    }

    goHome() {
      const { map: saved } = this.store.state;
      if (saved) this.map.setView([saved[1], saved[2]], saved[0], { animate: false });
      else this.showEverything({ animate: false });
      const { lat, lng } = this.map.getCenter();
      this.home = saved ?? [this.map.getZoom(), lat, lng];
    }

    showEverything(options) {
      const wide = this.mapBox.clientWidth > 600;
      this.map.fitBounds(this.season.reach().pad(wide ? 0.1 : 0.05), {
        paddingTopLeft: [wide ? 48 : 0, 0],
        maxZoom: 11,
        ...options,
      });
    }

    /** Open a settlement and bring it into sight. */
    showPlace(place) {
      const { latitude, longitude } = this.season.places;
      this.map.setView([latitude[place], longitude[place]], Math.max(this.map.getZoom(), 11));
      this.store.set({ place, land: null });
    }

    watch() {
      const { store, map } = this;
      // The language before anything that is written in it.
      store.listeners.unshift({ names: ["language"], work: () => this.showLanguage() });
      // The map first: what the eye waits for is drawn before any words change.
      store.listeners.unshift({
        names: ["day", "view", "known", "compare", "beside", "otherDay", "otherView", "otherKnown"],
        work: () => {
          this.layers.day.redraw();
          this.painters.land.lookAhead();
        },
      });
      store.on(["place"], () => this.layers.day.redraw());
      store.on(["known", "compare", "otherKnown"], () => this.loadEvenings());
      store.on(["language"], () => {
        this.layers.ground.redraw();
        this.layers.labels.redraw();
      });
      map.on("moveend", () => this.rememberMap());
      // What opens or closes over the map makes room for names or takes it.
      this.legend.element.addEventListener("toggle", () => this.layers.labels.redraw());
      map.on("click", (event) => this.choose(event));
      map.on("mousemove", (event) => this.hover(event));
      window.addEventListener("resize", () => this.layout());
      document.addEventListener("mouseleave", () => this.host.flush());
      new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(this.mapBox);
      this.watchTheme();
      this.day.show();
      this.time.showDay();
      if (store.state.place !== null) this.place.show();
      this.loadEvenings();
    }

    async loadEvenings() {
      if (!this.store.wantsEvenings() || this.season.views.evening) return;
      const evenings = await K.readPayload(this.config.files.evenings);
      if (this.season.views.evening) return;
      this.season.addEvenings(evenings);
      for (const { names, work } of this.store.listeners) {
        if (names.includes("known")) work(this.store.state, new Set(["known"]));
      }
    }

    /** Write the map's position into the address once somebody has moved it. */
    rememberMap() {
      const { lat, lng } = this.map.getCenter();
      const now = [this.map.getZoom(), lat, lng];
      if (!this.isAt(this.home, now)) this.store.set({ map: now });
    }

    /** Leaflet rounds to whole pixels: what lies within two of them has not been moved. */
    isAt([zoom, latitude, longitude], now) {
      const apart = this.map
        .project([latitude, longitude], zoom)
        .distanceTo(this.map.project([now[1], now[2]], zoom));
      return zoom === now[0] && apart < 2;
    }

    choose({ latlng }) {
      const { place, km } = this.near(latlng);
      this.store.set({ place, land: this.isOnDot(latlng, place) ? null : km });
    }

    near(latlng) {
      const point = K.toPixels(latlng.lat, latlng.lng);
      const [{ place }] = this.cells.nearest(
        point.x - this.season.origin.x,
        point.y - this.season.origin.y,
      );
      const { latitude, longitude } = this.season.places;
      return { place, km: this.map.distance(latlng, [latitude[place], longitude[place]]) / 1000 };
    }

    isOnDot(latlng, place) {
      const { latitude, longitude } = this.season.places;
      const dot = this.map.latLngToContainerPoint([latitude[place], longitude[place]]);
      return this.map.latLngToContainerPoint(latlng).distanceTo(dot) < 12;
    }

    hover({ latlng }) {
      const { place } = this.near(latlng);
      const on = this.isOnDot(latlng, place);
      this.mapBox.classList.toggle("km-pointing", on);
      this.mapBox.title = on ? K.clip(this.season.name(place), 60) : "";
    }

    showLanguage() {
      const language = K.setLanguage(this.store.state.language);
      document.documentElement.lang = language;
      this.mapBox.setAttribute("aria-label", _("Map"));
      this.side.setAttribute("aria-label", _("The day and the place"));
      this.place.element.setAttribute("aria-label", _("The chosen settlement"));
    }

    setTheme() {
      const night = window.matchMedia("(prefers-color-scheme: dark)").matches;
      const paper = window.matchMedia("print").matches;
      const theme = paper ? "light" : (this.host.theme() ?? (night ? "dark" : "light"));
      if (this.root.dataset.theme === theme) return;
      this.root.dataset.theme = theme;
      if (!this.layers) return;
      const colours = K.readColours(this.root);
      for (const painter of Object.values(this.painters)) {
        if (painter.setColours) painter.setColours(colours);
        else painter.colours = colours;
      }
      Object.values(this.layers).forEach((layer) => layer.redraw());
      this.beside.map?.remove();
      this.beside.map = null;
      this.beside.show();
    }

    watchTheme() {
      for (const media of ["(prefers-color-scheme: dark)", "print"]) {
        window.matchMedia(media).addEventListener("change", () => this.setTheme());
      }
      const { Streamlit } = window;
      Streamlit?.events?.addEventListener(Streamlit.RENDER_EVENT, () =>
        setTimeout(() => this.setTheme(), 50),
      );
    }

    /** Fill the window, then tell the frame how tall we have become. */
    layout() {
      const room = Math.max(560, this.host.height() - (this.config.above ?? 0));
      this.root.style.setProperty("--stage", `${room}px`);
      requestAnimationFrame(() => this.host.fit(this.root.scrollHeight));
    }
  };
})(window.KurskMap);
