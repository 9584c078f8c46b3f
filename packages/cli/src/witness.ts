import type { FieldValue } from "@headway/crm";
import { ownFields, type Store } from "@headway/sync";
import * as z from "zod";
import type { SandboxShape } from "./adapters.ts";
import type { UnwitnessedDeal } from "./sandbox-run-report.ts";

/** Asks a sandbox past its API what it holds and what it was asked. */
export interface Witness {
  resetRequests(): Promise<void>;
  /** Requests received since the last reset, without those for signing in. */
  requestCount(): Promise<number>;
  /** Every living deal as it is, by id. */
  deals(): Promise<ReadonlyMap<string, Readonly<Record<string, unknown>>>>;
}

const Row = z.record(z.string(), z.unknown());
const Page = z.object({ total: z.number(), results: z.array(Row), after: z.optional(z.string()) });
const RequestCount = z.object({ total: z.number(), byOperation: z.record(z.string(), z.number()) });
/** Whole records with their histories are large; the engine's memory is measured beside them. */
const largestPage = 200;

/** A witness over the control server of the sandboxes. */
export function witness(baseUrl: string, crm: string, shape: SandboxShape): Witness {
  const at = (path: string): string => `${baseUrl.replace(/\/$/, "")}/${crm}/${path}`;
  const ask = async (path: string, method: "GET" | "POST"): Promise<Response> => {
    // A connection kept alive may have been closed by the server while a run kept this process busy.
    const answer = await fetch(at(path), { method, headers: { connection: "close" } });
    if (!answer.ok) throw new Error(`the sandbox's control server answered ${answer.status} for ${path}`);
    return answer;
  };
  const read = async (path: string): Promise<unknown> => (await ask(path, "GET")).json();
  return {
    async resetRequests() {
      await ask("reset-requests", "POST");
    },
    async requestCount() {
      const { total, byOperation } = RequestCount.parse(await read("requests.json"));
      return total - (byOperation[shape.signInOperation ?? ""] ?? 0);
    },
    async deals() {
      const found = new Map<string, Readonly<Record<string, unknown>>>();
      let after: string | undefined = "0";
      while (after !== undefined) {
        const page: z.infer<typeof Page> = Page.parse(
          await read(`${shape.deals}.json?limit=${largestPage}&after=${after}`),
        );
        for (const row of page.results) found.set(shape.id(row), row);
        after = page.after;
      }
      return found;
    },
  };
}

/** What the store says was written to each deal: Headway's fields with a value. */
export async function writtenDeals(
  store: Store,
  crm: string,
): Promise<ReadonlyMap<string, Readonly<Record<string, FieldValue>>>> {
  const names = ownFields.filter((field) => field.object === "deal").map((field) => field.name);
  const written = new Map<string, Readonly<Record<string, FieldValue>>>();
  let after: string | null = null;
  for (;;) {
    const deals = await store.records(crm, "deal", after, largestPage);
    if (deals.length === 0) return written;
    for (const { id, fields } of deals) {
      written.set(id, Object.fromEntries(names.map((name) => [name, fields[name] ?? null])));
    }
    after = deals.at(-1)?.id ?? null;
  }
}

/** Compares, deal by deal, what was written with what the sandbox holds. */
export function findUnwitnessed(
  written: ReadonlyMap<string, Readonly<Record<string, FieldValue>>>,
  held: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  shape: SandboxShape,
): UnwitnessedDeal[] {
  return [...written].flatMap(([id, fields]): UnwitnessedDeal[] => {
    const whole = held.get(id);
    if (whole === undefined) return [{ id, reason: "the sandbox has no such deal" }];
    const filled = Object.entries(fields).filter(([, value]) => value !== null);
    if (filled.length === 0) return [{ id, reason: "the store says that nothing was written to it" }];
    const other = Object.entries(fields).filter(
      ([name, value]) => !saysTheSame(name, value, shape.value(whole, name)),
    );
    return other.length === 0
      ? []
      : [{ id, reason: `the sandbox holds another ${other.map(([name]) => name).join(", ")}` }];
  });
}

/** Both sides as one form: CRMs keep numbers as text, days as instants, instants by the second. */
function saysTheSame(name: string, written: FieldValue, held: FieldValue): boolean {
  const kind = ownFields.find((field) => field.object === "deal" && field.name === name)?.kind;
  if (written === null || held === null) return (written ?? "") === (held ?? "");
  if (kind === "number") return Number(written) === Number(held);
  if (kind === "date") return calendarDay(written) === calendarDay(held);
  if (kind === "instant") return Math.abs(instantMs(written) - instantMs(held)) < 1_000;
  return String(written).replaceAll("\r\n", "\n").trim() === String(held).replaceAll("\r\n", "\n").trim();
}

function calendarDay(value: FieldValue): string {
  return /^\d{4}-\d{2}-\d{2}/.test(String(value))
    ? String(value).slice(0, 10)
    : new Date(instantMs(value)).toISOString().slice(0, 10);
}

function instantMs(value: FieldValue): number {
  return /^\d+$/.test(String(value)) ? Number(value) : Date.parse(String(value));
}
