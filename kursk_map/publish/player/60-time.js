((K) => {
  const { _ } = K;
  const SPEEDS = [2, 5, 10, 30];
  const SIGNS = { ArrowLeft: "←", ArrowRight: "→", PageUp: "Page Up", PageDown: "Page Down" };
  const ICONS = {
    first: "M3 3h2v10H3zM14 3v10L6 8z",
    back7: "M8.5 3v10L2 8zM14.5 3v10L8 8z",
    back: "M11.5 3v10L4.5 8z",
    play: "M4 2.5v11L13 8z",
    pause: "M4 3h3v10H4zM9 3h3v10H9z",
    next: "M4.5 3v10l7-5z",
    next7: "M7.5 3v10L14 8zM1.5 3v10L8 8z",
    last: "M11 3h2v10h-2zM2 3v10l8-5z",
    change: "M8 1.5 14.5 8 8 14.5 1.5 8z",
  };

  /** The slider with its buttons and keys. It moves the day and knows nothing of the map. */
  K.Time = class {
    constructor(store) {
      this.store = store;
      this.playing = false;
      this.perSecond = 5;
      this.chart = new K.Chart(store);
      this.range = K.el("input", {
        type: "range",
        class: "km-range",
        min: 0,
        max: store.season.days - 1,
        step: 1,
        input: () => this.goTo(Number(this.range.value)),
        keydown: (event) => this.onKey(event),
      });
      this.date = K.el("output", { class: "km-date" });
      this.buttons = K.el("div", { class: "km-buttons", role: "group" });
      this.element = K.el(
        "section",
        { class: "km-time" },
        K.el("div", { class: "km-transport" }, this.date, this.buttons),
        K.el("div", { class: "km-track" }, this.chart.element, this.range),
        this.chart.keys,
      );
      store.on(["day"], () => this.showDay());
      store.on(["language"], () => this.label());
      document.addEventListener("keydown", (event) => this.onPageKey(event));
      this.label();
    }

    label() {
      this.element.setAttribute("aria-label", _("Time"));
      this.range.setAttribute("aria-label", _("Date"));
      this.buttons.setAttribute("aria-label", _("Play and step"));
      const button = (icon, label, work, key) =>
        K.el(
          "button",
          {
            type: "button",
            title: `${label} (${SIGNS[key] ?? key})`,
            "aria-label": label,
            "aria-keyshortcuts": key,
            click: work,
          },
          K.icon(ICONS[icon]),
        );
      this.playButton = button("play", _("Play"), () => this.toggle(), "Space");
      this.playButton.classList.add("km-play");
      const speed = K.el(
        "select",
        {
          class: "km-speed",
          "aria-label": _("Speed"),
          change: () => this.setSpeed(Number(speed.value)),
        },
        SPEEDS.map((n) =>
          K.el("option", { value: n, selected: n === this.perSecond }, _("%(n)s days/s", { n })),
        ),
      );
      this.buttons.replaceChildren(
        button("first", _("First day"), () => this.goTo(0), "Home"),
        button("back7", _("7 days back"), () => this.step(-7), "PageDown"),
        button("back", _("1 day back"), () => this.step(-1), "ArrowLeft"),
        this.playButton,
        button("next", _("1 day on"), () => this.step(1), "ArrowRight"),
        button("next7", _("7 days on"), () => this.step(7), "PageUp"),
        button("last", _("Last day"), () => this.goTo(this.store.season.days - 1), "End"),
        button("change", _("Next change"), () => this.nextChange(), "n"),
        speed,
      );
      this.showPlaying();
      this.showDay();
    }

    showDay() {
      const { day } = this.store.state;
      const date = this.store.season.date(day);
      this.range.value = day;
      this.range.setAttribute("aria-valuetext", K.formatDate(date, "long"));
      this.date.textContent = K.formatDate(date, "short");
      this.chart.showDay(day);
    }

    goTo(day) {
      this.store.goTo(day);
    }

    step(days) {
      this.goTo(this.store.state.day + days);
    }

    nextChange() {
      const { day } = this.store.state;
      const next = this.store
        .view()
        .changeDays()
        .find((other) => other > day);
      if (next !== undefined) this.goTo(next);
    }

    moves() {
      const last = this.store.season.days - 1;
      return {
        ArrowRight: () => this.step(1),
        ArrowUp: () => this.step(1),
        ArrowLeft: () => this.step(-1),
        ArrowDown: () => this.step(-1),
        PageUp: () => this.step(7),
        PageDown: () => this.step(-7),
        Home: () => this.goTo(0),
        End: () => this.goTo(last),
        " ": () => this.toggle(),
        n: () => this.nextChange(),
      };
    }

    onKey(event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const move = this.moves()[event.key];
      if (!move) return;
      event.preventDefault();
      event.stopPropagation();
      move();
    }

    /** Keys work from anywhere in the frame unless what has the focus needs them itself. */
    onPageKey(event) {
      if (event.defaultPrevented || event.target !== document.body) return;
      if (["ArrowRight", "ArrowLeft", " ", "n"].includes(event.key)) this.onKey(event);
    }

    setSpeed(perSecond) {
      this.perSecond = perSecond;
    }

    toggle() {
      if (this.playing) this.pause();
      else this.play();
    }

    play() {
      const { store } = this;
      if (store.state.day >= store.season.days - 1) store.goTo(0);
      this.playing = true;
      store.setResting(false);
      this.showPlaying();
      let [then, owed] = [performance.now(), 0];
      const tick = (now) => {
        if (!this.playing) return;
        owed += ((now - then) * this.perSecond) / 1000;
        then = now;
        if (owed >= 1) {
          const days = Math.min(Math.floor(owed), 7);
          owed %= 1;
          this.step(days);
        }
        if (store.state.day >= store.season.days - 1) this.pause();
        else requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
    }

    pause() {
      this.playing = false;
      this.store.setResting(true);
      this.showPlaying();
    }

    showPlaying() {
      const label = this.playing ? _("Pause") : _("Play");
      this.playButton.replaceChildren(K.icon(ICONS[this.playing ? "pause" : "play"]));
      this.playButton.setAttribute("aria-label", label);
      this.playButton.title = `${label} (Space)`;
    }
  };
})(window.KurskMap);
