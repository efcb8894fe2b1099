((K) => {
  const DAY = 86_400_000;

  /** Paths are kept in pixels of this zoom level, counted from the theatre's north-west corner. */
  K.ZOOM = 12;

  /** One season: days, places, border, and a view for each way of seeing it. */
  K.Season = class {
    constructor(raw, ground) {
      this.raw = { ...raw, ...ground };
      this.version = raw.version;
      this.start = Date.parse(`${raw.start}T00:00:00Z`);
      this.days = raw.days;
      const [west, south, east, north] = ground.theatre;
      this.theatre = L.latLngBounds([south, west], [north, east]);
      this.origin = K.toPixels(north, west);
      this.places = this.readPlaces(ground.places);
      this.border = this.readBorder(ground.border);
      const memory = new K.Memory(this.border);
      const water = memory.read(ground.water).map((part) => memory.expand(part));
      this.water = this.path(water, true);
      this.totals = raw.totals;
      this.events = raw.events;
      this.views = { now: this.readViews(raw.views), evening: null };
      this.findSpoken();
    }

    /**
     * Places that ever have more than the baseline, in any view. Only they can change from day to
     * day; the others are drawn once.
     */
    findSpoken() {
      const spoken = new Uint8Array(this.places.count);
      this.named = new Uint8Array(this.places.count);
      for (const views of Object.values(this.views)) {
        for (const { rows } of Object.values(views ?? {})) {
          rows.place.forEach((place, row) => {
            if (rows.basis[row] !== "b") spoken[place] = 1;
            if ("sm".includes(rows.basis[row])) this.named[place] = 1;
          });
        }
      }
      const numbers = Array.from(spoken.keys());
      this.spoken = Int32Array.from(numbers.filter((place) => spoken[place]));
      this.silent = Int32Array.from(numbers.filter((place) => !spoken[place]));
    }

    /** The part of the theatre in which anything ever crossed, in any view. */
    reach() {
      const { soil, latitude, longitude } = this.places;
      const crossed = Object.values(this.views.now).flatMap(({ rows: { place, control } }) =>
        place.filter((number, row) => control[row] !== soil[number]),
      );
      if (!crossed.length) return this.theatre;
      return L.latLngBounds(crossed.map((number) => [latitude[number], longitude[number]]));
    }

    readViews(views) {
      return Object.fromEntries(
        Object.entries(views).map(([name, view]) => [name, new K.View(name, view, this)]),
      );
    }

    addEvenings(raw) {
      this.views.evening = this.readViews(raw.views);
      this.findSpoken();
      this.addBands(raw.bands, "evening");
    }

    addBands(bands, known = "now") {
      for (const [name, packed] of Object.entries(bands)) this.views[known][name].addBands(packed);
    }

    date(day) {
      return new Date(this.start + day * DAY);
    }

    iso(day) {
      return this.date(day).toISOString().slice(0, 10);
    }

    /** The number of a day written YYYY-MM-DD, or null when it is none of the season. */
    dayOf(iso) {
      if (!/^\d{4}-\d{2}-\d{2}$/.test(iso ?? "")) return null;
      const day = Math.round((Date.parse(`${iso}T00:00:00Z`) - this.start) / DAY);
      return Number.isFinite(day) ? Math.max(0, Math.min(this.days - 1, day)) : null;
    }

    readPlaces(raw) {
      const count = raw.id.length;
      const at = K.unpack(raw.at);
      const places = { ...raw, count, x: new Float64Array(count), y: new Float64Array(count) };
      places.longitude = new Float64Array(count);
      places.latitude = new Float64Array(count);
      places.number = new Map(raw.id.map((id, number) => [id, number]));
      let east = 0;
      let north = 0;
      for (let i = 0; i < count; i += 1) {
        east += at[2 * i];
        north += at[2 * i + 1];
        places.longitude[i] = this.raw.theatre[0] + east / this.raw.grid;
        places.latitude[i] = this.raw.theatre[1] + north / this.raw.grid;
        [places.x[i], places.y[i]] = this.unit(east, north);
      }
      return places;
    }

    name(place) {
      return this.places[K.language()][place] || this.places.en[place];
    }

    /** The district of a place in the page's language. */
    district(place) {
      const { district, districts } = this.places;
      return districts[K.language()][district[place]];
    }

    /** Steps of the grid as pixels of the fixed zoom. */
    unit(east, north) {
      const { grid, theatre } = this.raw;
      const point = K.toPixels(theatre[1] + north / grid, theatre[0] + east / grid);
      return [point.x - this.origin.x, point.y - this.origin.y];
    }

    readBorder(packed) {
      const numbers = K.unpack(packed);
      const vertices = [];
      let east = 0;
      let north = 0;
      for (let i = 0; i < numbers.length; i += 2) {
        east += numbers[i];
        north += numbers[i + 1];
        vertices.push([east, north]);
      }
      return vertices;
    }

    borderPath() {
      return this.path([this.border], false);
    }

    /** Lines, or rings if closed, as one path in pixels of the fixed zoom. */
    path(parts, closed) {
      const path = new Path2D();
      for (const part of parts) {
        part.forEach(([east, north], i) => {
          const [x, y] = this.unit(east, north);
          if (i) path.lineTo(x, y);
          else path.moveTo(x, y);
        });
        if (closed) path.closePath();
      }
      return path;
    }
  };

  // Spherical Mercator, as Leaflet's own, without an object for each vertex.
  const SIZE = 256 * 2 ** K.ZOOM;
  K.toPixels = (latitude, longitude) => ({
    x: SIZE * (0.5 + longitude / 360),
    y: SIZE * (0.5 - Math.log(Math.tan(Math.PI * (0.25 + latitude / 360))) / (2 * Math.PI)),
  });
})(window.KurskMap);
