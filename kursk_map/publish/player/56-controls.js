((K) => {
  const { _ } = K;
  const TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

  /** Buttons on the map: nearer, farther, everything, and online tiles, which start switched off. */
  K.Controls = class {
    constructor(page) {
      this.page = page;
      this.element = K.el("div", { class: "km-controls", role: "group" });
      L.control.scale({ imperial: false, position: "bottomright" }).addTo(page.map);
      // The mouse finds the map on its own; these are for everyone else as well.
      L.DomEvent.disableClickPropagation(this.element);
      page.store.on(["language"], () => this.label());
      page.store.on(["tiles"], ({ tiles }) => this.showTiles(tiles));
      this.label();
    }

    label() {
      const { map, store } = this.page;
      this.element.setAttribute("aria-label", _("Map controls"));
      const button = (icon, label, work) =>
        K.el(
          "button",
          { type: "button", title: label, "aria-label": label, click: work },
          K.icon(icon),
        );
      const tiles = K.el("input", {
        type: "checkbox",
        checked: store.state.tiles,
        change: () => store.set({ tiles: tiles.checked }),
      });
      this.element.replaceChildren(
        K.el(
          "div",
          { class: "km-zoom" },
          button("M7 2h2v5h5v2H9v5H7V9H2V7h5z", _("Zoom in"), () => map.zoomIn(1)),
          button("M2 7h12v2H2z", _("Zoom out"), () => map.zoomOut(1)),
          button(
            "M2 2h5v2H4v3H2zm7 0h5v5h-2V4H9zM2 9h2v3h3v2H2zm10 0h2v5H9v-2h3z",
            _("Show everything"),
            () => this.page.showEverything(),
          ),
        ),
        K.el(
          "label",
          {
            class: "km-tiles",
            title: _(
              "Loads pictures from openstreetmap.org; everything else stays on this machine.",
            ),
          },
          tiles,
          K.icon("M1 4l4.5-2 5 2L15 2v10l-4.5 2-5-2L1 14zm5.2 0v6.9l3.6 1.4V5.4z"),
          K.el("span", { class: "km-aside-text" }, _("Online tiles")),
        ),
      );
    }

    showTiles(wanted) {
      const { map } = this.page;
      this.tiles ??= L.tileLayer(TILES, { maxZoom: 19, attribution: "© OpenStreetMap" });
      if (wanted) this.tiles.addTo(map);
      else this.tiles.remove();
      this.page.root.dataset.tiles = wanted;
    }
  };
})(window.KurskMap);
