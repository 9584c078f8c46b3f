import type { Client } from "./client.ts";
import { defaultDispositions } from "./dispositions.ts";
import { type References, references } from "./references.ts";

/** References that say what they took. */
export interface StoryReferences extends References {
  /** Requests for call outcomes so far. */
  outcomeRequests(): number;
}

/**
 * What the records of one story refer to, with as few requests as can be: HubSpot's own call outcomes are known by
 * heart, who moved a deal is not asked, and a history that HubSpot cut short stands as it came.
 */
export function storyReferences(client: Client): StoryReferences {
  const asking = references(client);
  let outcomeRequests = 0;
  return {
    account: asking.account,
    async dispositions(ids) {
      const isUsual = ids.every((id) => Object.hasOwn(defaultDispositions, id));
      if (!isUsual) outcomeRequests = 1;
      return isUsual ? new Map(Object.entries(defaultDispositions)) : asking.dispositions(ids);
    },
    ownerIds: async () => new Map(),
    stageDates: async () => new Map(),
    outcomeRequests: () => outcomeRequests,
  };
}
