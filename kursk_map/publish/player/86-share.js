((K) => {
  const { _ } = K;

  /** A link to exactly what is shown, how to cite it, how to put it on another page. */
  K.Share = class {
    constructor(store, host) {
      this.store = store;
      this.host = host;
      this.panel = K.el("div", { class: "km-share", hidden: true, role: "group" });
      this.button = K.el("button", {
        type: "button",
        class: "km-button",
        "aria-expanded": "false",
        click: () => this.toggle(),
      });
      this.element = K.el("div", { class: "km-share-box" }, this.button, this.panel);
      this.element.addEventListener("keydown", (event) => {
        if (event.key === "Escape" && !this.panel.hidden) {
          this.toggle();
          this.button.focus();
        }
      });
      document.addEventListener("pointerdown", (event) => {
        if (!this.panel.hidden && !this.element.contains(event.target)) this.toggle();
      });
      store.on(
        [
          ...["day", "view", "known", "place", "map"],
          ...["compare", "beside", "otherDay", "otherView", "otherKnown"],
        ],
        () => !this.panel.hidden && this.fill(),
      );
    }

    label() {
      this.button.textContent = _("Share");
      this.panel.setAttribute("aria-label", _("Share"));
      if (!this.panel.hidden) this.fill();
    }

    toggle() {
      this.panel.hidden = !this.panel.hidden;
      this.button.setAttribute("aria-expanded", String(!this.panel.hidden));
      if (!this.panel.hidden) this.fill();
    }

    fill() {
      const link = this.host.linkTo(this.store.address());
      const fields = [
        this.field("link", _("Link to this map"), _("Copy link"), link),
        this.field("cite", _("Cite this map"), _("Copy citation"), this.citation(link)),
        this.field("embed", _("Put it on your page"), _("Copy embed code"), this.embedCode(link)),
        this.data(),
        K.el(
          "button",
          { type: "button", class: "km-button", click: () => this.host.print() },
          _("Print"),
        ),
      ];
      this.panel.replaceChildren(...fields.filter(Boolean));
    }

    /** The data that lie beside the page, where there are any. */
    data() {
      const names = Object.entries(K.page.config.data ?? {});
      if (!names.length || this.host.lean) return null;
      const links = names.map(([view, name]) =>
        K.el("li", {}, K.el("a", { href: name, download: name }, K.terms.view(view))),
      );
      return K.el(
        "div",
        { class: "km-share-field" },
        K.el("span", {}, _("The whole season as GeoJSON")),
        K.el("ul", { class: "km-inline" }, links),
      );
    }

    field(name, label, action, text) {
      const area = K.el("textarea", {
        id: `km-share-${name}`,
        readonly: true,
        rows: name === "link" ? 2 : 3,
      });
      area.value = text;
      const copy = K.el(
        "button",
        { type: "button", class: "km-button", click: () => this.copy(area, copy) },
        action,
      );
      return K.el(
        "div",
        { class: "km-share-field" },
        K.el("label", { for: area.id }, label),
        area,
        copy,
      );
    }

    async copy(area, button) {
      const before = button.textContent;
      try {
        await navigator.clipboard.writeText(area.value);
      } catch {
        // Without leave to write to the clipboard, the selection is what is left.
        area.select();
        document.execCommand("copy");
      }
      button.textContent = _("Copied");
      setTimeout(() => (button.textContent = before), 1500);
    }

    citation(link) {
      const { state, season } = this.store;
      const date = season.iso(state.day);
      return _(
        "Kursk incursion claims map. %(view)s on %(date)s, known by %(known)s. Data version %(version)s, %(licence)s. %(link)s",
        {
          view: K.terms.view(state.view),
          date,
          known: state.known === "evening" ? date : season.iso(season.days - 1),
          version: season.version,
          licence: season.raw.licence,
          link,
        },
      );
    }

    embedCode(link) {
      const address = this.host.lean ? link : this.host.embedded(link);
      const escaped = address.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
      const title = _("Kursk incursion: who claimed what");
      return `<iframe src="${escaped}" title="${title}" width="100%" height="640" style="border:0" loading="lazy"></iframe>`;
    }
  };
})(window.KurskMap);
