/** The property that holds Headway's key on a task, unique where the account allows it. */
export const keyProperty = "headway_key";

/** The key as the last line of a task's body, for accounts where the property cannot be unique. */
export function bodyWithKey(body: string, key: string): string {
  return `${body}\n\n[headway:${key}]`;
}

const marker = /\[headway:([a-z0-9:]{1,40})\]$/;

/** The key in a task's body; `null` where there is none. HubSpot may wrap the body in HTML, so tags after it are allowed. */
export function keyInBody(body: string): string | null {
  return marker.exec(withoutClosingTags(body))?.[1] ?? null;
}

/** The body as Headway wrote it: without the key. A body without a key is given back unchanged. */
export function withoutKey(body: string): string {
  const plain = withoutClosingTags(body);
  return marker.test(plain) ? plain.replace(marker, "").trimEnd() : body;
}

function withoutClosingTags(body: string): string {
  let text = body.trimEnd();
  while (/<(\/\w{1,10}|br\s?\/?)>$/.test(text)) text = text.replace(/<[^<>]*>$/, "").trimEnd();
  return text;
}
