((K) => {
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Uint8Array(128);
  [...ALPHABET].forEach((letter, value) => (VALUE[letter.charCodeAt(0)] = value));
  const DAY = 86_400_000;

  /** Paths are kept in pixels of this zoom level, counted from the theatre's north-west corner. */
  K.ZOOM = 12;

  /** Read a payload: a gzipped file beside the page, or one written into it. */
  K.readPayload = async (source) => {
    const packed = source.startsWith("base64:")
      ? Uint8Array.from(atob(source.slice(7)), (letter) => letter.charCodeAt(0))
      : new Uint8Array(await fetchBytes(source));
    const zipped = packed[0] === 0x1f && packed[1] === 0x8b;
    if (!zipped) return JSON.parse(new TextDecoder().decode(packed));
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  };

  const fetchBytes = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${answer.status} ${address}`);
    return answer.arrayBuffer();
  };

  /** Yield the numbers that the packer wrote. */
  const unpack = (packed) => {
    const numbers = [];
    let rest = 0;
    let shift = 0;
    for (let i = 0; i < packed.length; i += 1) {
      const bits = VALUE[packed.charCodeAt(i)];
      rest |= (bits & 31) << shift;
      if (bits & 32) {
        shift += 5;
      } else {
        numbers.push(rest & 1 ? -((rest + 1) >> 1) : rest >> 1);
        rest = shift = 0;
      }
    }
    return numbers;
  };

  const keyOf = ([east, north]) => east * 65_536 + north;

  /** One season: days, places, border, and a view for each way of seeing it. */
  K.Season = class {
    constructor(raw) {
      this.raw = raw;
      this.version = raw.version;
      this.start = Date.parse(`${raw.start}T00:00:00Z`);
      this.days = raw.days;
      const [west, south, east, north] = raw.theatre;
      this.theatre = L.latLngBounds([south, west], [north, east]);
      this.origin = K.toPixels(north, west);
      this.places = this.readPlaces(raw.places);
      this.border = this.readBorder(raw.border);
      this.water = this.path(new K.Memory(this.border).read(raw.water), true);
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
      for (const views of Object.values(this.views)) {
        for (const { rows } of Object.values(views ?? {})) {
          rows.place.forEach((place, row) => {
            if (rows.basis[row] !== "b") spoken[place] = 1;
          });
        }
      }
      const numbers = Array.from(spoken.keys());
      this.spoken = Int32Array.from(numbers.filter((place) => spoken[place]));
      this.silent = Int32Array.from(numbers.filter((place) => !spoken[place]));
    }

    readViews(views) {
      return Object.fromEntries(
        Object.entries(views).map(([name, view]) => [name, new K.View(name, view, this)]),
      );
    }

    addEvenings(raw) {
      this.views.evening = this.readViews(raw.views);
      this.findSpoken();
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
      const at = unpack(raw.at);
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

    /** Steps of the grid as pixels of the fixed zoom. */
    unit(east, north) {
      const { grid, theatre } = this.raw;
      const point = K.toPixels(theatre[1] + north / grid, theatre[0] + east / grid);
      return [point.x - this.origin.x, point.y - this.origin.y];
    }

    readBorder(packed) {
      const numbers = unpack(packed);
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

    /** The front line in two: where it has left the border, and where it still is the border. */
    splitLine(parts) {
      this.onBorder ??= new Set(this.border.map(keyOf));
      const [line, rest] = [[], []];
      for (const part of parts) {
        for (let i = 1; i < part.length; i += 1) {
          const still = this.onBorder.has(keyOf(part[i - 1])) && this.onBorder.has(keyOf(part[i]));
          const target = still ? rest : line;
          if (target.at(-1)?.at(-1) === part[i - 1]) target.at(-1).push(part[i]);
          else target.push([part[i - 1], part[i]]);
        }
      }
      return { line: this.path(line, false), rest: this.path(rest, false) };
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

  /**
   * Vertices that were written once and are named afterwards; it starts with the border.
   * Strings must be read in the order in which they were written.
   */
  K.Memory = class {
    constructor(border) {
      this.vertices = [...border];
    }

    read(packedList) {
      return packedList.map((packed) => this.readOne(unpack(packed)));
    }

    readOne(numbers) {
      const part = [];
      let [east, north] = [0, 0];
      for (let i = 0; i < numbers.length; ) {
        const head = numbers[i++];
        const many = head >> 1;
        if (head & 1) {
          const named = numbers[i++];
          const step = named & 1 ? -1 : 1;
          for (let n = 0, at = named >> 1; n < many; n += 1, at += step) part.push(this.vertices[at]);
          [east, north] = part.at(-1);
        } else {
          for (let n = 0; n < many; n += 1) {
            east += numbers[i++];
            north += numbers[i++];
            part.push([east, north]);
            this.vertices.push(part.at(-1));
          }
        }
      }
      return part;
    }
  };

  /** The season in one view: land by day, settlements by day. */
  K.View = class {
    constructor(name, raw, season) {
      this.name = name;
      this.season = season;
      this.surfaces = raw.surfaces;
      const memory = new K.Memory(season.border);
      this.shapes = raw.surfaces.map(({ land, line, band }) => ({
        land: land.map((rings) => memory.read(rings)),
        line: memory.read(line),
        band: memory.read(band),
      }));
      this.drawnFrom = raw.drawn_from;
      this.rows = raw.settlements;
      this.paths = new Map();
      this.surfaceOfDay = new Int32Array(season.days).fill(-1);
      raw.surfaces.forEach((surface, number) => {
        this.surfaceOfDay.fill(number, Math.max(0, surface.from), Math.max(0, surface.to));
      });
      this.firstRow = new Int32Array(season.places.count + 1);
      for (const place of this.rows.place) this.firstRow[place + 1] += 1;
      for (let i = 0; i < season.places.count; i += 1) this.firstRow[i + 1] += this.firstRow[i];
      this.dayRows = new Int32Array(season.places.count).fill(-1);
      this.dayOfRows = -1;
    }

    surface(day) {
      const number = this.surfaceOfDay[day];
      return number < 0 || this.drawnFrom === null || day < this.drawnFrom ? null : number;
    }

    km2(day) {
      const number = this.surface(day);
      return number === null ? null : this.surfaces[number].km2;
    }

    /** The paths of a surface, made when it is first shown: land of four kinds, line, band. */
    pathsOf(number) {
      let paths = this.paths.get(number);
      if (!paths) {
        const { land, line, band } = this.shapes[number];
        paths = {
          land: land.map((rings) => this.season.path(rings, true)),
          ...this.season.splitLine(line),
          band: this.season.path(band, true),
        };
        this.paths.set(number, paths);
      }
      return paths;
    }

    /** The row that holds for each place on a day, -1 where nothing is known but the baseline. */
    rowsOn(day) {
      if (this.dayOfRows === day) return this.dayRows;
      for (const place of this.season.spoken) this.dayRows[place] = this.rowOn(place, day);
      this.dayOfRows = day;
      return this.dayRows;
    }

    rowOn(place, day) {
      const { from, to } = this.rows;
      for (let row = this.firstRow[place]; row < this.firstRow[place + 1]; row += 1) {
        if (from[row] <= day && day < to[row]) return row;
      }
      return -1;
    }

    /** "u", "r" or "c"; a place without a row is held by the side whose soil it is on. */
    control(place, row) {
      return row < 0 ? this.season.places.soil[place] : this.rows.control[row];
    }

    basis(row) {
      return row < 0 ? "b" : this.rows.basis[row];
    }

    /** Days since the newest evidence; null where there is none. */
    age(row, day) {
      const evidence = row < 0 ? null : this.rows.evidence[row];
      return evidence === null ? null : Math.max(0, day - evidence);
    }

    /** Places whose control changed on a day. */
    changesOn(day) {
      return day > 0 ? this.changesBetween(day - 1, this, day) : [];
    }

    changesBetween(day, other, otherDay) {
      const changes = [];
      for (const place of this.season.spoken) {
        const before = this.rowOn(place, day);
        const after = other.rowOn(place, otherDay);
        const [from, to] = [this.control(place, before), other.control(place, after)];
        if (from !== to) changes.push({ place, from, to, before, after });
      }
      return changes;
    }

    /** Days on which some settlement's control changed, in order. */
    changeDays() {
      if (!this.foundChangeDays) {
        const { place, from, control } = this.rows;
        const days = new Set();
        for (let row = 0; row < place.length; row += 1) {
          const earlier = row > 0 && place[row - 1] === place[row];
          const before = earlier ? control[row - 1] : this.season.places.soil[place[row]];
          if (before !== control[row] && from[row] > 0) days.add(from[row]);
        }
        this.foundChangeDays = [...days].sort((a, b) => a - b);
      }
      return this.foundChangeDays;
    }
  };

  // Spherical Mercator, as Leaflet's own, without an object for each vertex.
  const SIZE = 256 * 2 ** K.ZOOM;
  K.toPixels = (latitude, longitude) => ({
    x: SIZE * (0.5 + longitude / 360),
    y: SIZE * (0.5 - Math.log(Math.tan(Math.PI * (0.25 + latitude / 360))) / (2 * Math.PI)),
  });
})(window.KurskMap);
