import { CrmError } from "../crm-error.ts";
import type { Patch } from "../patch.ts";
import { objectNames } from "../record-ref.ts";
import { check, checkEqual, checkRejects, failureOf } from "./check.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { drain, pullNamed, recordsById } from "./drain.ts";
import type { RequestFaultKind } from "./fault.ts";
import type { ConformanceHarness } from "./harness.ts";
import { createDeals } from "./sample-records.ts";

const loudFaults: readonly RequestFaultKind[] = ["unauthenticated", "forbidden", "unavailable", "no-answer"];

/** What an adapter owes about itself: what it declares is so, and its words give nothing away. */
export const honestyCases: readonly ConformanceCase[] = [
  {
    name: "every-declared-object-can-be-pulled",
    async run(harness) {
      for (const object of harness.adapter.capabilities.objects) {
        const id = await harness.backend.create(object, {});
        const record = recordsById((await drain(harness, object)).changes).get(id);
        checkEqual(record?.object, object, `the object of ${object}/${id} as pulled`);
      }
    },
  },
  {
    name: "an-undeclared-object-is-refused-as-unsupported",
    besideThePoint: ({ objects }) =>
      objects.length === objectNames.length ? "every object is declared" : undefined,
    async run(harness) {
      const { adapter, backend } = harness;
      const before = backend.requestCount();
      for (const object of objectNames.filter((name) => !adapter.capabilities.objects.includes(name))) {
        await checkRejects(drain(harness, object), "unsupported", `a pull of ${object}`);
        const named = pullNamed(harness, object, ["1"]);
        await checkRejects(named, "unsupported", `a pull of a named ${object}`);
      }
      checkEqual(backend.requestCount() - before, 0, "requests for what is not supported");
    },
  },
  {
    name: "an-unwritable-object-is-refused-as-unsupported",
    async run(harness) {
      const { adapter } = harness;
      const [deal = ""] = await createDeals(harness, 1);
      const closed = objectNames.filter((name) => !adapter.capabilities.writableObjects.includes(name));
      const patches = closed.map(
        (object): Patch => ({ type: "update", ref: { object, id: "1" }, fields: {} }),
      );
      const good: Patch = { type: "update", ref: { object: "deal", id: deal }, fields: { name: "Good" } };
      const outcomes = await adapter.push([...patches, good]);
      const codes = outcomes.map((one) => (one.status === "refused" ? one.code : one.status));
      checkEqual(codes, [...closed.map(() => "unsupported"), "written"], "outcomes");
    },
  },
  {
    name: "failures-hold-no-credential",
    async run(harness) {
      const { adapter, backend, secrets } = harness;
      const [id = ""] = await createDeals(harness, 1);
      const patch: Patch = { type: "update", ref: { object: "deal", id }, fields: { name: "Quiet" } };
      for (const kind of loudFaults.filter((fault) => harness.cannot?.[fault] === undefined)) {
        backend.failNext({ kind, on: "any", times: 4 });
        const error = await failureOf(drain(harness, "deal"));
        check(error !== undefined, `a pull that meets ${kind} must fail`);
        checkSilent(everythingIn(error), secrets, `the error of a pull that meets ${kind}`);
        backend.failNext({ kind, on: "write", times: 4 });
        const end = await adapter.push([patch]).catch((thrown: unknown) => thrown);
        checkSilent(everythingIn(end), secrets, `what a push that meets ${kind} ends with`);
      }
    },
  },
  {
    name: "what-is-retryable-follows-from-the-code",
    async run(harness) {
      const [kind] = loudFaults.filter((fault) => harness.cannot?.[fault] === undefined);
      if (kind === undefined) return;
      harness.backend.failNext({ kind, on: "read", times: 4 });
      const error = await failureOf(drain(harness, "deal"));
      check(CrmError.is(error), "a failed pull must throw a CrmError");
      checkEqual(error.details.crm, harness.adapter.crm, "the CRM that the error names");
      const passing = ["rate-limited", "unavailable"].includes(error.code);
      checkEqual(error.retryable, passing, `whether \`${error.code}\` is retryable`);
    },
  },
];

function checkSilent(text: string, secrets: ConformanceHarness["secrets"], where: string): void {
  for (const secret of secrets) check(!text.includes(secret), `${where} holds a credential`);
}

/** Message, stack, details and causes of a thrown thing, or the data of anything else. */
function everythingIn(value: unknown, depth = 0): string {
  if (depth > 6 || typeof value !== "object" || value === null) return String(value);
  const own = Object.getOwnPropertyNames(value).map((name): unknown => Reflect.get(value, name));
  return own.map((part) => everythingIn(part, depth + 1)).join("\n");
}
