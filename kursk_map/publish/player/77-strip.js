((K) => {
  const { _ } = K;
  const [WIDTH, LABEL, ROW, AXIS] = [336, 82, 15, 16];

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
          viewBox: `0 0 ${WIDTH} ${height + AXIS}`,
          role: "img",
          "aria-label": _("History of this settlement; the statements are listed below"),
        },
        names,
        bands,
        marks,
        axis(season, x, height),
        K.svg("line", { class: "km-now", x1: now, x2: now, y1: 0, y2: height }),
      ),
    );
  };

  /** The first day, each new year and the last day, so that the marks have their time. */
  const axis = (season, x, height) => {
    const days = [0, season.days - 1];
    for (let day = 1; day < season.days - 1; day += 1) {
      const date = season.date(day);
      if (date.getUTCMonth() === 0 && date.getUTCDate() === 1) days.push(day);
    }
    // A season of many years has room for its ends only.
    const shown = days.length > 6 ? days.slice(0, 2) : days;
    return shown.map((day) => {
      const anchor = { 0: "start", [season.days - 1]: "end" }[day] ?? "middle";
      const text = K.formatDate(season.date(day), "monthAndYear");
      const label = anchor === "middle" ? String(season.date(day).getUTCFullYear()) : text;
      const place = { x: x(day), y: height + 12, "text-anchor": anchor };
      return K.svg("text", { class: "km-strip-name", ...place }, label);
    });
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
