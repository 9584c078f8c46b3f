import type { AccountTriage } from "./account-triage.ts";
import { painfulFact, type TriageParts } from "./triage-facts.ts";

/** Every class that the record speaks for, with the facts; the seller decides (domain:T19). */
export function triageProposal(parts: TriageParts): AccountTriage["proposals"] {
  const { reading, chase, painful, mutuality } = parts;
  const pause = [
    ...(reading.state === "behaves-as-if" ? reading.signs.filter(({ status }) => status === "holds") : []),
  ].map(({ fact }) => fact);
  if (chase.recommendation === "stop") pause.push(chase.reason);
  const proposals: AccountTriage["proposals"][number][] = [];
  if (pause.length > 0) proposals.push({ class: "pursuit-paused", facts: pause });
  if (painful.by === "friction") proposals.push({ class: "painful", facts: [painfulFact(painful)] });
  if (mutuality.isMember) proposals.push({ class: "a-list", facts: [mutuality.reason] });
  return proposals;
}
