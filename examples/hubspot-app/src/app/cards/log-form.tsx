import { Alert, DateInput, Input, LoadingButton, Select, TextArea } from "@hubspot/ui-extensions";
import { useState } from "react";
import { entriesFor, filledEntry, type LogEntryForm, type LogField, missingFields } from "./log-entries.ts";
import type { LogAnswer, Standing } from "./standing.ts";

interface LogFormProps {
  readonly object: "deal" | "account";
  readonly meetings: Standing["meetings"];
  /** ISO 8601; the clock of the card. */
  readonly now: () => string;
  readonly onLog: (entry: Readonly<Record<string, string>>) => Promise<LogAnswer>;
}

/** Twenty seconds after a meeting: what happened, and at most three fields. What was not taken stays in the form. */
export function LogForm({ object, meetings, now, onLog }: LogFormProps) {
  const forms = entriesFor(object);
  const [chosen, setChosen] = useState({ id: "", at: "" });
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [answer, setAnswer] = useState<LogAnswer | "sending" | null>(null);
  const form = forms.find((candidate) => candidate.id === chosen.id);
  const missing = form === undefined ? [] : missingFields(form, values);

  const choose = (id: string) => {
    setChosen({ id, at: now() });
    setValues({});
    setAnswer(null);
  };
  const send = async () => {
    if (form === undefined) return;
    setAnswer("sending");
    const outcome = await onLog(filledEntry(form, values, chosen.at));
    setAnswer(outcome);
    if (outcome.status !== "saved") return;
    setValues({});
    setChosen({ id: form.id, at: now() });
  };
  return (
    <>
      <Select
        label="Log what happened"
        name="entry"
        value={chosen.id}
        options={forms.map(({ id, label }) => ({ value: id, label }))}
        onChange={(id) => choose(String(id))}
      />
      {form !== undefined && (
        <EntryFields
          form={form}
          meetings={meetings}
          values={values}
          onChange={(change) => setValues({ ...values, ...change })}
        />
      )}
      {form !== undefined && (
        <LoadingButton
          variant="primary"
          loading={answer === "sending"}
          disabled={missing.length > 0 || answer === "sending"}
          onClick={send}
        >
          {missing.length > 0 ? `Still needed: ${missing.join(", ")}` : "Log it"}
        </LoadingButton>
      )}
      {answer !== null && answer !== "sending" && <LogOutcome answer={answer} />}
    </>
  );
}

interface EntryFieldsProps {
  readonly form: LogEntryForm;
  readonly meetings: Standing["meetings"];
  readonly values: Readonly<Record<string, string>>;
  readonly onChange: (change: Readonly<Record<string, string>>) => void;
}

function EntryFields({ form, meetings, values, onChange }: EntryFieldsProps) {
  return (
    <>
      {form.fields.map((field) => (
        <EntryField
          key={`${form.id}.${field.name}`}
          field={field.type === "meeting" ? withMeetings(field, meetings) : field}
          value={values[field.name] ?? ""}
          onValue={(value) => onChange({ [field.name]: value })}
        />
      ))}
    </>
  );
}

function withMeetings(field: LogField, meetings: Standing["meetings"]): LogField {
  const label = meetings.length === 0 ? "Meeting (every meeting on record has its verdict)" : field.label;
  return {
    ...field,
    label,
    type: "choice",
    options: meetings.map(({ id, label }) => ({ value: id, label })),
  };
}

interface EntryFieldProps {
  readonly field: LogField;
  readonly value: string;
  readonly onValue: (value: string) => void;
}

function EntryField({ field, value, onValue }: EntryFieldProps) {
  const { name, label, required } = field;
  if (field.type === "date") {
    return (
      <DateInput name={name} label={label} required={required} onChange={(day) => onValue(isoDay(day))} />
    );
  }
  if (field.type === "choice") {
    return (
      <Select
        name={name}
        label={label}
        required={required}
        value={value}
        options={[...(field.options ?? [])]}
        onChange={(chosen) => onValue(String(chosen))}
      />
    );
  }
  const Field = field.type === "long-text" ? TextArea : Input;
  return <Field name={name} label={label} required={required} value={value} onInput={onValue} />;
}

/** HubSpot counts months from 0. A cleared input is no day. */
function isoDay(day: { year: number; month: number; date: number } | null | undefined): string {
  if (!day) return "";
  const two = (part: number) => String(part).padStart(2, "0");
  return `${day.year}-${two(day.month + 1)}-${two(day.date)}`;
}

function LogOutcome({ answer }: { answer: LogAnswer }) {
  if (answer.status === "saved") {
    return (
      <Alert title="Saved" variant="success">
        {answer.note}
      </Alert>
    );
  }
  const isRefused = answer.status === "refused";
  return (
    <Alert title={isRefused ? "Not taken" : "No answer"} variant={isRefused ? "warning" : "error"}>
      {isRefused ? answer.reason : `${answer.reason}. It may have arrived; sending the same again is safe.`}
    </Alert>
  );
}
