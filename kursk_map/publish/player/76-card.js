((K) => {
  const { _ } = K;

  /** One statement: whose word, of when, of what, in which words, printed where, read by which rules. */
  K.statementCard = (store, testimony, said) => {
    const { season } = store;
    const document = testimony.documents[said.document];
    const modality = K.terms.modality(said.modality);
    const known = [
      said.claimant,
      K.terms.claimant(said.claimant),
      K.terms.shortClaimant(said.claimant),
      document.publisher,
    ];
    const name = said.name && !known.includes(said.name) ? said.name : null;
    const go = K.el(
      "button",
      {
        type: "button",
        class: "km-go",
        click: () => store.goTo(said.from),
        title: _("Show this day on the map"),
      },
      K.terms.when(season, said.from, said.to, said.precision),
    );
    const near = Math.abs(said.from - store.state.day) <= 1 ? " km-near" : "";
    return K.el(
      "li",
      { class: `km-statement${near}` },
      K.el(
        "p",
        { class: "km-claim" },
        K.el("span", { class: `km-flag km-flag-${K.claimantKind(said.claimant)}` }),
        K.el("strong", {}, K.terms.claimant(said.claimant)),
        name ? [" (", K.foreign(name, 80), ")"] : null,
      ),
      K.el(
        "p",
        {},
        go,
        " ",
        K.el(
          "span",
          { class: "km-what" },
          modality ? `${modality}: ` : "",
          K.terms.change(said.change, said.side),
        ),
      ),
      K.el(
        "blockquote",
        { tabindex: said.quote.length > 400 ? "0" : null },
        K.foreign(said.quote, 4000),
      ),
      K.el(
        "p",
        { class: "km-quiet km-source" },
        K.linkOut(document.url, K.foreign(document.publisher, 60)),
        ", ",
        _("reported %(date)s", { date: K.formatDate(season.date(said.reported), "short") }),
        " · ",
        _("read by %(rules)s", { rules: K.clip(said.rules.join(", ") || "–", 120) }),
      ),
    );
  };
})(window.KurskMap);
