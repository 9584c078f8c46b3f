import { signedHeaders } from "@headway/hubspot/webhooks";
import type { Random } from "../cramming/seeded.ts";

/** The secrets of the app that receives, the current one first. */
export const clientSecrets = ["canary-secret-current-0001", "canary-secret-previous-0002"] as const;

/** The address set in HubSpot. */
export const publicUrl = "https://hooks.example.com";
/** When everything happens, milliseconds since 1970. */
export const at = 1_800_000_000_000;

/** A request as HubSpot would send it, in parts that can be changed one by one. */
export interface WebhookParts {
  readonly method: string;
  /** Path and query, as they arrive. */
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
}

const words = [
  "B%C3%B6r%20sen",
  "a%2Fb",
  "a%2fb",
  "x%40y",
  "q%25",
  "1%2B1",
  "%3Aopen%3b",
  "plain",
  "%27s%27",
];

/** A valid request with a path, query, body and secret of its own. */
export async function validWebhook(random: Random): Promise<WebhookParts> {
  const word = (): string => words[Math.floor(random() * words.length)] ?? "";
  const query = random() < 0.6 ? `?first=${word()}&second=${word()}${Math.floor(random() * 1e6)}` : "";
  const path = `/hubspot/${word()}${query}`;
  const method = random() < 0.1 ? "PUT" : "POST";
  const body = bodyOf(random);
  const clientSecret = clientSecrets[random() < 0.7 ? 0 : 1] ?? "";
  const uri = `${publicUrl}${path}`;
  const signedAt = at - Math.floor(random() * 299_000);
  const headers = await signedHeaders({ clientSecret, method, uri, body, at: signedAt });
  return { method, path, headers: Object.entries(headers), body: new TextEncoder().encode(body) };
}

/** Events with line ends, quotes and letters of many bytes, and once in a while without an id. */
function bodyOf(random: Random): string {
  const events = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => ({
    ...(random() < 0.2 ? {} : { eventId: Math.floor(random() * 1e9) }),
    portalId: 12_345_678,
    appId: 77,
    subscriptionType: "deal.propertyChange",
    objectId: 1_000 + index,
    propertyName: "dealname",
    propertyValue: `Ærø "${Math.floor(random() * 1e6)}"\r\n漢字`,
    occurredAt: at - Math.floor(random() * 1e6),
  }));
  return JSON.stringify(events, null, random() < 0.3 ? 2 : 0);
}

/** The request as a server hands it on; names of headers given twice come twice. */
export function toRequest({ method, path, headers, body }: WebhookParts): Request {
  const all = new Headers();
  for (const [name, value] of headers) all.append(name, value);
  return new Request(`http://127.0.0.1:8080${path}`, { method, headers: all, body });
}
