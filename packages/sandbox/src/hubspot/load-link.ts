import { associationTypesBetween } from "./association-type.ts";
import { OBJECT_TYPES } from "./object-type.ts";

/** The types of a link, seen from either end. */
interface LinkTypes {
  readonly forward: readonly number[];
  readonly backward: readonly number[];
}

/** What the kinds of a portfolio are among HubSpot's objects. */
const KIND_OBJECTS: Readonly<Record<string, string>> = {
  deal: "deals",
  contact: "contacts",
  account: "companies",
};

/** Deals and contacts have a primary company, and the portfolio names but one: it is primary and unlabelled at once. */
function typesBetween(from: string, to: string): LinkTypes | undefined {
  const types = associationTypesBetween(from, to).toSorted((a) => (a.label === "Primary" ? -1 : 1));
  if (types.length === 0) return undefined;
  return { forward: types.map((type) => type.typeId), backward: types.map((type) => type.inverse) };
}

/** One object for all links of a kind, so that a hundred thousand of them share their type ids. */
const LINKS: ReadonlyMap<string, LinkTypes> = new Map(
  OBJECT_TYPES.flatMap(({ name }) =>
    Object.entries(KIND_OBJECTS).flatMap(([kind, to]) => {
      const types = typesBetween(name, to);
      return types ? [[`${name} ${kind}`, types] as const] : [];
    }),
  ),
);

/** The types of a loaded link from an object (plural name) to a kind of the portfolio. */
export function loadedLink(from: string, kind: string): LinkTypes | undefined {
  return LINKS.get(`${from} ${kind}`);
}
