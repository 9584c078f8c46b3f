import assess from "@salesforce/apex/HeadwayController.assess";
import log from "@salesforce/apex/HeadwayController.log";
import HeadwayStanding from "c/headwayStanding";
import { createElement } from "lwc";

jest.mock("@salesforce/apex/HeadwayController.assess", () => ({ default: jest.fn() }), { virtual: true });
jest.mock("@salesforce/apex/HeadwayController.log", () => ({ default: jest.fn() }), { virtual: true });

const at = "2026-03-02T09:00:00.000Z";
const item = (id, text, more) => ({
  ...{ id, label: id, status: "known", text, tone: "plain", because: [], coverage: "rests on 3 pieces" },
  ...more,
});
const standing = (items, more) => ({
  ...{ status: "assessed", object: "deal", name: "Harbour cranes", asOf: at, policyVersion: "p1" },
  ...{ items, gaps: [], meetings: [{ id: "m1", label: "Meeting of 2026-02-26" }] },
  ...more,
});
const stalled = standing([
  item("preference", "Shortlisted"),
  item("stall", "Stalled", {
    tone: "warning",
    because: ["94 of 100 advances in like deals had come by now"],
  }),
]);
const unknown = standing(
  [item("buying-progress", "Unknown", { status: "unknown", because: ["Missing: a buying job"] })],
  { gaps: ["emails: not readable"] },
);
const elated = standing(
  [item("evidence-balance", "0.86, elated", { tone: "good", because: ["thanks: 2 points"] })],
  {
    object: "account",
  },
);
const done = (body) => JSON.stringify({ status: "done", body });

/** Lets promises and renders run. */
const settle = async () => {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
};

async function card(objectApiName = "Opportunity") {
  const element = createElement("c-headway-standing", { is: HeadwayStanding });
  Object.assign(element, { recordId: "006000000000001", objectApiName });
  document.body.appendChild(element);
  await settle();
  const part = (selector) => element.shadowRoot.querySelector(selector);
  const items = () => part("c-headway-standing-items")?.shadowRoot;
  const form = () => part("c-headway-log").shadowRoot;
  return { element, part, items, form };
}

async function enter(form, name, value) {
  const field = form().querySelector(`[data-name="${name}"]`);
  field.value = value;
  field.dispatchEvent(new CustomEvent(field.tagName === "SELECT" ? "change" : "input"));
  await settle();
}

async function choose(form, id) {
  const select = form().querySelector('[data-part="entry"]');
  select.value = id;
  select.dispatchEvent(new CustomEvent("change"));
  await settle();
}

const textOf = (root) => root.textContent.replace(/\s+/g, " ");

