((K) => {
  const { _ } = K;

  /** What may be long, in a window of its own that the keyboard can scroll. */
  const scrolled = (label, content) =>
    K.el(
      "div",
      { class: "km-scroll", tabindex: "0", role: "region", "aria-label": label },
      content,
    );

  /** Under the map: the day as a table, the claimed totals, the events, and what this is. */
  K.More = class {
    constructor(store, page, loadStatements) {
      this.store = store;
      this.loadStatements = loadStatements;
      this.page = page;
      this.sorting = { column: 0, down: false };
      this.element = K.el("div", { class: "km-more" });
      store.on(["language"], () => this.build());
      const later = K.debounce(200, () => this.fillTable());
      store.on(["day", "view", "known"], later);
      this.build();
    }

    build() {
      this.table = K.el("table", { class: "km-table" });
      this.element.replaceChildren(
        this.part(
          "settlements",
          _("Settlements on this day"),
          scrolled(_("Settlements on this day"), this.table),
        ),
        this.part("totals", _("Claimed totals"), scrolled(_("Claimed totals"), this.totals())),
        this.part("events", _("Events"), this.events()),
        this.part("about", _("About this map"), this.about()),
      );
      this.fillTable();
    }

    part(name, title, content) {
      const before = this.element.querySelector(`details[data-part="${name}"]`);
      const open = before?.open ?? name === "about";
      return K.el(
        "details",
        {
          "data-part": name,
          open,
          toggle: () => {
            this.fillTable();
            if (name === "totals") this.fillTotals();
            this.page.layout();
          },
        },
        K.el("summary", {}, K.el("h2", {}, title)),
        content,
      );
    }

    columns() {
      return [
        [_("Settlement"), ({ name }) => name],
        [_("District"), ({ district }) => district],
        [_("Said to be"), ({ control }) => control],
        [_("Why"), ({ basis }) => basis],
        [_("Since"), ({ since }) => since],
        [_("Newest evidence"), ({ evidence }) => evidence],
      ];
    }

    rows() {
      const { season, state } = this.store;
      const { places } = season;
      const view = this.store.view();
      const rows = view.rowsOn(state.day);
      return Array.from(season.spoken, (place) => {
        const row = rows[place];
        return {
          place,
          name: season.name(place),
          district: season.district(place),
          control: K.terms.control(view.control(place, row)),
          letter: view.control(place, row),
          basis: K.terms.basis(view.basis(row)),
          since: row < 0 ? 0 : view.rows.from[row],
          evidence: row < 0 || view.rows.evidence[row] === null ? -1 : view.rows.evidence[row],
        };
      });
    }

    fillTable() {
      if (!this.element.querySelector('[data-part="settlements"]')?.open) return;
      const { column, down } = this.sorting;
      const key = this.columns()[column][1];
      const rows = this.rows().sort((a, b) => {
        const [one, two] = [key(a), key(b)];
        const order = typeof one === "number" ? one - two : K.compareText(one, two);
        return (down ? -order : order) || K.compareText(a.name, b.name);
      });
      this.table.replaceChildren(
        K.el("caption", { class: "km-aside-text" }, K.summarise(this.store)),
        K.el(
          "thead",
          {},
          K.el(
            "tr",
            {},
            this.columns().map(([label], number) => this.header(label, number)),
          ),
        ),
        K.el(
          "tbody",
          {},
          rows.map((row) => this.row(row)),
        ),
      );
      this.page.layout();
    }

    header(label, number) {
      const { column, down } = this.sorting;
      const sorted = number === column ? (down ? "descending" : "ascending") : "none";
      const sort = () => {
        this.sorting = { column: number, down: number === column && !down };
        this.fillTable();
        this.table.querySelectorAll("th button")[number].focus();
      };
      return K.el(
        "th",
        { scope: "col", "aria-sort": sorted },
        K.el(
          "button",
          { type: "button", click: sort },
          label,
          K.el(
            "span",
            { "aria-hidden": "true" },
            { ascending: " ↑", descending: " ↓", none: "" }[sorted],
          ),
        ),
      );
    }

    row({ place, district, control, letter, basis, since, evidence }) {
      const { season } = this.store;
      const date = (day) => K.formatDate(season.date(day), "short");
      return K.el(
        "tr",
        {},
        K.el("th", { scope: "row" }, K.placeButton(this.store, place)),
        K.el("td", {}, K.foreign(district, 60)),
        K.el("td", {}, K.el("span", { class: `km-dot km-dot-${letter}` }), control),
        K.el("td", {}, basis),
        K.el("td", {}, date(Math.max(0, since))),
        K.el("td", {}, evidence < 0 ? "–" : date(evidence)),
      );
    }

    /** The claimed totals; where each was printed comes with the statements. */
    totals() {
      const { season } = this.store;
      const list = K.el("ul", { class: "km-long" });
      const fill = async () => {
        const { documents, totals } = await this.loadStatements();
        const rows = season.totals.map((total, number) => ({
          ...total,
          document: documents[totals[number]],
        }));
        rows.sort((a, b) => a.on - b.on);
        list.replaceChildren(
          ...rows.map((total) =>
            K.el(
              "li",
              {},
              K.el("span", { class: `km-flag km-flag-${K.claimantKind(total.claimant)}` }),
              K.describeTotal(season, total),
              " ",
              K.el(
                "span",
                { class: "km-quiet" },
                "(",
                K.linkOut(total.document.url, K.foreign(total.document.publisher, 60)),
                ")",
              ),
            ),
          ),
        );
        this.page.layout();
      };
      this.fillTotals = () => list.childElementCount || fill().catch(() => {});
      return list;
    }

    events() {
      const { season } = this.store;
      const items = season.events.map((event) =>
        K.el(
          "li",
          {},
          K.el(
            "button",
            { type: "button", class: "km-go", click: () => this.store.goTo(event.on) },
            K.formatDate(season.date(event.on), "short"),
          ),
          " ",
          event.texts[K.language()] ?? event.texts.en,
          " ",
          K.el(
            "span",
            { class: "km-quiet" },
            "(",
            K.linkOut(event.url, K.foreign(event.publisher, 60)),
            ")",
          ),
        ),
      );
      return K.el("ul", { class: "km-long" }, items);
    }

    about() {
      const { season } = this.store;
      return K.el(
        "div",
        { class: "km-about" },
        K.el("p", {}, K.el("strong", {}, K.terms.caution())),
        K.el(
          "p",
          {},
          _(
            "Land between settlements is drawn by inference from what was said of the settlements around it. Click any land or settlement to read the sentences behind it.",
          ),
        ),
        K.el(
          "p",
          { class: "km-quiet" },
          _("Data version %(version)s.", { version: season.version }),
          " ",
          season.raw.attribution,
          ".",
        ),
      );
    }
  };
})(window.KurskMap);
