((K) => {
  /** The season in one view: land by day, settlements by day. */
  K.View = class {
    constructor(name, raw, season) {
      this.name = name;
      this.season = season;
      this.surfaces = raw.surfaces;
      this.bands = null;
      this.drawnFrom = raw.drawn_from;
      this.rows = readRows(raw.settlements);
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

    /** What was packed, read when the view is first drawn: most readers look at one or two. */
    get shapes() {
      if (!this.readShapes) {
        this.memory = new K.Memory(this.season.border);
        this.readShapes = this.surfaces.map(({ land }) =>
          land.map((rings) => this.memory.read(rings)),
        );
      }
      return this.readShapes;
    }

    /** The bands come after the map; each is a row of rings with a memory of their own. */
    addBands(packed) {
      this.bands = { packed, memory: null, shapes: null, paths: new Map() };
    }

    /** Where the line of a surface runs by its chances; null until the bands are there. */
    bandOf(number) {
      if (!this.bands) return null;
      if (!this.bands.memory) {
        this.bands.memory = new K.Memory(this.season.border);
        this.bands.shapes = this.bands.packed.map((rings) => this.bands.memory.read(rings));
      }
      const { memory, shapes, paths } = this.bands;
      if (!paths.has(number)) {
        const rings = shapes[number].map((part) => memory.expand(part));
        const bends = new K.Bends([rings], () => false);
        paths.set(number, K.smoothPath(this.season, rings, true, bends));
      }
      return paths.get(number);
    }

    /** The rings of a surface's land of four kinds, in steps of the grid. */
    landOf(number) {
      return this.shapes[number].map((rings) => rings.map((part) => this.memory.expand(part)));
    }

    /** The paths of a surface, made when it is first shown: land of four kinds, line. */
    pathsOf(number) {
      let paths = this.paths.get(number);
      if (!paths) {
        const land = this.landOf(number);
        const { line, rest } = K.findFront(this.season, land);
        const border = K.borderOf(this.season);
        const bends = new K.Bends(land, (vertex) => border.has(vertex));
        paths = {
          land: land.map((rings) => K.smoothPath(this.season, rings, true, bends)),
          line: K.smoothPath(this.season, line, false, bends),
          rest: this.season.path(rest, false),
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

  /** Columns as they were packed, as plain numbers again; no evidence is null. */
  const readRows = ({ place, from, to, control, basis, evidence }) => {
    const rows = { place: [], from: [], to: [], control, basis, evidence: [] };
    const [places, starts, lengths, ages] = [place, from, to, evidence].map(K.unpack);
    for (let row = 0; row < control.length; row += 1) {
      const before = row ? rows.place[row - 1] : 0;
      rows.place.push(before + places[row]);
      const same = row > 0 && places[row] === 0;
      rows.from.push(starts[row] + (same ? rows.to[row - 1] : 0));
      rows.to.push(rows.from[row] + lengths[row]);
      const age = ages[row];
      rows.evidence.push(age === 0 ? null : rows.from[row] + (age > 0 ? age - 1 : age));
    }
    return rows;
  };
})(window.KurskMap);
