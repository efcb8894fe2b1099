((K) => {
  const VIEWS = ["all", "ukraine", "russia", "independent", "agreement"];

  K.VIEWS = VIEWS;

  /** What the reader has chosen, who wants to know, and how it is written in the address. */
  K.Store = class {
    constructor(season, host) {
      this.season = season;
      this.host = host;
      this.listeners = [];
      this.state = {
        day: 0,
        view: "all",
        known: "now",
        place: null,
        land: null,
        language: "en",
        compare: false,
        beside: false,
        otherDay: 0,
        otherView: "all",
        otherKnown: "now",
        map: null,
        tiles: false,
        ...this.fromAddress(),
      };
      this.resting = true;
      this.writeSoon = K.debounce(150, () => this.resting && this.writeAddress());
    }

    /** Call `work(state, changed)` after any of the named parts has changed. */
    on(names, work) {
      this.listeners.push({ names, work });
    }

    set(patch) {
      const changed = new Set();
      for (const [name, value] of Object.entries(patch)) {
        if (this.state[name] !== value) {
          this.state[name] = value;
          changed.add(name);
        }
      }
      if (!changed.size) return;
      for (const { names, work } of this.listeners) {
        if (names.some((name) => changed.has(name))) work(this.state, changed);
      }
      this.writeSoon();
    }

    /** While the season plays by itself, neither the address nor Python needs every day of it. */
    setResting(resting) {
      this.resting = resting;
      if (resting) this.writeSoon();
    }

    goTo(day) {
      this.set({ day: Math.max(0, Math.min(this.season.days - 1, day)) });
    }

    /** The view whose land is drawn; agreement rests on two and draws none of its own. */
    view(name = this.state.view, known = this.state.known) {
      const views = this.season.views[known] ?? this.season.views.now;
      return views[name] ?? views.all;
    }

    /** The view that this one is compared with. */
    otherView() {
      return this.view(this.state.otherView, this.state.otherKnown);
    }

    /** Whether anything shown is as it was known on its evening. */
    wantsEvenings() {
      const { known, compare, otherKnown } = this.state;
      return known === "evening" || (compare && otherKnown === "evening");
    }

    fromAddress() {
      const words = this.host.readAddress();
      const state = {};
      const day = this.season.dayOf(words.get("date"));
      state.day = day ?? this.season.raw.opening;
      const view = words.get("view");
      if (VIEWS.includes(view)) state.view = view;
      if (words.get("known_by") && words.get("known_by") === words.get("date")) {
        state.known = "evening";
      }
      const place = this.season.places.number.get(words.get("place"));
      if (place !== undefined) state.place = place;
      const language = words.get("lang");
      if (language) state.language = K.setLanguage(language);
      const otherDay = this.season.dayOf(words.get("compare_date"));
      if (otherDay !== null) {
        state.compare = true;
        state.beside = words.get("compare_as") === "beside";
        state.otherDay = otherDay;
        state.otherView = VIEWS.includes(words.get("compare_view"))
          ? words.get("compare_view")
          : (state.view ?? "all");
        if (words.get("compare_known") === "evening") state.otherKnown = "evening";
      }
      const map = (words.get("map") ?? "").split("/").map(Number);
      if (map.length === 3 && map.every(Number.isFinite) && this.isNear(map)) state.map = map;
      return state;
    }

    isNear([zoom, latitude, longitude]) {
      return (
        zoom >= 7 && zoom <= 14 && this.season.theatre.pad(0.5).contains([latitude, longitude])
      );
    }

    /** The words of the address for what is shown. */
    address() {
      const { state, season } = this;
      const words = { date: season.iso(state.day), view: state.view };
      if (state.known === "evening") words.known_by = season.iso(state.day);
      if (state.place !== null) words.place = season.places.id[state.place];
      if (state.compare) {
        words.compare_date = season.iso(state.otherDay);
        words.compare_view = state.otherView;
        if (state.otherKnown === "evening") words.compare_known = "evening";
        if (state.beside) words.compare_as = "beside";
      }
      if (state.map) {
        const [zoom, latitude, longitude] = state.map;
        words.map = `${+zoom.toFixed(2)}/${latitude.toFixed(4)}/${longitude.toFixed(4)}`;
      }
      if (state.language !== "en") words.lang = state.language;
      return words;
    }

    writeAddress() {
      this.host.writeAddress(this.address());
      this.host.report(this.address());
    }
  };
})(window.KurskMap);
