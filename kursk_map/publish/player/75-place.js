((K) => {
  const { _ } = K;
  const MOST = 3;

  /** Why is it this colour? A settlement's state, its history and every statement about it. */
  K.PlacePanel = class {
    constructor(store, loadStatements) {
      this.store = store;
      this.loadStatements = loadStatements;
      this.testimony = null;
      this.element = K.el("section", { class: "km-place", hidden: true, tabindex: "-1" });
      store.on(["place", "land", "language"], () => this.show());
      const later = K.debounce(120, () => this.show());
      store.on(["day", "view", "known"], () => !this.element.hidden && later());
    }

    async show() {
      const { place } = this.store.state;
      this.element.hidden = place === null;
      if (place === null) return;
      this.render(place);
      if (this.testimony) return;
      try {
        this.testimony = await this.loadStatements();
      } catch {
        this.failed = true;
      }
      if (this.store.state.place !== null) this.render(this.store.state.place);
    }

    render(place) {
      const open = this.opened === place;
      this.opened = place;
      const scroll = this.element.parentElement?.scrollTop ?? 0;
      const focused = this.stops().indexOf(document.activeElement);
      this.element.replaceChildren(this.head(place), this.state(place), this.evidence(place));
      if (open) this.element.parentElement.scrollTop = scroll;
      else this.reveal();
      if (open && focused >= 0) this.stops()[focused]?.focus({ preventScroll: true });
    }

    /** What the keyboard stops at in the panel, in its order. */
    stops() {
      return [...this.element.querySelectorAll("button, a[href], summary, [tabindex]")];
    }

    /** Bring the panel before the reader: to the top of its column, or of a narrow page. */
    reveal() {
      this.element.focus({ preventScroll: true });
      this.element.parentElement.scrollTop = 0;
      if (window.innerWidth <= 820) this.element.scrollIntoView({ block: "start" });
    }

    head(place) {
      const { store } = this;
      const { places } = store.season;
      const others = ["en", "uk", "ru"]
        .filter((language) => language !== K.language())
        .map((language) =>
          K.el("span", { lang: language }, K.foreign(places[language][place], 80)),
        );
      const facts = [store.season.district(place)];
      if (places.population[place]) {
        facts.push(_("population %(n)s", { n: K.number(places.population[place]) }));
      }
      return K.el(
        "header",
        {},
        K.el(
          "button",
          {
            type: "button",
            class: "km-close",
            "aria-label": _("Close"),
            title: _("Close"),
            click: () => store.set({ place: null, land: null }),
          },
          K.icon("M3.5 2.5 8 7l4.5-4.5 1 1L9 8l4.5 4.5-1 1L8 9l-4.5 4.5-1-1L7 8 2.5 3.5z"),
        ),
        this.landNote(place),
        K.el("h2", {}, K.foreign(store.season.name(place), 80)),
        K.el("p", { class: "km-quiet" }, others[0], " · ", others[1]),
        K.el("p", { class: "km-quiet" }, K.foreign(facts.filter(Boolean).join(" · "), 120)),
      );
    }

    landNote() {
      const { land } = this.store.state;
      if (land === null) return null;
      return K.el(
        "p",
        { class: "km-land-note" },
        _(
          "This land takes its colour from the settlements around it. The nearest is %(km)s km away:",
          {
            km: K.fine(land),
          },
        ),
      );
    }

    /** Who holds it on this day in this view, and why we say so. */
    state(place) {
      const { store } = this;
      const { day, view: name } = store.state;
      const view = store.view();
      const row = view.rowOn(place, day);
      const control = view.control(place, row);
      const basis = view.basis(row);
      const age = view.age(row, day);
      const lines = [
        K.el(
          "p",
          { class: "km-verdict" },
          K.el("span", { class: `km-dot km-dot-${control} km-basis-${basis}` }),
          K.el("strong", {}, K.terms.control(control)),
          `, ${K.terms.basis(basis)}`,
        ),
      ];
      if (age !== null) {
        const old = age > K.STALE_DAYS ? " km-warning" : "";
        lines.push(
          K.el(
            "p",
            { class: `km-quiet${old}` },
            _("Newest evidence: %(age)s.", { age: K.terms.daysAgo(age) }),
          ),
        );
      }
      if (name === "agreement") lines.push(this.bothSides(place));
      return K.el(
        "div",
        { class: "km-state" },
        lines,
        this.support(view, row, basis),
        this.strip(place),
      );
    }

    bothSides(place) {
      const { store } = this;
      return K.el(
        "p",
        {},
        ["ukraine", "russia"].map((name) => {
          const view = store.view(name);
          const row = view.rowOn(place, store.state.day);
          const control = K.terms.control(view.control(place, row));
          return K.el(
            "span",
            { class: "km-side-line" },
            `${K.terms.view(name)}: ${control}, ${K.terms.basis(view.basis(row))}`,
          );
        }),
      );
    }

    /** What the state rests on when nobody named the place itself: its neighbours. */
    support(view, row, basis) {
      if (row < 0 || !this.testimony) return null;
      const { store } = this;
      const support = this.testimony.support[store.state.known]?.[view.name]?.[row];
      if (!support) return null;
      const [numbers, chances] = support;
      const parts = [];
      if (basis === "i") {
        const neighbours = [...new Set(numbers.map((n) => this.testimony.statements[n].place))];
        const items = neighbours
          .filter((other) => other !== store.state.place)
          .slice(0, 6)
          .map((other) => K.el("li", {}, K.placeButton(store, other)));
        if (items.length)
          parts.push(K.el("p", {}, _("Inferred from:")), K.el("ul", { class: "km-inline" }, items));
      }
      const chance = { u: chances[2], r: chances[0], c: chances[1] }[
        view.control(store.state.place, row)
      ];
      if (basis !== "b") {
        parts.push(
          K.el(
            "p",
            { class: "km-quiet" },
            _("The model gives this %(n)s chances in 100.", { n: chance }),
          ),
        );
      }
      return parts;
    }

    strip(place) {
      return this.testimony ? K.historyStrip(this.store, place, this.statementsOf(place)) : null;
    }

    statementsOf(place) {
      return this.testimony.statements.filter((statement) => statement.place === place);
    }

    /** First the sentences that made it so, then everything that was ever said of it. */
    evidence(place) {
      if (this.failed)
        return K.el(
          "p",
          { role: "alert" },
          _("The statements could not be loaded. Reload the page to try again."),
        );
      if (!this.testimony) return K.el("p", { class: "km-loading" }, _("Loading statements…"));
      const { known, day } = this.store.state;
      let statements = this.statementsOf(place);
      if (known === "evening") statements = statements.filter(({ reported }) => reported <= day);
      if (!statements.length) {
        return K.el(
          "p",
          { class: "km-quiet" },
          _("No article that we read names this settlement."),
        );
      }
      const grounds = this.grounds(place);
      const cards = (list) =>
        K.el(
          "ol",
          { class: "km-statements" },
          list.map((said) => K.statementCard(this.store, this.testimony, said)),
        );
      const all = K.ngettext("%(n)s statement", "%(n)s statements", statements.length);
      if (!grounds.length || statements.length <= MOST) {
        return K.el("div", {}, K.el("h3", {}, all), cards(statements));
      }
      const rest = K.el(
        "details",
        { class: "km-all", open: this.allOpen ?? false, toggle: () => (this.allOpen = rest.open) },
        K.el("summary", {}, _("All %(all)s, oldest first", { all })),
        cards(statements),
      );
      return K.el("div", {}, K.el("h3", {}, _("It rests on")), cards(grounds), rest);
    }

    /** The statements about the place itself that weigh most on this day, newest first. */
    grounds(place) {
      const { state } = this.store;
      const view = this.store.view();
      const row = view.rowOn(place, state.day);
      const numbers =
        row < 0 ? [] : (this.testimony.support[state.known]?.[view.name]?.[row]?.[0] ?? []);
      return numbers
        .map((number) => this.testimony.statements[number])
        .filter((said) => said.place === place)
        .slice(0, MOST);
    }
  };
})(window.KurskMap);
