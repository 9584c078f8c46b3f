const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const values: readonly (number | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const value = alphabet.indexOf(String.fromCharCode(code));
  return value < 0 ? undefined : value;
});
const checksumAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
const instance = "Hw0";

/** The three letters that make a 15-character id safe to compare without regard to case. */
function checksum(id15: string): string {
  let suffix = "";
  for (let chunk = 0; chunk < 3; chunk += 1) {
    let bits = 0;
    for (let index = 0; index < 5; index += 1) {
      const letter = id15.charAt(chunk * 5 + index);
      if (letter >= "A" && letter <= "Z") bits |= 1 << index;
    }
    suffix += checksumAlphabet.charAt(bits);
  }
  return suffix;
}

/**
 * The 18-character id of the `serial`-th record of a key prefix. Serials grow with creation, and so do
 * ids: base 62 in the order 0-9, A-Z, a-z, which is also byte order.
 */
export function recordId(keyPrefix: string, serial: number): string {
  let digits = "";
  let rest = serial;
  while (rest > 0) {
    digits = alphabet.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  const id15 = keyPrefix + instance + digits.padStart(9, "0");
  return id15 + checksum(id15);
}

/** The serial that an id was made of; not a number for a text that is none of our ids. */
export function serialOf(id: string): number {
  let serial = 0;
  for (let at = 6; at < 15; at += 1) serial = serial * 62 + (values[id.charCodeAt(at)] ?? Number.NaN);
  return serial;
}

/** The 18-character form of a 15- or 18-character id; undefined if the text cannot be an id at all. */
export function canonicalId(text: string): string | undefined {
  if (!/^[0-9A-Za-z]+$/.test(text)) return undefined;
  if (text.length === 15) return text + checksum(text);
  if (text.length !== 18) return undefined;
  return checksum(text.slice(0, 15)) === text.slice(15).toUpperCase() ? text : undefined;
}
