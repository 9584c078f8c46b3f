import { entriesFor, filledEntry, missingFields } from "c/headwayEntries";
import { api, LightningElement } from "lwc";

const titles = { saved: "Saved", refused: "Not taken", unknown: "No answer" };

/**
 * A form for what happened: sends `log` with the entry, and shows the answer that it is then given. What was not
 * taken stays in the form. Imports nothing of Salesforce.
 */
export default class HeadwayLog extends LightningElement {
  /** `deal` or `account`. */
  @api object = "deal";
  /** The meetings whose verdict nobody has logged: `{ id, label }`. */
  @api meetings = [];
  /** True between `log` and its answer. */
  @api isSending = false;

  form = null;
  values = {};
  at = "";
  shownAnswer = null;

  /** What became of the entry: `{ status, note }` or `{ status, reason }`; a saved one empties the form. */
  @api
  get answer() {
    return this.shownAnswer;
  }
  set answer(answer) {
    this.shownAnswer = answer ?? null;
    if (answer?.status !== "saved") return;
    this.values = {};
    this.at = new Date().toISOString();
  }

  get choices() {
    return entriesFor(this.object).map(({ id, label }) => ({ id, label, isChosen: id === this.form?.id }));
  }

  get fields() {
    return (this.form?.fields ?? []).map((field) => this.shownField(field));
  }

  shownField(field) {
    const isMeeting = field.type === "meeting";
    const meetings = this.meetings.map(({ id, label }) => ({ value: id, label }));
    const isNone = isMeeting && meetings.length === 0;
    const value = this.values[field.name] ?? "";
    return {
      ...field,
      key: `${this.form.id}.${field.name}`,
      label: isNone ? "Meeting (every meeting on record has its verdict)" : field.label,
      value,
      options: (isMeeting ? meetings : (field.options ?? [])).map((option) => ({
        ...option,
        isChosen: option.value === value,
      })),
      isChoice: isMeeting || field.type === "choice",
      isLong: field.type === "long-text",
      inputType: field.type === "date" ? "date" : "text",
    };
  }

  get missing() {
    return this.form === null ? [] : missingFields(this.form, this.values);
  }

  get isBlocked() {
    return this.isSending || this.missing.length > 0;
  }

  get buttonText() {
    if (this.isSending) return "Logging…";
    return this.missing.length === 0 ? "Log it" : `Still needed: ${this.missing.join(", ")}`;
  }

  get outcome() {
    if (this.shownAnswer === null) return null;
    const { status, note, reason } = this.shownAnswer;
    const unsure = `${reason}. It may have arrived; sending the same again is safe.`;
    return { status, title: titles[status], text: status === "unknown" ? unsure : (note ?? reason) };
  }

  /** A textarea takes no `value` in a template. */
  renderedCallback() {
    for (const area of this.template.querySelectorAll("textarea")) {
      const value = this.values[area.dataset.name] ?? "";
      if (area.value !== value) area.value = value;
    }
  }

  choose(event) {
    this.form = entriesFor(this.object).find(({ id }) => id === event.target.value) ?? null;
    this.values = {};
    this.at = new Date().toISOString();
    this.shownAnswer = null;
  }

  change(event) {
    this.values = { ...this.values, [event.target.dataset.name]: event.target.value };
  }

  send() {
    this.dispatchEvent(new CustomEvent("log", { detail: filledEntry(this.form, this.values, this.at) }));
  }
}
