import { plainText } from "./plain-text.ts";
import type { ReviewData } from "./review-data.ts";
import { nameOf } from "./review-words.ts";

/** What a buyer has promised on an open deal; its texts are fit to print. */
export interface Promised {
  /** `null` where no day was given. */
  readonly dueAt: string | null;
  readonly deal: string;
  /** Who sells; empty where that is not known. */
  readonly seller: string;
  readonly what: string;
}

/** Promises that are not due yet, soonest first, one without a day last. */
export function promisesAhead(data: ReviewData): Promised[] {
  return promises(data, "commitmentsAhead");
}

/** Promises whose day has passed, longest ago first. */
export function promisesOverdue(data: ReviewData): Promised[] {
  return promises(data, "commitmentsOverdue");
}

function promises(data: ReviewData, list: "commitmentsAhead" | "commitmentsOverdue"): Promised[] {
  const sellers = new Map(data.people.map((person) => [person.id, person]));
  const all = data.deals
    .filter((deal) => deal.status === "open")
    .flatMap((deal) => {
      const seller = sellers.get(deal.ownerId ?? "");
      const whose = {
        deal: nameOf(deal, "deal"),
        seller: seller === undefined ? "" : nameOf(seller, "user"),
      };
      return deal[list].map((text) => ({ ...whose, ...parsed(text) }));
    });
  return all.sort((left, right) => compare(left.dueAt ?? "~", right.dueAt ?? "~"));
}

/** A promise is kept as its due instant, where it has one, and its words. */
function parsed(text: string): Pick<Promised, "dueAt" | "what"> {
  const plain = plainText(text);
  const [first = "", ...rest] = plain.split(" ");
  const isDated = /^\d{4}-\d{2}-\d{2}/.test(first) && !Number.isNaN(Date.parse(first));
  return isDated ? { dueAt: first, what: rest.join(" ") } : { dueAt: null, what: plain };
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
