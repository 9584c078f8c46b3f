const quote = (label, required) => ({
  name: "quote",
  label,
  type: "long-text",
  required,
});
const text = (name, label) => ({ name, label, type: "text", required: true });
const choice = (name, label, ...options) => ({
  name,
  label,
  type: "choice",
  required: true,
  options: options.map(([value, words]) => ({ value, label: words })),
});

/** Every entry the card offers, in the order of how often it is wanted. */
export const logEntryForms = [
  {
    id: "meeting-verdict",
    label: "How a meeting ended",
    objects: ["deal"],
    fixed: { type: "meeting-verdict" },
    fields: [
      { name: "meetingId", label: "Meeting", type: "meeting", required: true },
      choice(
        "verdict",
        "Verdict",
        ["advance", "Advance: the buyer promised an action with a date"],
        ["continuation", "Continuation: nothing was promised"],
        ["order", "Order"],
        ["no-sale", "No sale"],
      ),
      quote("The buyer's words", false),
    ],
  },
  {
    id: "commitment",
    label: "What the buyer promised",
    objects: ["deal"],
    fixed: { type: "commitment", side: "buyer" },
    fields: [
      text("what", "What"),
      text("who", "Who, on the buyer's side"),
      { name: "dueOn", label: "By when", type: "date", required: true },
    ],
  },
  {
    id: "thanks",
    label: "The client thanked us",
    objects: ["account", "deal"],
    fixed: { type: "thanks", from: "client" },
    fields: [text("topic", "For what"), quote("In their words", false)],
  },
  {
    id: "colleague-introduced",
    label: "The buyer introduced a colleague",
    objects: ["deal"],
    fixed: { type: "introduction", by: "client" },
    fields: [text("topic", "Whom, and in which role")],
  },
  {
    id: "client-introduced",
    label: "We introduced them to another client",
    objects: ["account"],
    fixed: { type: "introduction", by: "us" },
    fields: [text("topic", "To whom, and over which problem")],
  },
  {
    id: "advised-not-to-buy",
    label: "We advised not to buy",
    objects: ["deal", "account"],
    fixed: { type: "advised-not-to-buy" },
    fields: [{ name: "reason", label: "Why it did not fit", type: "long-text", required: true }],
  },
  {
    id: "buyers-words",
    label: "The buyer's own words",
    objects: ["deal"],
    fixed: { type: "buyers-words" },
    fields: [
      choice(
        "about",
        "About",
        ["need", "The need"],
        ["motivation", "The motivation"],
        ["help", "How we help"],
      ),
      quote("Word for word", true),
    ],
  },
  {
    id: "triage-decision",
    label: "A decision about the account",
    objects: ["account"],
    fixed: { type: "triage-decision" },
    fields: [
      choice(
        "class",
        "Decision",
        ["active", "Pursue"],
        ["pursuit-paused", "Pause the pursuit"],
        ["a-list", "A-list"],
        ["painful", "Keep to the box"],
      ),
      text("reason", "The facts it rests on"),
    ],
  },
];

/** The entries for one kind of record. */
export function entriesFor(object) {
  return logEntryForms.filter(({ objects }) => objects.includes(object));
}

/** Labels of the required fields that are still empty. */
export function missingFields(form, values) {
  return form.fields
    .filter(({ name, required }) => required && (values[name] ?? "").trim() === "")
    .map(({ label }) => label);
}

/** The capture that is sent. `at` stays as it is while the same is sent again, so that it is one entry. */
export function filledEntry(form, values, at) {
  const filled = Object.entries(values).filter(([, value]) => value.trim() !== "");
  return { ...form.fixed, at, ...Object.fromEntries(filled) };
}
