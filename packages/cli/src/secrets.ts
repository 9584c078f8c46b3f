/** Values that must never be printed, whatever else goes wrong (`invariant:X1`). */
export interface Secrets {
  add(value: string): void;
  /** The text with every known secret blotted out, also where it is encoded for an address or in JSON. */
  redact(text: string): string;
}

/** Shorter values would blot out ordinary words. */
const shortest = 6;

/** Nothing known yet. */
export function secrets(): Secrets {
  const known = new Set<string>();
  return {
    add(value) {
      if (value.length < shortest) return;
      for (const form of [
        value,
        encodeURIComponent(value),
        JSON.stringify(value).slice(1, -1),
        base64(value),
      ]) {
        known.add(form);
      }
    },
    redact(text) {
      let clean = text;
      for (const value of known) clean = clean.replaceAll(value, "[secret]");
      return clean;
    },
  };
}

function base64(value: string): string {
  return Buffer.from(value, "utf8").toString("base64");
}
