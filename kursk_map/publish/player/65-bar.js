((K) => {
  const { _ } = K;

  /** The bar over the map: whose map, known when. */
  K.Bar = class {
    constructor(store, page) {
      this.store = store;
      this.page = page;
      this.element = K.el("header", { class: "km-bar" });
      store.on(["language"], () => this.label());
      store.on(["view", "known"], () => this.show());
      this.label();
    }

    label() {
      this.element.replaceChildren(
        this.choice("view", _("View"), K.VIEWS.map((view) => [view, K.terms.view(view)])),
        this.choice("known", _("Known"), [
          ["now", _("as known now")],
          ["evening", _("as known that evening")],
        ]),
      );
      this.show();
    }

    /** One of a few: native radio buttons, dressed as a row. */
    choice(name, legend, options) {
      return K.el(
        "fieldset",
        { class: `km-choice km-choice-${name}` },
        K.el("legend", { class: "km-aside-text" }, legend),
        options.map(([value, label]) =>
          K.el(
            "label",
            {},
            K.el("input", { type: "radio", name: `km-${name}`, value, change: () => this.store.set({ [name]: value }) }),
            K.el("span", {}, label),
          ),
        ),
      );
    }

    show() {
      for (const name of ["view", "known"]) {
        const input = this.element.querySelector(`input[name="km-${name}"][value="${this.store.state[name]}"]`);
        if (input) input.checked = true;
      }
    }
  };
})(window.KurskMap);
