import { known, type Reading, unknown } from "@headway/crm";
import { RowFault } from "./row-fault.ts";

/** What stands between whole numbers and fractions, where a file alone does not say. */
export type DecimalMark = "point" | "comma";

/** A cell as a decimal text; signs of currencies are left out. Throws `RowFault` for what could be two numbers, or none. */
export function readAmount(column: string, text: string, mark: DecimalMark | undefined): string {
  const bare = text
    .replace(/^\(.*\)$/, (whole) => `-${whole.slice(1, -1)}`)
    .replace(/[\p{Sc}\s\u00a0\u202f]|^-?[A-Z]{3} ?| ?[A-Z]{3}$/gu, "")
    .replaceAll("'", "");
  if (!/^-?[\d.,]+$/.test(bare) || !/\d/.test(bare)) throw new RowFault(column, `“${text}” is no number`);
  const decimal = mark === undefined ? markOf(column, text, bare) : mark === "point" ? "." : ",";
  const grouped = decimal === "." ? /^-?\d{1,3}(?:,\d{3})*(?:\.\d*)?$/ : /^-?\d{1,3}(?:\.\d{3})*(?:,\d*)?$/;
  const plain = decimal === "." ? /^-?\d+(?:\.\d*)?$/ : /^-?\d+(?:,\d*)?$/;
  if (!grouped.test(bare) && !plain.test(bare)) throw new RowFault(column, `“${text}” is no number`);
  const digits = bare.replaceAll(decimal === "." ? "," : ".", "").replace(decimal, ".");
  return digits.replace(/\.$/, "");
}

function markOf(column: string, text: string, bare: string): "." | "," {
  const lastPoint = bare.lastIndexOf(".");
  const lastComma = bare.lastIndexOf(",");
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? "." : ",";
  const [sign, at] = lastComma >= 0 ? [",", lastComma] : [".", lastPoint];
  if (at < 0) return ".";
  const isRepeated = bare.indexOf(sign) !== at;
  if (isRepeated) return sign === "," ? "." : ",";
  // 1,250 and 1.250 are a thousand and more in one country and little more than one in another.
  const isOpen = bare.length - at === 4 && /^-?[1-9]\d{0,2}$/.test(bare.slice(0, at));
  if (!isOpen) return sign === "," ? "," : ".";
  throw new RowFault(
    column,
    `“${text}” may be either of two numbers; say --decimal point or comma`,
    "--decimal",
  );
}

/** Yes or no, in the words of both CRMs. Throws `RowFault` for anything else. */
export function readFlag(column: string, text: string): boolean {
  const word = text.toLowerCase();
  if (["true", "1", "yes", "y"].includes(word)) return true;
  if (["false", "0", "no", "n"].includes(word)) return false;
  throw new RowFault(column, `“${text}” says neither yes nor no`);
}

/** A length as `HH:mm:ss`, or a number of milliseconds. Throws `RowFault`. */
export function readDurationMs(column: string, text: string): number {
  const match = /^(\d{1,3}):(\d{2}):(\d{2})$/.exec(text);
  if (match !== null) {
    return ((Number(match[1]) * 60 + Number(match[2])) * 60 + Number(match[3])) * 1_000;
  }
  if (/^\d+$/.test(text)) return Number(text);
  throw new RowFault(column, `“${text}” is no length of time`);
}

/** Ids in a cell, in 18 letters where they are Salesforce's. An empty cell does not say that there are none. */
export function readIds(text: string): Reading<readonly string[]> {
  const ids = text.split(/[;,]/).map((one) => readId(one.trim()));
  const found = [...new Set(ids.filter((id) => id !== ""))];
  return found.length === 0
    ? unknown("the cell of the file is empty, which does not say that there are none")
    : known(found);
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

/** An id as the CRM's interfaces write it: reports of Salesforce leave the last 3 of its 18 letters out. */
export function readId(text: string): string {
  if (!/^00[a-zA-Z0-9]{13}$/.test(text)) return text;
  const suffix = [0, 5, 10].map((start) => {
    const capitals = [...text.slice(start, start + 5)].map((letter, index) =>
      /[A-Z]/.test(letter) ? 1 << index : 0,
    );
    return letters[capitals.reduce((sum, bit) => sum + bit, 0)];
  });
  return text + suffix.join("");
}
