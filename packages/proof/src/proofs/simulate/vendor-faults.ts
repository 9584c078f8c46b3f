import type { HubspotFault, SalesforceFault } from "@headway/sandbox";
import type { NetworkFault } from "./network.ts";

/** How HubSpot's sandbox plays a fault; `undefined` for one that the network plays by itself. */
export function hubspotFault(fault: NetworkFault): HubspotFault | undefined {
  const faults: Readonly<Partial<Record<NetworkFault, HubspotFault>>> = {
    "rate-limited-with-wait": {
      status: 429,
      policy: "TEN_SECONDLY_ROLLING",
      headers: { "retry-after": "7" },
    },
    "rate-limited-without-wait": { status: 429, policy: "TEN_SECONDLY_ROLLING" },
    "failed-before-effect": { status: 502 },
    "failed-after-effect": { status: 504, afterEffect: true },
    "connection-reset": { dropResponse: true },
    "answer-lost": { dropResponse: true, afterEffect: true },
  };
  return faults[fault];
}

/** The same for Salesforce. */
export function salesforceFault(fault: NetworkFault): SalesforceFault | undefined {
  const message = "ConcurrentRequests (Concurrent API Requests) Limit exceeded.";
  const limit = { status: 403, body: [{ errorCode: "REQUEST_LIMIT_EXCEEDED", message }] };
  const faults: Readonly<Partial<Record<NetworkFault, SalesforceFault>>> = {
    "rate-limited-with-wait": { ...limit, headers: { "retry-after": "7" } },
    "rate-limited-without-wait": limit,
    "failed-before-effect": { status: 503 },
    "failed-after-effect": { status: 500, afterEffect: true },
    "connection-reset": { status: 500, dropResponse: true },
    "answer-lost": { status: 500, dropResponse: true, afterEffect: true },
  };
  return faults[fault];
}
