import { addressDoors, type Door } from "./addresses-at-doors.ts";
import { evilAddresses } from "./evil-addresses.ts";
import { linkedWorlds } from "./links-of-answers.ts";
import { loadSource } from "./load-source.ts";
import { tryRedirects } from "./redirects-of-sdks.ts";
import { mostTold, type SecurityPart } from "./security-part.ts";

const hosts = ["api.hubapi.com", "acme.my.salesforce.com"];
const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;
/** A host that somebody may name, by its name alone and on the usual port. */
const plainAddress = /^https:\/\/[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+\/?$/i;

/** `invariant:X6` and `invariant:X7`: credentials go to the CRM's own origin, whatever settings and answers say. */
export const origins: SecurityPart = {
  name: "origins",
  async run(size, tell) {
    const addresses = evilAddresses(hosts);
    const misses: string[] = [];
    let rows = 0;
    for (const door of await addressDoors()) {
      for (const address of addresses) {
        rows += 1;
        const escaped = (await door.reach(address)).filter((host) => !isAllowed(door, address, host));
        if (escaped.length > 0)
          misses.push(`${door.name}: ${JSON.stringify(address)} reached ${escaped.join()}`);
      }
      tell(rows, addresses.length * 6);
    }
    const links = await tryLinks(size === "full" ? addresses : addresses.slice(0, 30), misses);
    const paths = await tryPaths(addresses, misses);
    const redirects = await tryRedirects();
    const all = [...misses, ...redirects.misses];
    const figures = { evilAddresses: addresses.length, rows: rows + links + paths + redirects.rows };
    return { figures: { ...figures, escapes: all.length }, misses: all.slice(0, mostTold) };
  },
};

function isAllowed(door: Door, address: string, host: string): boolean {
  // This machine is nobody's but the user's own.
  if (loopback.test(host)) return true;
  if (door.isFree && plainAddress.test(address)) return new URL(address).host === host;
  return door.isFree ? false : isOurs(host);
}

function isOurs(host: string): boolean {
  return (
    host === "api.hubapi.com" ||
    host === "login.salesforce.com" ||
    /^[a-z0-9-]+\.my\.salesforce\.com$/.test(host)
  );
}

/** Next pages, locators and redirects of answers. */
async function tryLinks(addresses: readonly string[], misses: string[]): Promise<number> {
  let rows = 0;
  for (const world of linkedWorlds()) {
    const { records: expected } = await world.read("/next", false);
    for (const address of addresses) {
      for (const asRedirect of [false, true]) {
        rows += 1;
        const { hosts: asked, records } = await world.read(address, asRedirect);
        const escaped = asked.filter((host) => host !== world.host);
        const where = `${asRedirect ? "a redirect" : "a link"} of ${world.crm} to ${JSON.stringify(address)}`;
        if (escaped.length > 0) misses.push(`${where} was followed to ${escaped.join()}`);
        if (!asRedirect && records !== expected)
          misses.push(`${where} lost records: ${records} of ${expected}`);
      }
    }
  }
  return rows;
}

interface PinnedUrlModule {
  pinnedUrl(crm: string, origin: string, request: { method: string; path: string }): string;
}

/** A path is joined to the origin and never leads away from it. */
async function tryPaths(addresses: readonly string[], misses: string[]): Promise<number> {
  const { pinnedUrl } = await loadSource<PinnedUrlModule>("packages/crm/src/http/pinned-url.ts");
  const starts = ["", "/", "//", "/\\", "\\\\", "@", ":443@", ".evil.example", "/..//", "/@", "\t//", "/\t/"];
  const paths = addresses.flatMap((address) => [address, ...starts.map((start) => `${start}${address}`)]);
  for (const path of paths) {
    for (const origin of ["https://api.hubapi.com", "http://127.0.0.1:8080"]) {
      const url = urlOf(() => pinnedUrl("crm", origin, { method: "GET", path }));
      if (url !== undefined && new URL(url).origin !== origin)
        misses.push(`the path ${JSON.stringify(path)}`);
    }
  }
  return paths.length * 2;
}

function urlOf(make: () => string): string | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
