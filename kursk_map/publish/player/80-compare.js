((K) => {
  const { _ } = K;
  const MOST = 40;
  const VIEWS = ["all", "ukraine", "russia", "independent"];

  /** This map against another day or another view: signed km² and every settlement that differs. */
  K.Compare = class {
    constructor(store, loadStatements) {
      this.store = store;
      this.loadStatements = loadStatements;
      this.result = K.el("div");
      this.element = K.el("section", { class: "km-compare", hidden: true });
      store.on(["compare", "language"], () => this.build());
      const soon = K.debounce(60, () => this.show());
      store.on(
        ["day", "view", "known", "otherDay", "otherView", "otherKnown"],
        () => store.state.compare && soon(),
      );
      this.build();
    }

    build() {
      const { state, season } = this.store;
      this.element.hidden = !state.compare;
      if (!state.compare) return;
      const date = K.el("input", {
        type: "date",
        value: season.iso(state.otherDay),
        min: season.iso(0),
        max: season.iso(season.days - 1),
        change: () => {
          const day = season.dayOf(date.value);
          if (day !== null) this.store.set({ otherDay: day });
        },
      });
      const view = K.el(
        "select",
        { change: () => this.store.set({ otherView: view.value }) },
        VIEWS.map((name) =>
          K.el("option", { value: name, selected: name === state.otherView }, K.terms.view(name)),
        ),
      );
      const known = K.el(
        "select",
        { change: () => this.store.set({ otherKnown: known.value }) },
        [
          ["now", _("as known now")],
          ["evening", _("as known that evening")],
        ].map(([value, label]) =>
          K.el("option", { value, selected: value === state.otherKnown }, label),
        ),
      );
      this.element.replaceChildren(
        K.el("h2", {}, _("Compared with")),
        K.el(
          "div",
          { class: "km-fields" },
          K.el("label", {}, K.el("span", {}, _("Day")), date),
          K.el("label", {}, K.el("span", {}, _("View")), view),
          K.page.config.files.evenings
            ? K.el("label", {}, K.el("span", {}, _("Known")), known)
            : "",
        ),
        this.shapes(),
        this.result,
      );
      this.element.setAttribute("aria-label", _("Compare"));
      this.show();
    }

    /** As one map of the difference, or as two maps. */
    shapes() {
      const { store } = this;
      return K.el(
        "fieldset",
        { class: "km-choice" },
        K.el("legend", { class: "km-aside-text" }, _("Shown as")),
        [
          [false, _("difference")],
          [true, _("side by side")],
        ].map(([beside, label]) =>
          K.el(
            "label",
            {},
            K.el("input", {
              type: "radio",
              name: "km-beside",
              checked: store.state.beside === beside,
              change: () => store.set({ beside }),
            }),
            K.el("span", {}, label),
          ),
        ),
      );
    }

    /** The settlements that differ, this map after the other. */
    changes() {
      const { state } = this.store;
      const other = this.store.otherView();
      return other.changesBetween(state.otherDay, this.store.view(), state.day);
    }

    async fetchReasons() {
      this.testimony ??= await this.loadStatements();
    }

    show() {
      if (!this.store.state.compare) return;
      if (!this.testimony) {
        this.fetchReasons()
          .then(() => this.show())
          .catch(() => {});
      }
      const changes = this.changes();
      const items = changes
        .slice(0, MOST)
        .map((change) =>
          K.el(
            "li",
            {},
            K.placeButton(this.store, change.place),
            " ",
            K.changeMarks(change),
            K.el("span", { class: "km-quiet" }, this.reason(change)),
          ),
        );
      const count = K.ngettext(
        "%(n)s settlement differs",
        "%(n)s settlements differ",
        changes.length,
      );
      this.result.replaceChildren(
        this.areas(),
        K.el("h3", {}, count),
        K.el("ul", { class: "km-changes" }, items),
        changes.length > MOST
          ? K.el(
              "p",
              { class: "km-quiet" },
              _("These are the first %(n)s; the file holds all.", { n: MOST }),
            )
          : "",
        K.el(
          "button",
          {
            type: "button",
            class: "km-button",
            click: () => this.download(),
            disabled: !changes.length,
          },
          _("Download the list (CSV)"),
        ),
      );
    }

    /** On whose word it differs, once the statements are there; else how it is known. */
    reason({ after }) {
      const view = this.store.view();
      const said = this.saidOf(after);
      if (said) {
        const date = K.formatDate(this.store.season.date(said.from), "short");
        const what = K.terms.change(said.change, said.side);
        return `${K.terms.shortClaimant(said.claimant)}: ${what}, ${date}`;
      }
      const basis = K.terms.basis(view.basis(after));
      const evidence = after < 0 ? null : view.rows.evidence[after];
      if (evidence === null) return basis;
      return `${basis}, ${K.formatDate(this.store.season.date(evidence), "short")}`;
    }

    /**
     * The weightiest statement that gives the place to whom the map gives it; where the map rests
     * on what a later statement implies, that one.
     */
    saidOf(row) {
      if (!this.testimony || row < 0) return undefined;
      const view = this.store.view();
      const [numbers] = this.testimony.support[this.store.state.known]?.[view.name]?.[row] ?? [[]];
      const said = numbers.map((number) => this.testimony.statements[number]);
      const holder = CONTROL[view.rows.control[row]];
      return (
        said.find(({ control, modality }) => control === holder && modality === "asserted") ??
        (view.rows.basis[row] === "m" ? said.find(({ control }) => control !== null) : undefined)
      );
    }

    areas() {
      const { state } = this.store;
      const here = this.store.view().km2(state.day);
      const there = this.store.otherView().km2(state.otherDay);
      if (!here || !there) return K.el("p", { class: "km-quiet" }, _("One of the two has no map."));
      const sum = (km2, number) => (number === 2 ? km2[2] + km2[3] : km2[number]);
      const rows = K.terms.landKinds().map(({ kind, label }, number) => {
        const difference = K.signed(sum(here, number) - sum(there, number));
        return K.el(
          "tr",
          {},
          K.el(
            "th",
            { scope: "row" },
            K.el("span", { class: `km-swatch km-swatch-${kind}` }),
            label,
          ),
          K.el("td", {}, _("%(n)s km²", { n: difference })),
        );
      });
      return K.el(
        "table",
        { class: "km-areas" },
        K.el("caption", { class: "km-aside-text" }, _("Difference in claimed area")),
        K.el("tbody", {}, rows),
      );
    }

    async download() {
      const { season, state } = this.store;
      await this.fetchReasons();
      const lines = this.changes().map(({ place, from, to, after }) => {
        const said = this.saidOf(after);
        const document = said && this.testimony.documents[said.document];
        const view = this.store.view();
        const evidence = after < 0 ? null : view.rows.evidence[after];
        return [
          season.places.id[place],
          season.name(place),
          CONTROL[from],
          CONTROL[to],
          BASIS[view.basis(after)],
          evidence === null ? "" : season.iso(evidence),
          said?.claimant,
          said?.name,
          document?.publisher,
          document?.url,
        ];
      });
      const stem = (day, view, known) =>
        `${season.iso(day)}-${view}${known === "evening" ? "-known-that-evening" : ""}`;
      const before = stem(state.otherDay, state.otherView, state.otherKnown);
      const name = `kursk-${before}-to-${stem(state.day, state.view, state.known)}.csv`;
      K.save(name, "text/csv;charset=utf-8", K.csv([HEADER, ...lines]));
    }
  };

  const CONTROL = { u: "ukrainian", r: "russian", c: "contested" };
  const BASIS = { s: "stated", m: "implied", i: "inferred", b: "baseline" };
  const HEADER = [
    "place_id",
    "name",
    "control_before",
    "control_after",
    "basis",
    "last_evidence_on",
    "claimant",
    "claimant_name",
    "publisher",
    "url",
  ];

  /** Comma-separated text. What a spreadsheet would take for a formula gets an apostrophe. */
  K.csv = (rows) =>
    rows
      .map((row) => row.map((value) => cell(String(value ?? ""))).join(","))
      .join("\r\n")
      .concat("\r\n");

  const cell = (text) => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
})(window.KurskMap);
