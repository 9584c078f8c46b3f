const bands: Readonly<Record<string, string>> = {
  none: "no buying job done",
  early: "one or two buying jobs done",
  late: "three or more buying jobs done",
};

/**
 * A cohort's key in words for people: `opportunity/late/default` is "deals with three or more buying jobs done, in
 * “default”". The segment is the deal's own, or its pipeline (domain 3.4). A key of another kind comes back as it is.
 */
export function cohortWords(key: string): string {
  const [root = "", band, ...segment] = key.split("/");
  if (root === "account") return "accounts";
  if (root === "person") return "sellers";
  if (root !== "opportunity") return key;
  if (band === undefined) return "deals";
  const place = segment.length === 0 ? "" : `, in “${segment.join("/")}”`;
  return `deals with ${bands[band] ?? band}${place}`;
}
