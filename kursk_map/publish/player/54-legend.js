((K) => {
  const { _ } = K;

  // A small window belongs to the map.
  const roomy = () => window.innerWidth > 820 && K.page.host.height() > 700;

  /** What the colours, patterns, lines and dots of the map mean; it opens and closes. */
  K.Legend = class {
    constructor(store) {
      this.store = store;
      this.list = K.el("dl");
      this.title = K.el("summary");
      this.element = K.el("details", { class: "km-legend", open: roomy() }, this.title, this.list);
      store.on(["view", "compare", "beside", "language"], () => this.show());
      this.show();
    }

    show() {
      const { view, compare, beside } = this.store.state;
      this.title.textContent = _("Legend");
      const rows = compare && !beside
        ? this.differences()
        : view === "agreement"
          ? this.verdicts()
          : this.land();
      this.list.replaceChildren(
        ...rows.flatMap(([kind, label]) => [
          K.el("dt", {}, K.el("span", { class: `km-key km-key-${kind}` })),
          K.el("dd", {}, label),
        ]),
      );
    }

    land() {
      return [
        ["u", _("Ukrainian-claimed Russian soil")],
        ["r", _("Russian-claimed Ukrainian soil")],
        ["c", _("Contested")],
        ["inferred", _("Inferred from neighbours")],
        ["stale", _("Newest word over %(n)s days old", { n: K.STALE_DAYS })],
        ["line", _("Front line, as claimed")],
        ["band", _("Where it runs, 4 chances in 5")],
        ["dot", _("Settlement: somebody said so")],
        ["ring", _("Settlement: inferred")],
      ];
    }

    verdicts() {
      return [
        ["v-same", _("Both say the same")],
        ["v-against", _("They contradict each other")],
        ["v-u", _("Only Ukraine has spoken")],
        ["v-r", _("Only Russia has spoken")],
      ];
    }

    differences() {
      return [
        ["u", _("More Ukrainian-claimed than in the other map")],
        ["r", _("More Russian-claimed than in the other map")],
        ["c", _("Contested")],
        ["line", _("Front line of this map")],
        ["dashed", _("Front line of the other map")],
      ];
    }
  };
})(window.KurskMap);
