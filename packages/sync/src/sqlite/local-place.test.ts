import { spawnSync } from "node:child_process";
import { hostname } from "node:os";
import { expect, it } from "vitest";
import { localPlace } from "./local-place.ts";

const place = localPlace();
/** A process that was here and is no more. */
const { pid: dead } = spawnSync(process.execPath, ["--version"]);
const of = (pid: number) => `${place.name.split("/").slice(0, -1).join("/")}/${pid}/name`;

it("knows that a worker of this machine is gone when its process is", () => {
  expect(place.isGone(of(dead))).toBe(true);
});

it.each([
  ["of a process that goes on", of(process.ppid)],
  ["of this very process", `${place.name}/name`],
  ["of another container under the same host's name", `${hostname()}/another-start:4026532999/${dead}/name`],
  ["of an earlier version's name", `${hostname()}/${dead}/name`],
  ["of another machine", `elsewhere/${place.name.split("/")[1]}/${dead}/name`],
])("knows nothing of a worker %s", (_name, worker) => {
  expect(place.isGone(worker)).toBe(false);
});
