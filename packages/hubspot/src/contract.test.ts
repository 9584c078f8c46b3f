import { adapterConformance } from "@headway/crm/conformance";
import { describe, test } from "vitest";
import { openHarness } from "./testing/open-portal.ts";

describe("over fetch", () =>
  adapterConformance({ describe, test }, () => openHarness({ transport: "fetch", apiVersion: "2026-09" })));
describe("over the SDK", () =>
  adapterConformance({ describe, test }, () => openHarness({ transport: "sdk", apiVersion: "2026-09" })));
