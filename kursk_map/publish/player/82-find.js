((K) => {
  const { _ } = K;
  const MOST = 8;

  /** Spellings brought to one form: no case, no accents, no apostrophes, no hyphens. */
  const plain = (text) =>
    text
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[’'ʼ`"«»ьъ]/g, "")
      .replace(/[-\s]+/g, " ")
      .trim();

  const whole = (text) => text.replaceAll(" ", "");

  const trigrams = (text) => {
    const padded = `  ${text} `;
    const found = new Set();
    for (let i = 0; i + 3 <= padded.length; i += 1) found.add(padded.slice(i, i + 3));
    return found;
  };

  /** How many letters must be changed, added, dropped or swapped to make one text the other. */
  const distance = (a, b) => {
    let [older, old] = [[], Array.from({ length: b.length + 1 }, (_unused, j) => j)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        const same = a[i - 1] === b[j - 1] ? 0 : 1;
        row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + same);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], older[j - 2] + 1);
        }
      }
      [older, old] = [old, row];
    }
    return old[b.length];
  };

  /** Settlements by any of their names in three languages, mistyped too. */
  K.NameIndex = class {
    constructor(season) {
      this.entries = [];
      const spoken = new Set(season.spoken);
      for (const language of ["en", "uk", "ru"]) {
        season.places[language].forEach((name, place) => {
          const text = plain(K.clip(name, 60));
          if (!text) return;
          const weight = spoken.has(place) ? 0.12 : 0;
          const size = Math.min(0.06, season.places.population[place] / 1e5);
          this.entries.push({
            place,
            text,
            whole: whole(text),
            grams: trigrams(text),
            weight: weight + size,
          });
        });
      }
    }

    /** The places whose names are most like a text, best first. */
    find(typed) {
      const wanted = plain(K.clip(typed, 60));
      if (!wanted) return [];
      const grams = trigrams(wanted);
      const best = new Map();
      for (const entry of this.entries) {
        const score = this.score(entry, wanted, grams);
        if (score > 0.42 && score > (best.get(entry.place) ?? 0)) best.set(entry.place, score);
      }
      return [...best]
        .sort((a, b) => b[1] - a[1])
        .slice(0, MOST)
        .map(([place]) => place);
    }

    score({ text, whole: joined, grams, weight }, wanted, wantedGrams) {
      if (joined === whole(wanted)) return 2 + weight;
      if (text.startsWith(wanted)) return 1.5 + weight - text.length / 500;
      if (wanted.length > 2 && text.includes(` ${wanted}`)) return 1.2 + weight;
      if (wanted.length < 3) return 0;
      let shared = 0;
      for (const gram of wantedGrams) if (grams.has(gram)) shared += 1;
      if (!shared) return 0;
      // What is typed so far is held against as much of the name.
      const begun = text.slice(0, wanted.length);
      const away = Math.min(distance(begun, wanted), distance(text, wanted));
      const alike = 1 - away / Math.max(wanted.length, 3);
      const overlap = shared / Math.max(wantedGrams.size, 1);
      return Math.max(alike, 0.5 * alike + 0.5 * overlap) * 0.9 + weight * 0.5;
    }
  };

  /** The search field with its list of suggestions (WAI-ARIA's combobox pattern). */
  K.Finder = class {
    constructor(store, page) {
      this.store = store;
      this.page = page;
      this.found = [];
      this.chosen = -1;
      this.list = K.el("ul", { id: "km-found", role: "listbox", hidden: true });
      this.input = K.el("input", {
        type: "search",
        role: "combobox",
        autocomplete: "off",
        spellcheck: "false",
        "aria-controls": "km-found",
        "aria-expanded": "false",
        "aria-autocomplete": "list",
        input: () => this.search(),
        focus: () => (this.index ??= new K.NameIndex(store.season)),
        blur: () => setTimeout(() => this.close(), 150),
        keydown: (event) => this.onKey(event),
      });
      this.element = K.el("div", { class: "km-find" }, this.input, this.list);
    }

    label() {
      this.input.setAttribute("aria-label", _("Find a settlement"));
      this.input.setAttribute("placeholder", _("Find a settlement"));
      this.list.setAttribute("aria-label", _("Settlements found"));
    }

    search() {
      this.index ??= new K.NameIndex(this.store.season);
      this.found = this.index.find(this.input.value);
      this.chosen = this.found.length ? 0 : -1;
      this.show();
    }

    show() {
      const { season } = this.store;
      const { places } = season;
      const options = this.found.map((place, number) =>
        K.el(
          "li",
          {
            id: `km-found-${number}`,
            role: "option",
            "aria-selected": String(number === this.chosen),
            mousedown: (event) => {
              event.preventDefault();
              this.choose(place);
            },
          },
          K.foreign(season.name(place), 60),
          K.el(
            "span",
            { class: "km-quiet" },
            " ",
            K.foreign(season.district(place), 60),
          ),
        ),
      );
      if (!options.length && this.input.value.trim()) {
        options.push(
          K.el(
            "li",
            {
              class: "km-quiet",
              role: "option",
              "aria-disabled": "true",
              "aria-selected": "false",
            },
            _("No settlement is called so."),
          ),
        );
      }
      this.list.replaceChildren(...options);
      this.list.hidden = !options.length;
      this.input.setAttribute("aria-expanded", String(!this.list.hidden));
      if (this.chosen >= 0)
        this.input.setAttribute("aria-activedescendant", `km-found-${this.chosen}`);
      else this.input.removeAttribute("aria-activedescendant");
    }

    onKey(event) {
      const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (move && this.found.length) {
        this.chosen = (this.chosen + move + this.found.length) % this.found.length;
        this.show();
      } else if (event.key === "Enter" && this.chosen >= 0) {
        this.choose(this.found[this.chosen]);
      } else if (event.key === "Escape") {
        this.close();
      } else {
        return;
      }
      event.preventDefault();
    }

    choose(place) {
      this.input.value = K.clip(this.store.season.name(place), 60);
      this.close();
      this.page.showPlace(place);
    }

    close() {
      this.found = [];
      this.chosen = -1;
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
      this.input.removeAttribute("aria-activedescendant");
    }
  };
})(window.KurskMap);
