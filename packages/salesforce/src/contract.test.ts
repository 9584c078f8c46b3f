import { adapterConformance } from "@headway/crm/conformance";
import { describe, test } from "vitest";
import { overFetch, overSdk } from "./testing/conformance-harness.ts";

const runner = { describe, test };

describe("over fetch", () => adapterConformance(runner, overFetch));
describe("over jsforce", () => adapterConformance(runner, overSdk));
