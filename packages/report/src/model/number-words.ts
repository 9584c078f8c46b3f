import { cohortWords, type Explained } from "@headway/core";

const digits = { count: 0, share: 2 } as const;

/** A value as people read it: whole numbers whole, small ones with two digits, others with one. */
export function figureWords(value: number): string {
  if (Number.isInteger(value)) return String(value);
  const size = Math.abs(value);
  return value.toFixed(size < 10 ? digits.share : size < 100 ? 1 : digits.count);
}

/** The value with its unit, such as `3 advances in 28 days`; `unknown` where it is. */
export function valueWords({ value, unit }: Explained): string {
  if (value === null) return "unknown";
  if (/^(?:share|probability)/.test(unit)) return `${value.toFixed(digits.share)} ${unit}`;
  return `${figureWords(value)} ${value === 1 ? unit.replace(oneOfMany, "$1") : unit}`;
}

/** The first word of a unit, without the ending of many. */
const oneOfMany =
  /^(account|advance|client|commitment|day|deal|hour|kind|meeting|moment|promise|call|referral|request|win)s(?!\w)/;

/** How a value follows from its sums, in one sentence with the figures. */
export function howWords(number: Explained): string {
  const sum = figureWords(number.basis);
  const prior = number.prior === 0 ? "" : `, of which ${figureWords(number.prior)} is assumed beforehand`;
  const snapshot =
    number.cohort === undefined
      ? ""
      : `; curve of ${cohortWords(number.cohort)}, snapshot ${number.snapshot ?? "unknown"}`;
  const soFar = number.value === null ? "Not known; so far: " : "";
  return `${soFar}${formulaWords(number, sum)}${prior}${snapshot}`;
}

function formulaWords({ valueFrom, n, otherBases, unit }: Explained, sum: string): string {
  const [first, second, third] = otherBases.map(({ name, basis }) => `${figureWords(basis)} (${name})`);
  switch (valueFrom) {
    case "count":
      return `${sum} counted`;
    case "sum":
      return `${sum} in all, from ${n} pieces of evidence`;
    case "scaled":
      return `${sum} from ${n} pieces of evidence, times a fixed factor`;
    case "beta-mean":
      return `${sum} of (${sum} + ${first ?? "0"})`;
    case "beta-tail":
      return `How sure it is, given ${sum} for and ${first ?? "0"} against: ${unit}`;
    case "ratio":
      return `${sum} over ${first ?? "nothing"}`;
    case "inverse-ratio":
      return `${first ?? "nothing"} over ${sum}`;
    case "ratio-difference":
      return `${sum} over ${first ?? "nothing"}, less ${second ?? "nothing"} over ${third ?? "nothing"}`;
    case "ratio-of-ratios":
      return `${sum} over ${first ?? "nothing"}, as against ${second ?? "nothing"} over ${third ?? "nothing"}`;
    case "normal-difference":
      return `${sum} and ${first ?? "nothing"} before, ${second ?? "nothing"} and ${third ?? "nothing"} after`;
    case "curve":
      return `The curve of comparable waits, read at ${sum} days`;
    case "median-wait":
      return `The middle of ${n} waits of ${sum} days together; ${first ?? "none ended"}`;
  }
}
