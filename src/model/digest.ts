/** SHA-256 (FIPS 180-4) without node: certificates of git and tenant are compared by it on the pure floors. */

/** The SHA-256 of the bytes that a base64 text stands for, in lower-case hexadecimal. Other characters are skipped. */
export function sha256OfBase64(text: string): string {
  const known = digests.get(text);
  if (known !== undefined) return known;
  const digest = sha256(bytesOf(text));
  if (digests.size >= MOST_DIGESTS) digests.clear();
  digests.set(text, digest);
  return digest;
}

/** A certificate is met several times in a run, and each time costs what fifty other settings cost. */
const digests = new Map<string, string>();
const MOST_DIGESTS = 500;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function bytesOf(text: string): readonly number[] {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text) {
    const value = ALPHABET.indexOf(letter);
    if (value < 0) continue;
    held = (held << 6) | value;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 0xff);
    held &= (1 << bits) - 1;
  }
  return bytes;
}

/** The first 32 bits of the fractional parts of a root of each of the first primes: what the standard's constants are. */
function rootsOfPrimes(count: number, root: (prime: number) => number): readonly number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate += 1) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes.map((prime) => ((root(prime) % 1) * 2 ** 32) | 0);
}

const ROUNDS = rootsOfPrimes(64, Math.cbrt);
const START = rootsOfPrimes(8, Math.sqrt);

function sha256(bytes: readonly number[]): string {
  const words = padded(bytes);
  let state = START;
  for (let block = 0; block < words.length; block += 16) {
    const next = compressed(state, scheduleOf(words.slice(block, block + 16)));
    state = state.map((word, index) => (word + at(next, index)) | 0);
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** The message as words, with the bit after its end and its length. */
function padded(bytes: readonly number[]): readonly number[] {
  const words = Array.from({ length: ((bytes.length + 8) >> 6) * 16 + 16 }, () => 0);
  [...bytes, 0x80].forEach((byte, index) => {
    words[index >> 2] = at(words, index >> 2) | (byte << (24 - (index % 4) * 8));
  });
  words[words.length - 1] = bytes.length * 8;
  return words;
}

function scheduleOf(block: readonly number[]): readonly number[] {
  const words = [...block];
  for (let round = 16; round < 64; round += 1) {
    const [near, far] = [at(words, round - 15), at(words, round - 2)];
    const mixed = (turned(near, 7) ^ turned(near, 18) ^ (near >>> 3)) + at(words, round - 16);
    words.push((mixed + at(words, round - 7) + (turned(far, 17) ^ turned(far, 19) ^ (far >>> 10))) | 0);
  }
  return words;
}

function compressed(state: readonly number[], schedule: readonly number[]): readonly number[] {
  let registers = state;
  schedule.forEach((word, round) => {
    const [a, b, c, e, f, g] = [0, 1, 2, 4, 5, 6].map((index) => at(registers, index));
    registers = stepped([a ?? 0, b ?? 0, c ?? 0], [e ?? 0, f ?? 0, g ?? 0], registers, word + at(ROUNDS, round));
  });
  return registers;
}

function stepped(
  [a, b, c]: readonly [number, number, number],
  [e, f, g]: readonly [number, number, number],
  registers: readonly number[],
  word: number,
): readonly number[] {
  const chosen = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
  const first = (at(registers, 7) + chosen + word) | 0;
  const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
  return [(first + second) | 0, a, b, c, (at(registers, 3) + first) | 0, e, f, g];
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function at(words: readonly number[], index: number): number {
  return words[index] ?? 0;
}
