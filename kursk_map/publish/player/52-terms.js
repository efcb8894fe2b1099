((K) => {
  const { _ } = K;

  /** The product's terms in the page's language. Functions, because the language can change. */
  K.terms = {
    view: (view) =>
      ({
        all: _("All claims"),
        ukraine: _("Ukraine’s claims"),
        russia: _("Russia’s claims"),
        independent: _("Independent"),
        agreement: _("Agreement"),
      })[view],

    /** For a narrow page, where the long names would not stand side by side. */
    shortView: (view) =>
      ({
        all: _("All"),
        ukraine: _("Ukraine"),
        russia: _("Russia"),
        independent: _("Independent"),
        agreement: _("Agreement"),
      })[view],

    /** What every reader must know before anything else. */
    caution: () =>
      _(
        "This map shows published claims, each with its claimant. It is not live, it may be wrong wherever the claims are wrong, and it is no guide for anyone’s movements.",
      ),

    viewNote: (view) =>
      ({
        all: _(
          "Every claimant’s statements, reconciled. The only view that also hears milbloggers.",
        ),
        ukraine: _("Only what Ukrainian officials said."),
        russia: _("Only what Russian officials said."),
        independent: _("Only ISW, DeepState, other analysts and media that name nobody."),
        agreement: _("What Ukrainian and Russian officials say of each settlement, side by side."),
      })[view],

    byView: (view) =>
      ({
        all: _("By all claims reconciled"),
        ukraine: _("By Ukraine’s claims"),
        russia: _("By Russia’s claims"),
        independent: _("By independent accounts"),
      })[view],

    control: (control) =>
      ({ u: _("Ukrainian-claimed"), r: _("Russian-claimed"), c: _("contested") })[control],

    basis: (basis) =>
      ({
        s: _("stated"),
        m: _("implied by a later statement"),
        i: _("inferred from its neighbours"),
        b: _("as before the incursion"),
      })[basis],

    claimant: (claimant) =>
      ({
        ukrainian_officials: _("Ukrainian officials"),
        russian_officials: _("Russian officials"),
        isw: _("Institute for the Study of War"),
        deepstate: _("DeepState"),
        analyst: _("Analysts"),
        milblogger: _("Milbloggers"),
        media: _("Media, nobody named"),
      })[claimant] ?? claimant,

    shortClaimant: (claimant) =>
      ({
        ukrainian_officials: _("Ukraine"),
        russian_officials: _("Russia"),
        isw: "ISW",
        deepstate: "DeepState",
        analyst: _("Analysts"),
        milblogger: _("Milbloggers"),
        media: _("Media"),
      })[claimant] ?? claimant,

    change: (change, side) =>
      ({
        gained: { ukrainian: _("Ukraine took it"), russian: _("Russia took it") },
        lost: { ukrainian: _("Ukraine lost it"), russian: _("Russia lost it") },
        held: { ukrainian: _("Ukraine holds it"), russian: _("Russia holds it") },
        contested: {
          ukrainian: _("fighting in it, Ukraine attacks"),
          russian: _("fighting in it, Russia attacks"),
        },
        present: {
          ukrainian: _("Ukrainian troops are there"),
          russian: _("Russian troops are there"),
        },
        repelled: {
          ukrainian: _("a Ukrainian attack near it failed"),
          russian: _("a Russian attack near it failed"),
        },
        advanced: {
          ukrainian: _("Ukraine advances near it"),
          russian: _("Russia advances near it"),
        },
        fire_control: {
          ukrainian: _("under Ukrainian fire control"),
          russian: _("under Russian fire control"),
        },
      })[change]?.[side] ?? change,

    modality: (modality) =>
      ({ denied: _("denied"), possible: _("possible"), planned: _("planned") })[modality] ?? null,

    landKinds: () => [
      { kind: "u", label: _("Ukrainian-claimed Russian soil") },
      { kind: "r", label: _("Russian-claimed Ukrainian soil") },
      { kind: "c", label: _("Contested") },
    ],

    /** When a statement holds: a day, a span, a month, "by" a day. */
    when: (season, from, to, precision) => {
      const last = season.date(to - 1);
      if (precision === "by") return _("by %(date)s", { date: K.formatDate(last, "short") });
      if (precision === "month") return K.formatDate(season.date(from), "monthAndYear");
      const first = K.formatDate(season.date(from), "short");
      return to - from <= 1 ? first : `${first} – ${K.formatDate(last, "short")}`;
    },

    daysAgo: (days) =>
      days === 0 ? _("that day") : K.ngettext("%(n)s day before", "%(n)s days before", days),
  };

  /** Claimants as the chart and the panels colour them. */
  K.claimantKind = (claimant) =>
    ({ ukrainian_officials: "u", russian_officials: "r", milblogger: "m" })[claimant] ?? "i";
})(window.KurskMap);
