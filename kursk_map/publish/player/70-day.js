((K) => {
  const { _ } = K;
  const MOST = 12;

  /** The day in words and figures: who is said to hold how much, and what changed. */
  K.Day = class {
    constructor(store) {
      this.store = store;
      this.heading = K.el("h2", { class: "km-day-date" });
      this.note = K.el("p", { class: "km-view-note" });
      this.areas = K.el("table", { class: "km-areas" });
      this.summary = K.el("p", { class: "km-summary" });
      this.hindsight = K.el("p", { class: "km-hindsight" });
      this.changesHeading = K.el("h3");
      this.changes = K.el("ul", { class: "km-changes" });
      this.caution = K.el("p", { class: "km-caution" });
      this.empty = K.el("p", { class: "km-note", hidden: true, "aria-hidden": "true" });
      this.live = K.el("p", { class: "km-aside-text", "aria-live": "polite" });
      this.element = K.el(
        "section",
        { class: "km-day" },
        this.heading,
        this.note,
        this.areas,
        this.summary,
        this.hindsight,
        this.changesHeading,
        this.changes,
        this.caution,
        this.live,
      );
      const announce = K.debounce(900, () => (this.live.textContent = this.summary.textContent));
      // The words follow a frame after the map: while it is scrubbed, the eye is on the map.
      const soon = K.afterPaint(() => this.show());
      store.on(["compare"], soon);
      store.on(["day", "view", "known", "language"], () => {
        soon();
        announce();
      });
    }

    show() {
      const { store } = this;
      const { state, season } = store;
      const date = K.formatDate(season.date(state.day), "long");
      this.heading.textContent = date[0].toUpperCase() + date.slice(1);
      this.note.textContent = K.terms.viewNote(state.view);
      this.caution.textContent = K.terms.caution();
      if (state.view === "agreement") this.showAgreement();
      else this.showAreas();
      this.showHindsight();
      this.showChanges();
      this.showEmpty();
    }

    /** Where the map is as known that evening: what has been learnt since, one click away. */
    showHindsight() {
      const { store } = this;
      const { day, view, known, compare } = store.state;
      const wanted = known === "evening" && view !== "agreement" && !compare;
      const compareWithNow = () =>
        store.set({ compare: true, otherDay: day, otherView: view, otherKnown: "now" });
      const button = () =>
        K.el(
          "button",
          { type: "button", class: "km-button", click: compareWithNow },
          _("Compare with what is known now"),
        );
      this.hindsight.replaceChildren(...(wanted ? [button()] : []));
    }

    /** On the map, why it is empty; aloud, the summary says it. */
    showEmpty() {
      const { state } = this.store;
      const drawn = state.view === "agreement" || this.store.view().km2(state.day) !== null;
      this.empty.hidden = drawn;
      this.empty.textContent = drawn ? "" : this.summary.textContent;
    }

    showAreas() {
      const view = this.store.view();
      const km2 = view.km2(this.store.state.day);
      const rows = K.terms.landKinds().map(({ kind, label }, number) => {
        const value = !km2 ? null : number === 2 ? km2[2] + km2[3] : km2[number];
        return this.areaRow(kind, label, value === null ? "–" : K.km2(value));
      });
      this.areas.replaceChildren(
        K.el("caption", { class: "km-aside-text" }, _("Claimed area on this day")),
        K.el("tbody", {}, rows),
      );
      this.summary.textContent = K.summarise(this.store);
    }

    areaRow(kind, label, value) {
      return K.el(
        "tr",
        {},
        K.el("th", { scope: "row" }, K.el("span", { class: `km-swatch km-swatch-${kind}` }), label),
        K.el("td", {}, value),
      );
    }

    showAgreement() {
      const counts = K.countVerdicts(this.store);
      const rows = [
        ["same", _("Both say the same")],
        ["against", _("They contradict each other")],
        ["u", _("Only Ukraine has spoken")],
        ["r", _("Only Russia has spoken")],
      ].map(([kind, label]) => this.areaRow(`v-${kind}`, label, K.number(counts[kind])));
      this.areas.replaceChildren(
        K.el("caption", { class: "km-aside-text" }, _("Settlements by what the two sides say")),
        K.el("tbody", {}, rows),
      );
      this.summary.textContent = K.summarise(this.store);
    }

    showChanges() {
      const { store } = this;
      const changes = store.view().changesOn(store.state.day);
      this.changesHeading.textContent = _("What changed that day");
      const items = changes
        .slice(0, MOST)
        .map((change) =>
          K.el("li", {}, K.placeButton(store, change.place), " ", K.changeMarks(change)),
        );
      if (!changes.length)
        items.push(K.el("li", { class: "km-quiet" }, _("No settlement changed hands.")));
      if (changes.length > MOST) {
        const more = changes.length - MOST;
        items.push(
          K.el("li", { class: "km-quiet" }, K.ngettext("and %(n)s more", "and %(n)s more", more)),
        );
      }
      this.changes.replaceChildren(...items);
    }
  };

  /** A settlement's name as a button that opens it. */
  K.placeButton = (store, place) =>
    K.el(
      "button",
      { type: "button", class: "km-place-link", click: () => store.set({ place, land: null }) },
      K.foreign(store.season.name(place), 60),
    );

  K.changeMarks = ({ from, to }) =>
    K.el(
      "span",
      { class: "km-change" },
      K.el("span", { class: `km-dot km-dot-${from}` }),
      K.el("span", { class: "km-aside-text" }, K.terms.control(from)),
      "→",
      K.el("span", { class: `km-dot km-dot-${to}` }),
      K.terms.control(to),
    );

  /** How many settlements stand how, apart from where nothing is said to have changed. */
  K.countSettlements = (store, view = store.view(), day = store.state.day) => {
    const { soil } = store.season.places;
    const rows = view.rowsOn(day);
    const counts = { crossedByU: 0, crossedByR: 0, contested: 0 };
    for (const place of store.season.spoken) {
      const control = view.control(place, rows[place]);
      if (control === "c") counts.contested += 1;
      else if (control !== soil[place]) counts[control === "u" ? "crossedByU" : "crossedByR"] += 1;
    }
    return counts;
  };

  K.countVerdicts = (store) => {
    const counts = { same: 0, against: 0, u: 0, r: 0 };
    for (const verdict of K.verdicts(store).values()) counts[verdict] += 1;
    return counts;
  };

  /** The day as sentences that read well aloud. */
  K.summarise = (store) => {
    const { state, season } = store;
    const date = K.formatDate(season.date(state.day));
    if (state.view === "agreement") {
      const counts = K.countVerdicts(store);
      const places = (n) => K.ngettext("%(n)s settlement", "%(n)s settlements", n);
      return _(
        "On %(date)s the two sides say the same: %(same)s. They contradict each other: %(against)s. Only Ukraine has spoken: %(ukraine)s. Only Russia has spoken: %(russia)s.",
        {
          date,
          same: places(counts.same),
          against: places(counts.against),
          ukraine: places(counts.u),
          russia: places(counts.r),
        },
      );
    }
    const view = store.view();
    const km2 = view.km2(state.day);
    if (!km2) return noMap(season, view);
    const counts = K.countSettlements(store, view);
    const places = (n) => K.ngettext("%(n)s settlement", "%(n)s settlements", n);
    const sentences = [
      _("%(view)s, Ukraine is said to hold %(area)s of Russian soil (%(places)s) on %(date)s.", {
        view: K.terms.byView(state.view),
        date,
        area: K.km2(km2[0]),
        places: places(counts.crossedByU),
      }),
    ];
    if (km2[1] >= 0.5 || counts.crossedByR) {
      sentences.push(
        _("Russia is said to hold %(area)s of Ukrainian soil (%(places)s).", {
          area: K.km2(km2[1]),
          places: places(counts.crossedByR),
        }),
      );
    }
    if (km2[2] + km2[3] >= 0.5) {
      sentences.push(
        _("%(area)s are contested (%(places)s).", {
          area: K.km2(km2[2] + km2[3]),
          places: places(counts.contested),
        }),
      );
    }
    return sentences.join(" ");
  };

  const noMap = (season, view) =>
    view.drawnFrom === null
      ? _("There is no map in this view: it has no statement of control.")
      : _("There is no map in this view before %(date)s: its first statements are of that day.", {
          date: K.formatDate(season.date(view.drawnFrom)),
        });
})(window.KurskMap);
