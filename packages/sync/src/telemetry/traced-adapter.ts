import type { ChangePage, CrmAdapter, PullRequest } from "@headway/crm";
import type { Instruments } from "./instruments.ts";

/** The same adapter, with a span and a count for every call; a pull has a span for each of its pages. */
export function tracedAdapter(adapter: CrmAdapter, measure: Instruments): CrmAdapter {
  const { crm } = adapter;
  const called = <T>(call: string, attributes: Record<string, string | number>, work: () => Promise<T>) => {
    measure.calls.add(1, { crm, call });
    return measure.span(`headway.crm.${call}`, { crm, ...attributes }, work);
  };
  return {
    specVersion: adapter.specVersion,
    crm,
    capabilities: adapter.capabilities,
    ...(adapter.webhooks === undefined ? {} : { webhooks: adapter.webhooks }),
    describe: (options) => called("describe", {}, () => adapter.describe(options)),
    provision: (steps, options) =>
      called("provision", { steps: steps.length }, () => adapter.provision(steps, options)),
    push: (patches, options) =>
      called("push", { patches: patches.length }, () => adapter.push(patches, options)),
    pull: (request, options) => pages(adapter.pull(request, options), objectOf(request), called),
  };
}

type Called = <T>(
  call: string,
  attributes: Record<string, string | number>,
  work: () => Promise<T>,
) => Promise<T>;

async function* pages(
  source: AsyncIterable<ChangePage>,
  object: string,
  called: Called,
): AsyncGenerator<ChangePage> {
  const iterator = source[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await called("pull", { object }, () => iterator.next());
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await iterator.return?.();
  }
}

function objectOf(request: PullRequest): string {
  return request.type === "changes" ? request.object : "named";
}
