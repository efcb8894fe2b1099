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
   * Strings must be read in the order in which they were written.
   */
  K.Memory = class {
    constructor(border) {
      this.vertices = [...border];
    }

    read(packedList) {
      return packedList.map((packed) => this.readOne(K.unpack(packed)));
    }

    readOne(numbers) {
      const part = [];
      let [east, north] = [0, 0];
      for (let i = 0; i < numbers.length;) {
        const head = numbers[i++];
        const many = head >> 1;
        if (head & 1) {
          const named = numbers[i++];
          const step = named & 1 ? -1 : 1;
          for (let n = 0, at = named >> 1; n < many; n += 1, at += step)
            part.push(this.vertices[at]);
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
})(window.KurskMap);
