((K) => {
  const { _ } = K;
  const [WIDTH, LABEL, ROW] = [336, 82, 15];

  /** One settlement's history: its control in this view as a band, each claimant's words as marks. */
  K.historyStrip = (store, place, statements) => {
    const { season } = store;
    const x = (day) =>
      LABEL + (Math.max(0, Math.min(season.days, day)) / season.days) * (WIDTH - LABEL);
    const view = store.view();
    const { from, to, control, basis } = view.rows;
    const bands = [];
    for (let row = view.firstRow[place]; row < view.firstRow[place + 1]; row += 1) {
      const faint = basis[row] === "b" ? " km-faint" : "";
      bands.push(
        K.svg("rect", {
          class: `km-band-${control[row]}${faint}`,
          x: x(from[row]),
          y: 2,
          height: 10,
          width: Math.max(0.5, x(to[row]) - x(from[row])),
        }),
      );
    }
    const spoken = new Set(statements.map(({ claimant }) => claimant));
    const claimants = CLAIMANTS.filter((claimant) => spoken.has(claimant));
    const middle = (row) => 7 + row * ROW;
    const marks = statements.map((said) =>
      mark(store, said, x, middle(1 + claimants.indexOf(said.claimant))),
    );
    const names = [K.terms.view(view.name), ...claimants.map(K.terms.shortClaimant)].map(
      (name, row) => K.svg("text", { class: "km-strip-name", x: 0, y: middle(row) + 4 }, name),
    );
    const height = (claimants.length + 1) * ROW;
    const now = x(store.state.day + 0.5);
    return K.el(
      "figure",
      { class: "km-strip" },
      K.svg(
        "svg",
        {
          viewBox: `0 0 ${WIDTH} ${height}`,
          role: "img",
          "aria-label": _("History of this settlement; the statements are listed below"),
        },
        names,
        bands,
        marks,
        K.svg("line", { class: "km-now", x1: now, x2: now, y1: 0, y2: height }),
      ),
    );
  };

  const CLAIMANTS = [
    "ukrainian_officials",
    "russian_officials",
    "isw",
    "deepstate",
    "analyst",
    "media",
    "milblogger",
  ];

  // A filled mark gives control to a side, a hollow one speaks of it without giving control.
  const mark = (store, said, x, y) => {
    const whose = { ukrainian: "u", russian: "r", contested: "c" }[said.control] ?? said.side[0];
    const hollow = said.control === null || said.modality !== "asserted" ? " km-hollow" : "";
    return K.svg(
      "circle",
      {
        class: `km-said km-said-${whose}${hollow}`,
        cx: x(said.from + 0.5),
        cy: y,
        r: 3.6,
        click: () => store.goTo(said.from),
      },
      K.svg(
        "title",
        {},
        `${K.terms.claimant(said.claimant)}: ${K.terms.change(said.change, said.side)}`,
      ),
    );
  };
})(window.KurskMap);
