import type { SandboxAnswer, SandboxOrg } from "./sandbox-org.ts";

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function recordsOf(body: unknown): Fields[] {
  const records = isObject(body) ? body.records : undefined;
  return Array.isArray(records) ? records.filter(isObject) : [];
}

/** The object of a recorded record. */
function typeOf(record: Fields): string {
  return isObject(record.attributes) ? String(record.attributes.type) : "";
}

/** The select list that a recorded record answers, as far as the sandbox has its fields. */
function selectList(record: Fields, known: ReadonlySet<string>): string[] {
  return Object.entries(record).flatMap(([name, value]) => {
    if (name === "attributes") return [];
    if (isObject(value) && Array.isArray(value.records)) {
      const [child] = recordsOf(value);
      const names = Object.keys(child ?? { Id: "" }).filter((each) => each !== "attributes");
      return [`(SELECT ${names.join(", ")} FROM ${name})`];
    }
    return known.has(name) ? [name] : [];
  });
}

async function knownFields(org: SandboxOrg, object: string): Promise<ReadonlySet<string>> {
  const { body } = await org.rest("GET", `/sobjects/${object}/describe`);
  const fields = isObject(body) && Array.isArray(body.fields) ? body.fields.filter(isObject) : [];
  return new Set(fields.map(({ name }) => String(name)));
}

/** Asks the sandbox the query that a recorded page answers. */
export async function sameQuery(org: SandboxOrg, recorded: unknown): Promise<SandboxAnswer> {
  const [record] = recordsOf(recorded);
  if (record === undefined) return org.query("SELECT Id FROM Account");
  const object = typeOf(record);
  const list = selectList(record, await knownFields(org, object));
  return org.query(`SELECT ${list.length > 0 ? list.join(", ") : "Id"} FROM ${object}`);
}
