import { buildCommand, buildRouteMap } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { personFlag } from "../chosen-person.ts";
import type { CliContext } from "../context.ts";
import { configFlag, crmFlag, instantParser, jsonFlag, storeFlag } from "../flags.ts";
import { finish } from "../output.ts";
import { type PlanFlags, showWeek } from "../plan/week.ts";
import { type AddFlags, addItem, endItem } from "../plan/write-item.ts";

/** `headway plan`, `plan add`, `plan done`: the coming week, question by question. */
export function planRoutes(vendors: readonly Vendor[], { hasDefaults }: { readonly hasDefaults: boolean }) {
  return buildRouteMap({
    docs: { brief: "Plan the coming week: three questions, and the commitment wanted from each step" },
    routes: { show: showCommand(vendors), add: addCommand(vendors), done: doneCommand(vendors) },
    ...(hasDefaults ? { defaultCommand: "show" as const } : {}),
  });
}

function commonFlags(vendors: readonly Vendor[]) {
  return { as: personFlag, crm: crmFlag(vendors), store: storeFlag, config: configFlag, json: jsonFlag };
}

function showCommand(vendors: readonly Vendor[]) {
  return buildCommand<PlanFlags, [], CliContext>({
    docs: {
      brief: "Show the coming week, with proposals where a question has no answer yet",
      fullDescription: "The plan is yours: it is read from your notebook and shown to nobody else.",
    },
    parameters: { flags: commonFlags(vendors) },
    func(flags) {
      return finish(this, flags, () => showWeek(this, flags));
    },
  });
}

function addCommand(vendors: readonly Vendor[]) {
  return buildCommand<AddFlags, [], CliContext>({
    docs: {
      brief: "Write down what you will do, and what the customer is to commit to",
    },
    parameters: { flags: { ...itemFlags(), ...commonFlags(vendors) } },
    func(flags) {
      return finish(this, flags, () => addItem(this, flags));
    },
  });
}

function itemFlags() {
  return {
    question: {
      kind: "enum",
      values: ["account-health", "buying-decision", "capability"],
      brief: "Which of the three questions it answers",
    },
    what: textFlag("What you will do"),
    deal: { ...textFlag("The deal it is about, by id or name", "DEAL"), optional: true },
    account: { ...textFlag("The account it is about, by id or name", "ACCOUNT"), optional: true },
    skill: { ...textFlag("The skill it advances"), optional: true },
    wanted: { ...textFlag("The commitment wanted of the customer"), optional: true },
    owner: {
      kind: "enum",
      values: ["buyer", "seller"],
      brief: "Who is to act on it (default: buyer)",
      optional: true,
    },
    by: { ...dayFlag("--by", "When the commitment is due"), optional: true },
    on: { ...dayFlag("--on", "Until when you will do it (default: within the week)"), optional: true },
  } as const;
}

function textFlag(brief: string, placeholder = "TEXT") {
  return { kind: "parsed", parse: String, brief, placeholder } as const;
}

function dayFlag(path: string, brief: string) {
  return { kind: "parsed", parse: instantParser(path), brief, placeholder: "DAY" } as const;
}

function doneCommand(vendors: readonly Vendor[]) {
  return buildCommand<PlanFlags, [string], CliContext>({
    docs: {
      brief: "Mark an item of the plan as done",
    },
    parameters: {
      flags: commonFlags(vendors),
      positional: {
        kind: "tuple",
        parameters: [{ brief: "Its id, or how it begins", placeholder: "ID", parse: String }],
      },
    },
    func(flags, id) {
      return finish(this, flags, () => endItem(this, flags, id));
    },
  });
}
