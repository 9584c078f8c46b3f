import { describe, expect, it } from "vitest";
import { requestCounter } from "./request-counter.ts";

function request(path: string) {
  return { method: "GET", path, lane: "general", attempt: 1, status: 200, tookMs: 1 };
}

describe("counting requests", () => {
  it("tells phases, objects and the CRM's shape apart, and times each phase", () => {
    let now = 0;
    const counter = requestCounter(
      () => now,
      (path) => path.startsWith("/properties"),
    );
    counter.onProgress({ phase: "describe", object: null });
    counter.onRequest(request("/properties/deals"));
    now = 1_000;
    counter.onProgress({ phase: "pull", object: "deal" });
    counter.onRequest(request("/properties/deals"));
    counter.onRequest(request("/deals"));
    counter.onRequest(request("/deals?after=1"));
    counter.onProgress({ phase: "pull", object: "task" });
    counter.onRequest(request("/tasks"));
    now = 3_500;
    counter.onProgress({ phase: "push", object: null });
    counter.onRequest(request("/deals/batch"));
    expect(counter.total()).toBe(6);
    expect(counter.byPhase()).toEqual({ describe: 1, shape: 1, pull: 3, push: 1 });
    expect(counter.pulledByObject()).toEqual({ deal: 2, task: 1 });
    expect(counter.secondsByPhase()).toEqual({ describe: 1, pull: 2.5, push: 0 });
  });
});
