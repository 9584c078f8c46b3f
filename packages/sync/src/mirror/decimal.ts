/** A decimal number that is exactly `units / 10^digits`. */
interface Decimal {
  readonly units: bigint;
  readonly digits: number;
}

const shape = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Reads `1234.50`; `undefined` for anything else, exponents among it. */
function readDecimal(text: string): Decimal | undefined {
  const match = shape.exec(text.trim());
  if (match === null) return undefined;
  const [, sign = "", whole = "0", fraction = ""] = match;
  const units = BigInt(whole + fraction);
  return { units: sign === "-" ? -units : units, digits: fraction.length };
}

function writeDecimal({ units, digits }: Decimal): string {
  const sign = units < 0n ? "-" : "";
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, "");
  return `${sign}${whole}${fraction === "" ? "" : `.${fraction}`}`;
}

/** One text for each number: `1234.50` and `+1234.5` are both `1234.5`; `undefined` for what is no decimal number. */
export function plainDecimal(text: string): string | undefined {
  const decimal = readDecimal(text);
  return decimal === undefined ? undefined : writeDecimal(decimal);
}

/** Rounded to so many digits after the point, halves to the even neighbour; nothing passes through a float. */
export function roundDecimal(text: string, digits: number): string | undefined {
  const decimal = readDecimal(text);
  if (decimal === undefined || decimal.digits <= digits)
    return decimal === undefined ? undefined : writeDecimal(decimal);
  const divisor = 10n ** BigInt(decimal.digits - digits);
  return writeDecimal({ units: divideToEven(decimal.units, divisor), digits });
}

/** The product of two decimal numbers, exactly; `undefined` where one is none. */
export function multiplyDecimals(one: string, other: string): string | undefined {
  const left = readDecimal(one);
  const right = readDecimal(other);
  if (left === undefined || right === undefined) return undefined;
  return writeDecimal({ units: left.units * right.units, digits: left.digits + right.digits });
}

function divideToEven(units: bigint, divisor: bigint): bigint {
  const sign = units < 0n ? -1n : 1n;
  const size = units * sign;
  const whole = size / divisor;
  const twice = (size % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && whole % 2n === 1n);
  return sign * (isUp ? whole + 1n : whole);
}
