((K) => {
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUE = new Uint8Array(128);
  [...ALPHABET].forEach((letter, value) => (VALUE[letter.charCodeAt(0)] = value));

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

  /** The numbers that the packer wrote. */
  K.unpack = (packed) => {
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

  /**
   * Vertices that were written once and are named afterwards; it starts with the border.
   * Strings must be read in the order in which they were written. What is read is a row of
   * stretches (first vertex, how many, negative for backwards): nothing is copied before it
   * is drawn.
   */
  K.Memory = class {
    constructor(border) {
      this.count = border.length;
      this.at = new Int32Array(2 * Math.max(1024, border.length));
      border.forEach((vertex, number) => this.at.set(vertex, 2 * number));
    }

    read(packedList) {
      return packedList.map((packed) => this.readOne(K.unpack(packed)));
    }

    readOne(numbers) {
      const stretches = [];
      let [east, north] = [0, 0];
      for (let i = 0; i < numbers.length;) {
        const head = numbers[i++];
        const many = head >> 1;
        if (head & 1) {
          const named = numbers[i++];
          const [first, step] = [named >> 1, named & 1 ? -1 : 1];
          stretches.push(first, step * many);
          const last = 2 * (first + step * (many - 1));
          [east, north] = [this.at[last], this.at[last + 1]];
        } else {
          stretches.push(this.count, many);
          this.makeRoom(many);
          for (let n = 0; n < many; n += 1) {
            east += numbers[i++];
            north += numbers[i++];
            this.at[2 * this.count] = east;
            this.at[2 * this.count + 1] = north;
            this.count += 1;
          }
        }
      }
      return Int32Array.from(stretches);
    }

    makeRoom(many) {
      if (2 * (this.count + many) <= this.at.length) return;
      const larger = new Int32Array(2 * (this.at.length + 2 * many));
      larger.set(this.at);
      this.at = larger;
    }

    /** The vertices of what was read. */
    expand(stretches) {
      const vertices = [];
      for (let i = 0; i < stretches.length; i += 2) {
        const many = Math.abs(stretches[i + 1]);
        const step = Math.sign(stretches[i + 1]);
        for (let n = 0, at = 2 * stretches[i]; n < many; n += 1, at += 2 * step) {
          vertices.push([this.at[at], this.at[at + 1]]);
        }
      }
      return vertices;
    }
  };
})(window.KurskMap);
