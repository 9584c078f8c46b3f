import type { Explained } from "@headway/core";

/** What a wait is called: without any advance it is counted from the beginning, and says so. */
export function waitLabel({ n, status }: Pick<Explained, "n" | "status">): string {
  return n === 0 && status === "known"
    ? "Days open without an advance"
    : "Days since the last verified advance";
}
