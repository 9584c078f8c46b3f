import { type Random, seeded } from "../cramming/seeded.ts";
import { loadSource } from "./load-source.ts";
import { mostTold, type SecurityPart } from "./security-part.ts";

interface Soql {
  readonly text: string;
}

interface SoqlModule {
  soql(parts: TemplateStringsArray, ...values: readonly unknown[]): Soql;
  identifier(name: string): Soql;
}

type Literal = { readonly type: string; readonly text?: string; readonly value?: number };
type Condition = { readonly conditions?: readonly Condition[]; readonly literals?: readonly Literal[] };

interface ParserModule {
  parseQuery(text: string): { readonly where?: Condition; readonly limit?: number };
}

const pieces = [
  ...["'", "\\", '"', "\\'", "''", "\\\\", "\n", "\r", "\t", "\b", "\f", "\0", "%", "_", "\\n", "\\u0027"],
  ...["' OR Name != '", "') OR (Id != '", "--", "/*", "*/", ";", "(", ")", "{!x}", "&&", "\u2028", "\u00a0"],
  ...[
    "null",
    "TRUE",
    "2027-01-01",
    "Ærø",
    "漢字",
    "🚀",
    "\ud800",
    "ﬀ",
    "İ",
    "a",
    "Z",
    "0",
    " ",
    ":t",
    "LIMIT 1",
  ],
];

function textOf(random: Random): string {
  const length = Math.floor(random() * 12);
  const parts = Array.from({ length }, () =>
    random() < 0.8
      ? (pieces[Math.floor(random() * pieces.length)] ?? "")
      : String.fromCharCode(Math.floor(random() * 0x250)),
  );
  return parts.join("");
}

/** `invariant:X5`: text never becomes syntax; what the sandbox's parser reads is what went in. */
export const soqlLiterals: SecurityPart = {
  name: "soql",
  async run(size, tell) {
    const { soql, identifier } = await loadSource<SoqlModule>("packages/salesforce/src/soql.ts");
    const { parseQuery } = await loadSource<ParserModule>(
      "packages/sandbox/src/salesforce/soql/parse-query.ts",
    );
    const count = size === "full" ? 100_000 : 3_000;
    const random = seeded(5_005);
    const misses: string[] = [];
    let namesRefused = 0;
    for (let trip = 1; trip <= count; trip += 1) {
      const [text, first, second] = [textOf(random), textOf(random), textOf(random)];
      const number = Math.floor((random() - 0.5) * 1e6) / 100;
      const query = soql`SELECT Id FROM Account WHERE Name = ${text} AND Id IN ${[first, second]} AND Amount > ${number} LIMIT 7`;
      const fault = faultOf(() => parseQuery(query.text), [text, first, second, number]);
      if (fault !== undefined) misses.push(`${JSON.stringify(text)}: ${fault}`);
      if (!isNameSafe(identifier, text)) misses.push(`${JSON.stringify(text)} was taken for a name`);
      else namesRefused += 1;
      if (trip % 10_000 === 0) tell(trip, count);
    }
    return {
      figures: { soqlRoundTrips: count, soqlFailures: misses.length, soqlNamesTried: namesRefused },
      misses: misses.slice(0, mostTold),
    };
  },
};

function faultOf(
  parse: () => { readonly where?: Condition; readonly limit?: number },
  expected: readonly unknown[],
): string | undefined {
  try {
    const { where, limit } = parse();
    const found = (where?.conditions ?? []).flatMap(({ literals = [] }) => literals);
    const read = found.map((literal) => (literal.type === "number" ? literal.value : literal.text));
    const isSame = read.length === expected.length && read.every((value, index) => value === expected[index]);
    return isSame && limit === 7 ? undefined : `read as ${JSON.stringify(read)}, limit ${limit}`;
  } catch (error) {
    return String(error);
  }
}

/** A name goes in as it is or not at all. */
function isNameSafe(identifier: SoqlModule["identifier"], text: string): boolean {
  try {
    return identifier(text).text === text && /^[A-Za-z][A-Za-z0-9_.]*$/.test(text);
  } catch (error) {
    return error instanceof RangeError;
  }
}