describe("c-headway-standing", () => {
  beforeEach(() => {
    jest.useFakeTimers({ now: Date.parse(at), doNotFake: ["nextTick", "queueMicrotask"] });
    assess.mockReset();
    log.mockReset();
  });
  afterEach(() => {
    document.body.replaceChildren();
    jest.useRealTimers();
  });

  it("says that it is reading, and lets the rep log meanwhile", async () => {
    assess.mockReturnValue(new Promise(() => {}));
    const { part, form } = await card();
    expect(part('[data-state="loading"]')).not.toBeNull();
    expect(form().querySelectorAll('[data-part="entry"] option')).toHaveLength(7);
  });

  it("shows a stalled opportunity with its reasons and coverage", async () => {
    assess.mockResolvedValue(done(stalled));
    const { items } = await card();
    const stall = items().querySelector('[data-item="stall"]');
    expect(stall.querySelector(".slds-theme_warning").textContent).toBe("Stalled");
    expect(textOf(stall)).toContain("94 of 100 advances");
    expect(textOf(stall)).toContain("rests on 3 pieces");
    expect(assess).toHaveBeenCalledWith({ recordId: "006000000000001" });
  });

  it("links a reason to the record that it names, and leaves every other as it is", async () => {
    const named = "+1 requirements done (salesforce/email/02s000000000001AAA#text)";
    const because = [named, "shortlisted (salesforce/deal/006000000000001)", "said so (hubspot/email/17)"];
    assess.mockResolvedValue(done(standing([item("buying-progress", "1 of 6", { because })])));
    const { items } = await card();
    const lines = [...items().querySelectorAll("li")];
    expect(lines.map((line) => textOf(line).trim())).toEqual([
      "+1 requirements done: email, text",
      "shortlisted: deal",
      "said so (hubspot/email/17)",
    ]);
    expect(lines.map((line) => line.querySelector("a")?.getAttribute("href"))).toEqual([
      "/02s000000000001AAA",
      "/006000000000001",
      undefined,
    ]);
  });

  it("has a label for every field, and marks those that are needed", async () => {
    assess.mockResolvedValue(done(stalled));
    const { form } = await card();
    await choose(form, "meeting-verdict");
    const fields = [...form().querySelectorAll("[data-name]")];
    const labels = fields.map(({ id }) => form().querySelector(`label[for="${id}"]`));
    expect(labels.map(textOf)).toEqual(["*Meeting", "*Verdict", "The buyer's words"]);
  });

  it("shows unknown as a state of its own, with what would decide it and what could not be read", async () => {
    assess.mockResolvedValue(done(unknown));
    const { items } = await card();
    const progress = items().querySelector('[data-item="buying-progress"]');
    expect(progress.dataset.status).toBe("unknown");
    expect(progress.querySelector(".headway-unknown")).not.toBeNull();
    expect(textOf(progress)).toContain("Missing: a buying job");
    expect(textOf(items().querySelector('[data-part="gaps"]'))).toContain("emails: not readable");
  });

  it("shows an elated client, and the entries of an account", async () => {
    assess.mockResolvedValue(done(elated));
    const { items, form } = await card("Account");
    expect(items().querySelector(".slds-theme_success").textContent).toBe("0.86, elated");
    expect(items().querySelector('[data-part="gaps"]')).toBeNull();
    expect(textOf(form().querySelector('[data-part="entry"]'))).toContain("A decision about the account");
  });

  it.each([
    ["gone", "This record is not in the CRM any more"],
    ["undecided", "Nothing can be said about this record yet"],
  ])("says of a record that is %s why it shows no number", async (status, title) => {
    assess.mockResolvedValue(done(standing([], { status, gaps: ["pipelines could not be read"] })));
    const { part, items } = await card();
    expect(textOf(part(`[data-state="${status}"]`))).toContain(title);
    expect(textOf(part(`[data-state="${status}"]`))).toContain("pipelines could not be read");
    expect(items()).toBeUndefined();
  });

  it.each([
    [
      "no answer",
      () => Promise.reject({ body: { message: "The function cannot be reached" } }),
      "cannot be reached",
    ],
    [
      "a failure",
      () => Promise.resolve('{"status":"failed","message":"the day is used up"}'),
      "the day is used up",
    ],
    ["no JSON", () => Promise.resolve("<html>"), "no assessment"],
    ["half an answer", () => Promise.resolve(done({ items: [] })), "no assessment"],
  ])("says when it is offline (%s) and reads again when asked", async (_name, answer, why) => {
    assess.mockImplementationOnce(answer);
    const { part, items } = await card();
    expect(textOf(part('[data-state="failed"]'))).toContain(why);
    assess.mockResolvedValue(done(stalled));
    part('[data-part="retry"]').click();
    await settle();
    expect(part('[data-state="failed"]')).toBeNull();
    expect(items().querySelectorAll("[data-item]")).toHaveLength(2);
  });

  it("drops old numbers when a later reading fails", async () => {
    assess.mockResolvedValueOnce(done(stalled));
    const { element, part, items } = await card();
    assess.mockRejectedValue(new Error("offline"));
    await element.read();
    await settle();
    expect(part('[data-state="failed"]')).not.toBeNull();
    expect(items()).toBeUndefined();
  });

  it("names the fields that are still needed, and sends nothing before", async () => {
    assess.mockResolvedValue(done(stalled));
    const { form } = await card();
    await choose(form, "commitment");
    const button = form().querySelector('[data-part="send"]');
    expect(button.disabled).toBe(true);
    expect(button.textContent).toBe("Still needed: What, Who, on the buyer's side, By when");
    button.click();
    expect(log).not.toHaveBeenCalled();
  });

  it("sends a commitment with what, who and when", async () => {
    assess.mockResolvedValue(done(stalled));
    log.mockReturnValue(new Promise(() => {}));
    const { form } = await card();
    await choose(form, "commitment");
    await enter(form, "what", "returns the contract");
    await enter(form, "who", "Ms Berg");
    await enter(form, "dueOn", "2026-03-09");
    form().querySelector('[data-part="send"]').click();
    await settle();
    const [{ recordId, entry }] = log.mock.calls[0];
    expect(recordId).toBe("006000000000001");
    expect(JSON.parse(entry)).toEqual({
      ...{ type: "commitment", side: "buyer", at, what: "returns the contract" },
      ...{ who: "Ms Berg", dueOn: "2026-03-09" },
    });
    expect(form().querySelector('[data-part="send"]').textContent).toBe("Logging…");
  });

  async function verdictLogged(answer) {
    assess.mockResolvedValueOnce(done(stalled)).mockResolvedValue(done(unknown));
    log.mockImplementation(answer);
    const shown = await card();
    await choose(shown.form, "meeting-verdict");
    await enter(shown.form, "meetingId", "m1");
    await enter(shown.form, "verdict", "continuation");
    await enter(shown.form, "quote", "After the fair");
    shown.form().querySelector('[data-part="send"]').click();
    await settle();
    return shown;
  }

  it("says where a saved entry went, empties the form and reads again", async () => {
    const { form, items } = await verdictLogged(() =>
      Promise.resolve(done({ status: "saved", note: "A task holds it." })),
    );
    expect(textOf(form().querySelector('[data-status="saved"]'))).toContain("A task holds it.");
    expect(form().querySelector('[data-name="quote"]').value).toBe("");
    expect(items().querySelector('[data-item="buying-progress"]')).not.toBeNull();
  });

  it.each([
    [
      "refused",
      () => Promise.resolve(done({ status: "refused", reason: "the task was refused" })),
      "was refused",
    ],
    [
      "refused",
      () => Promise.resolve('{"status":"failed","message":"no such org","tryAgain":false}'),
      "no such org",
    ],
    [
      "unknown",
      () => Promise.resolve('{"status":"failed","message":"busy","tryAgain":true}'),
      "sending the same again is safe",
    ],
    ["unknown", () => Promise.reject(new Error("timed out")), "timed out"],
    ["unknown", () => Promise.resolve("null"), "cannot be read"],
  ])("keeps what was written when it is %s", async (status, answer, why) => {
    const { form } = await verdictLogged(answer);
    expect(textOf(form().querySelector(`[data-status="${status}"]`))).toContain(why);
    expect(form().querySelector('[data-name="quote"]').value).toBe("After the fair");
    expect(assess).toHaveBeenCalledTimes(1);
    form().querySelector('[data-part="send"]').click();
    await settle();
    expect(log.mock.calls[1]).toEqual(log.mock.calls[0]);
  });
});
