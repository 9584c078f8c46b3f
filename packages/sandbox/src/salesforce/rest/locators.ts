import type { Org } from "../org.ts";
import type { ResultSet } from "../soql/result.ts";
import { recordId } from "../store/record-id.ts";
import type { Locators } from "./api-request.ts";

const lifetimeMs = 2 * 86_400_000;
const kept = 200;

/** Keeps the rows of unfinished queries for two days, at most the 200 newest of them. */
export function locators(org: Org): Locators {
  const sets = new Map<string, { results: ResultSet; at: number }>();
  const names = new Map<ResultSet, string>();
  let serial = 0;
  const nameOf = (results: ResultSet): string => {
    const known = names.get(results);
    if (known) return known;
    serial += 1;
    const name = recordId("01g", serial);
    names.set(results, name);
    sets.set(name, { results, at: org.now() });
    const [oldest] = sets.size > kept ? sets.keys() : [];
    const dropped = oldest && sets.get(oldest);
    if (oldest && dropped) {
      sets.delete(oldest);
      names.delete(dropped.results);
    }
    return name;
  };
  return {
    keep: (results, position) => `${nameOf(results)}-${position}`,
    find(locator) {
      const [name = "", position = ""] = locator.split("-");
      const found = sets.get(name);
      if (!found || !/^\d+$/.test(position) || org.now() - found.at > lifetimeMs) return undefined;
      return { results: found.results, position: Number(position) };
    },
  };
}
