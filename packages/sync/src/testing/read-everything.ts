import { mayEndWait } from "@headway/core";
import type { ObjectName, RecordRef } from "@headway/crm";
import type { StoredCluster } from "../batch-reads.ts";
import type { OpenStore } from "../open-store.ts";
import type { Store, SubjectName } from "../store.ts";
import { mirrorModelKinds } from "./mirror-commands.ts";
import { instants, objects } from "./model-records.ts";
import { rowKinds } from "./store-commands.ts";

const subjects: readonly SubjectName[] = ["deal", "account", "person"];
const ids = ["a1", "a2", "c1", "d1", "d2", "d3", "e1", "e2", "t1", "t2", "u1", "u2", "x"];
const keys = ["v1:k1", "v1:k2"];

/** Everything that a store can be asked about one CRM and one mirror, under the name of the question. */
export async function readEverything(store: OpenStore, name: string): Promise<Record<string, unknown>> {
  const asked = [...questionsOf(store, name), ...mirrorQuestions(store, name)];
  const answers = await Promise.all(
    asked.map(async ([question, ask]) => [question, plain(await ask())] as const),
  );
  return Object.fromEntries(answers);
}

type Question = readonly [name: string, ask: () => Promise<unknown>];

function questionsOf(store: Store, crm: string): Question[] {
  return [
    ["state", () => store.state(crm)],
    ["unreadable", () => store.unreadable(crm)],
    ["unknown readings", () => store.unknownReadings(crm)],
    ["counts", () => store.counts(crm)],
    ["deals with a rule", () => store.dealsWithRule(crm, "r1")],
    ["known tasks", () => store.knownTasks(crm, keys)],
    ["a known task", () => store.knownTask(crm, "v1:k1")],
    ["a crm that nobody wrote", () => store.state(`${crm}-other`)],
    ...objects.flatMap((object) => objectQuestions(store, crm, object)),
    ...subjects.flatMap((subject) => subjectQuestions(store, crm, subject)),
    ...(["pending", "inflight", "parked"] as const).map(
      (state): Question => [`intents ${state}`, () => store.intents(crm, state, null, 99)],
    ),
    ["the intent for a target", () => store.intentFor(crm, "deal/d1")],
    ...rowKinds.map((kind): Question => [`rows ${kind}`, () => store.rows(crm, kind, null, 99)]),
    ["rows after one", () => store.rows(crm, "conflict", "k1", 1)],
  ];
}

function objectQuestions(store: Store, crm: string, object: ObjectName): Question[] {
  const first: RecordRef = { object, id: `${object[0]}1` };
  return [
    [`cursor ${object}`, () => store.cursor(crm, object)],
    [`records ${object}`, () => store.records(crm, object, null, 99)],
    [`records ${object} after one`, () => store.records(crm, object, first.id, 1)],
    [`record ${object}`, () => store.record(crm, first)],
    [`records named ${object}`, () => store.recordsNamed(crm, object, [...ids, "d1"])],
    [`written ${object}`, () => store.writtenNamed(crm, object, ids)],
    [`all written ${object}`, () => store.allWritten(crm, object, null, 99)],
    [`merged ${object}`, () => store.mergedInto(crm, first)],
    [`pointing at ${object}`, () => store.pointingAt(crm, first)],
  ];
}

function subjectQuestions(store: Store, crm: string, subject: SubjectName): Question[] {
  return [
    [`dirty ${subject}`, () => store.subjects(crm, subject, "dirty", null, 99)],
    [
      `dirty ${subject}, not assessed as of an instant`,
      () => store.subjects(crm, subject, { unassessedAsOf: instants[0] }, null, 99),
    ],
    [`all ${subject}`, () => store.subjects(crm, subject, "all", "d1", 1)],
    [`assessments ${subject}`, () => store.assessments(crm, subject, null, 99)],
    [`assessments named ${subject}`, () => store.assessmentsNamed(crm, subject, ids)],
    [`an assessment ${subject}`, () => store.assessment(crm, { subject, id: "d1" })],
    [`evidence ${subject}`, () => store.evidenceOfMany(crm, subject, ids)],
    ["clusters", () => store.clusters(crm, ["a1", "a2", "x"], "all")],
    [
      "what may end waits",
      async () => endingWaits(await store.clusters(crm, ["a1", "a2", "x"], "ending-waits")),
    ],
    [`evidence of one ${subject}`, () => store.evidenceOf(crm, { subject, id: `${subject[0]}1` })],
  ];
}

/** What no store may leave out. */
function endingWaits(clusters: ReadonlyMap<string, StoredCluster>): unknown {
  return [...clusters].map(([id, { evidence, deals }]) => [
    id,
    evidence.filter(mayEndWait),
    deals.map((deal) => ({ ...deal, evidence: deal.evidence.filter(mayEndWait) })),
  ]);
}

function mirrorQuestions({ mirrors }: OpenStore, mirror: string): Question[] {
  return mirrorModelKinds.flatMap((kind): Question[] => [
    [`mirror rows ${kind}`, () => mirrors.rows(mirror, kind, { after: null, limit: 99 })],
    [`mirror rows ${kind} after one`, () => mirrors.rows(mirror, kind, { after: "m1", limit: 1 })],
    [`mirror rows ${kind} of groups`, () => mirrors.rows(mirror, kind, { groups: ["g1", "g2", "nobody"] })],
    [`mirror rows ${kind} by id`, () => mirrors.rows(mirror, kind, { ids: ["m3", "m1", "m1", "nobody"] })],
    [`mirror row ${kind}`, () => mirrors.row(mirror, kind, "m1")],
    [`mirror count ${kind}`, () => mirrors.count(mirror, kind)],
  ]);
}

/** Maps by their entries in key order; an absent field and an `undefined` one are the same. */
function plain(answer: unknown): unknown {
  if (!(answer instanceof Map)) return answer;
  return Object.fromEntries([...answer].sort(([left], [right]) => (left < right ? -1 : 1)));
}
