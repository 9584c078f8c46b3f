/** What has pages of its own. People have none: nobody is looked up here (domain 3.14). */
export type ServedObject = "deal" | "account";

/** What a path asks for. */
export type ServedPath =
  | { readonly page: "home" }
  | { readonly page: "review"; readonly crm: string }
  | { readonly page: "search"; readonly words: string }
  | { readonly page: "why"; readonly crm: string; readonly object: ServedObject; readonly id: string }
  | {
      readonly page: "log";
      readonly crm: string;
      readonly object: ServedObject;
      readonly id: string;
      /** What is logged, by the name of its kind; `null` for the choice of them. */
      readonly kind: string | null;
    };

const longestSearch = 200;

/** Reads path and query; `undefined` for what is no page. No file is ever read by a path. */
export function readPath(target: string): ServedPath | undefined {
  const [path = "", query = ""] = target.split("?", 2);
  if (path === "/") return { page: "home" };
  if (path === "/search") {
    return { page: "search", words: (new URLSearchParams(query).get("q") ?? "").slice(0, longestSearch) };
  }
  const parts = partsOf(path);
  if (parts === undefined) return undefined;
  const [page, crm = "", object, id = "", kind, ...rest] = parts;
  if (rest.length > 0 || crm === "") return undefined;
  if (page === "review" && parts.length === 2) return { page, crm };
  if (id === "" || (object !== "deal" && object !== "account")) return undefined;
  if (page === "why" && parts.length === 4) return { page, crm, object, id };
  return page === "log" ? { page, crm, object, id, kind: kind ?? null } : undefined;
}

/** The page that explains a record. */
export function whyPath(crm: string, object: ServedObject, id: string): string {
  return `/why/${encodeURIComponent(crm)}/${object}/${encodeURIComponent(id)}`;
}

/** The page with the form that logs something about a record. */
export function logPath(crm: string, object: ServedObject, id: string, kind?: string): string {
  const rest = kind === undefined ? "" : `/${encodeURIComponent(kind)}`;
  return `/log/${encodeURIComponent(crm)}/${object}/${encodeURIComponent(id)}${rest}`;
}

/** The review of one CRM. */
export function reviewPath(crm: string): string {
  return `/review/${encodeURIComponent(crm)}`;
}

function partsOf(path: string): string[] | undefined {
  try {
    return path.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return undefined;
  }
}
