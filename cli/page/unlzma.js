// Unpacks what `xz --format=lzma` packs (the LZMA alone format): a quarter smaller than gzip, which is all that browsers
// unpack themselves. Source: LZMA specification (7-Zip, lzma-specification.txt).

const kTop = 2 ** 24;
const kFresh = 1024; // a probability of one half, of 2048

const fresh = (count) => new Uint16Array(count).fill(kFresh);

// The state is in an array of whole numbers of 32 bits: fields of an object would be made anew for each bit.
class Range {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at + 5;
    this.state = new Uint32Array([0xFFFFFFFF, new DataView(bytes.buffer, bytes.byteOffset).getUint32(at + 1)]); // range, code
  }

  bit(probabilities, index) {
    const { state } = this;
    const probability = probabilities[index];
    const bound = Math.imul(state[0] >>> 11, probability) >>> 0;
    let bit;
    if (state[1] < bound) {
      state[0] = bound;
      probabilities[index] = probability + ((2048 - probability) >>> 5);
      bit = 0;
    } else {
      state[0] -= bound;
      state[1] -= bound;
      probabilities[index] = probability - (probability >>> 5);
      bit = 1;
    }
    if (state[0] < kTop) this.shift();
    return bit;
  }

  shift() {
    const { state } = this;
    state[0] <<= 8;
    state[1] = (state[1] << 8) | this.bytes[this.at++];
  }

  direct(count) {
    const { state } = this;
    let result = 0;
    for (let i = 0; i < count; i++) {
      state[0] >>>= 1;
      const bit = state[1] >= state[0] ? 1 : 0;
      if (bit) state[1] -= state[0];
      if (state[0] < kTop) this.shift();
      result = result * 2 + bit;
    }
    return result;
  }

  // A number of so many bits by a tree of probabilities that begins at `base`.
  tree(probabilities, base, bits) {
    let node = 1;
    for (let i = 0; i < bits; i++) node = node * 2 + this.bit(probabilities, base + node);
    return node - (1 << bits);
  }

  // The same, the lowest bit first.
  reverse(probabilities, base, bits) {
    let node = 1;
    let number = 0;
    for (let i = 0; i < bits; i++) {
      const bit = this.bit(probabilities, base + node);
      node = node * 2 + bit;
      number |= bit << i;
    }
    return number;
  }
}

class Lengths {
  #choice = fresh(2);
  #low = fresh(16 * 8);
  #middle = fresh(16 * 8);
  #high = fresh(256);

  read(range, place) {
    if (range.bit(this.#choice, 0) === 0) return 2 + range.tree(this.#low, place * 8, 3);
    if (range.bit(this.#choice, 1) === 0) return 10 + range.tree(this.#middle, place * 8, 3);
    return 18 + range.tree(this.#high, 0, 8);
  }
}

// Throws where the bytes are no such data.
export function unlzma(bytes) {
  const broken = () => new Error('the packed engine is broken');
  if (bytes.length < 18 || bytes[0] >= 9 * 5 * 5) throw broken();
  const lc = bytes[0] % 9;
  const lp = Math.floor(bytes[0] / 9) % 5;
  const placeMask = (1 << Math.floor(bytes[0] / 45)) - 1;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const size = view.getUint32(5, true);
  const known = size !== 0xFFFFFFFF;
  let out = new Uint8Array(known ? size : bytes.length * 4);
  let at = 0;
  const range = new Range(bytes, 13);
  const isMatch = fresh(12 * 16);
  const isRep = fresh(12);
  const isRep0 = fresh(12);
  const isRep1 = fresh(12);
  const isRep2 = fresh(12);
  const isRep0Long = fresh(12 * 16);
  const literals = fresh(0x300 << (lc + lp));
  const slots = fresh(4 * 64);
  const near = fresh(128);
  const align = fresh(16);
  const matchLengths = new Lengths();
  const repLengths = new Lengths();
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  let state = 0;

  const grow = (more) => {
    if (at + more <= out.length) return;
    if (known) throw broken();
    const larger = new Uint8Array(Math.max(out.length * 2, at + more));
    larger.set(out);
    out = larger;
  };
  const literal = () => {
    grow(1);
    const before = at > 0 ? out[at - 1] : 0;
    const base = 0x300 * (((at & ((1 << lp) - 1)) << lc) + (before >> (8 - lc)));
    let symbol = 1;
    if (state >= 7) {
      let matched = out[at - rep0 - 1];
      do {
        const expected = (matched >> 7) & 1;
        matched <<= 1;
        const bit = range.bit(literals, base + ((1 + expected) << 8) + symbol);
        symbol = (symbol << 1) | bit;
        if (bit !== expected) break;
      } while (symbol < 0x100);
    }
    while (symbol < 0x100) symbol = (symbol << 1) | range.bit(literals, base + symbol);
    out[at++] = symbol & 0xFF;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  };
  const distance = (length) => {
    const slot = range.tree(slots, Math.min(length - 2, 3) * 64, 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const base = (2 | (slot & 1)) * 2 ** bits;
    if (slot < 14) return base + range.reverse(near, base - slot, bits);
    return base + range.direct(bits - 4) * 16 + range.reverse(align, 0, 4);
  };

  while (!known || at < size) {
    if (range.at > bytes.length) throw broken();
    const place = at & placeMask;
    if (range.bit(isMatch, state * 16 + place) === 0) {
      literal();
      continue;
    }
    let length;
    if (range.bit(isRep, state) === 0) {
      [rep3, rep2, rep1] = [rep2, rep1, rep0];
      length = matchLengths.read(range, place);
      rep0 = distance(length);
      if (rep0 === 0xFFFFFFFF) break;
      state = state < 7 ? 7 : 10;
    } else if (range.bit(isRep0, state) === 0) {
      if (range.bit(isRep0Long, state * 16 + place) === 0) {
        state = state < 7 ? 9 : 11;
        length = 1;
      } else {
        length = repLengths.read(range, place);
        state = state < 7 ? 8 : 11;
      }
    } else {
      let found;
      if (range.bit(isRep1, state) === 0) {
        found = rep1;
      } else {
        if (range.bit(isRep2, state) === 0) {
          found = rep2;
        } else {
          found = rep3;
          rep3 = rep2;
        }
        rep2 = rep1;
      }
      rep1 = rep0;
      rep0 = found;
      length = repLengths.read(range, place);
      state = state < 7 ? 8 : 11;
    }
    if (rep0 >= at) throw broken();
    grow(length);
    for (let i = 0; i < length; i++, at++) out[at] = out[at - rep0 - 1];
  }
  return out.subarray(0, at);
}
