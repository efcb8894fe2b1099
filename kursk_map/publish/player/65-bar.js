((K) => {
  const { _ } = K;
  const LANGUAGES = { en: "English", uk: "Українська", ru: "Русский" };
  const SHORT = { en: "ENG", uk: "УКР", ru: "РУС" };
  const NARROW = window.matchMedia("(max-width: 640px)");

  /** The bar over the map: whose map, known when, find, compare, share, language. */
  K.Bar = class {
    constructor(store, page) {
      this.store = store;
      this.page = page;
      this.finder = new K.Finder(store, page);
      this.share = new K.Share(store, page.host);
      this.element = K.el("header", { class: "km-bar" });
      store.on(["language"], () => this.label());
      store.on(["view", "known", "compare"], () => this.show());
      NARROW.addEventListener("change", () => this.label());
      this.label();
    }

    label() {
      const { page, store } = this;
      this.compare = K.el(
        "button",
        {
          type: "button",
          class: "km-button",
          "aria-pressed": "false",
          click: () => this.toggleCompare(),
        },
        _("Compare"),
      );
      const language = K.el(
        "select",
        {
          class: "km-language",
          "aria-label": _("Language"),
          change: () => store.set({ language: language.value }),
        },
        Object.entries(LANGUAGES).map(([code, name]) =>
          K.el(
            "option",
            { value: code, lang: code, selected: code === store.state.language},
            NARROW.matches ? SHORT[code] : name,
          ),
        ),
      );
      this.finder.label();
      this.share.label();
      this.element.replaceChildren(
        page.host.name === "file" && !page.host.lean
          ? K.el("h1", { class: "km-title" }, _("Kursk incursion: who claimed what"))
          : "",
        this.choice(
          "view",
          _("View"),
          K.VIEWS.map((view) => [view, K.terms.view(view), K.terms.shortView(view)]),
        ),
        page.config.files.evenings
          ? this.choice("known", _("Known"), [
              ["now", _("as known now")],
              ["evening", _("as known that evening")],
            ])
          : "",
        K.el(
          "div",
          { class: "km-tools" },
          this.finder.element,
          this.compare,
          this.share.element,
          language,
        ),
      );
      this.show();
    }

    /** One of a few: native radio buttons, dressed as a row. */
    choice(name, legend, options) {
      return K.el(
        "fieldset",
        { class: `km-choice km-choice-${name}` },
        K.el("legend", { class: "km-aside-text" }, legend),
        options.map(([value, label, short = label]) =>
          K.el(
            "label",
            {},
            K.el("input", {
              type: "radio",
              name: `km-${name}`,
              value,
              "aria-label": label,
              checked: this.store.state[name] === value,
              change: () => this.choose(name, value),
            }),
            K.el("span", {}, NARROW.matches ? short : label),
          ),
        ),
      );
    }

    choose(name, value) {
      const patch = { [name]: value };
      if (value === "agreement") patch.compare = false;
      this.store.set(patch);
    }

    toggleCompare() {
      const { state, season } = this.store;
      if (state.compare) {
        this.store.set({ compare: false });
        return;
      }
      const view = state.view === "agreement" ? "all" : state.view;
      const otherDay = state.otherDay || Math.max(0, Math.min(season.days - 1, state.day - 14));
      this.store.set({ view, compare: true, otherDay, otherView: view, otherKnown: state.known });
    }

    show() {
      const { state } = this.store;
      for (const name of ["view", "known"]) {
        const input = this.element.querySelector(
          `input[name="km-${name}"][value="${state[name]}"]`,
        );
        if (input) input.checked = true;
      }
      this.compare.setAttribute("aria-pressed", String(state.compare));
    }
  };
})(window.KurskMap);
