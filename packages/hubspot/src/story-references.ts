import { type AccountInfo, accountOnce } from "./account-info.ts";
import type { Client } from "./client.ts";
import { dispositionLabels } from "./disposition-labels.ts";
import { defaultDispositions } from "./dispositions.ts";

/** What a story asks for of what its records refer to: no owners and no dates of stages, to stay within ten requests. */
export interface StoryReferences {
  /** Asked for at most once. */
  account(): Promise<AccountInfo>;
  /** As in `References`. */
  dispositions(ids: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Requests for call outcomes so far. */
  outcomeRequests(): number;
}

/** HubSpot's own call outcomes are known without a request. */
export function storyReferences(client: Client): StoryReferences {
  const labels = dispositionLabels(client);
  let outcomeRequests = 0;
  return {
    account: accountOnce(client),
    async dispositions(ids) {
      const isUsual = ids.every((id) => Object.hasOwn(defaultDispositions, id));
      if (!isUsual) outcomeRequests = 1;
      return isUsual ? new Map(Object.entries(defaultDispositions)) : labels(ids);
    },
    outcomeRequests: () => outcomeRequests,
  };
}
