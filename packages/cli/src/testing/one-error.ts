import { expect } from "vitest";
import { canaryToken } from "./sandbox-world.ts";

/** How a command ended. */
interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const sentences = ["failed:", "written:", "what next:", "you can:"];
const secrets = [canaryToken, "canary", "headway-sandbox-secret"];

/** Holds a failure to its form: four sentences, once each, that name what is given, and no secret. */
export function expectOneError(ended: Ended, exitCode: number, names: readonly string[]): void {
  expect(ended.exitCode, ended.stderr).toBe(exitCode);
  expect(ended.stdout).toBe("");
  const words = ended.stderr.replace(/\s+/g, " ");
  for (const sentence of sentences) expect(words.split(sentence), ended.stderr).toHaveLength(2);
  for (const name of names) expect(words).toContain(name);
  expectNoSecret(ended);
}

/** The same as one JSON document on the standard output. */
export function expectOneErrorDocument(ended: Ended, exitCode: number): void {
  expect(ended.exitCode).toBe(exitCode);
  expect(ended.stdout.trimEnd().split("\n")).toHaveLength(1);
  const { error } = JSON.parse(ended.stdout) as { error: Record<string, unknown> };
  expect(Object.keys(error).sort()).toEqual(["code", "exitCode", "happened", "next", "written", "youCan"]);
  expect(error.exitCode).toBe(exitCode);
  expectNoSecret(ended);
}

/** The same where CRMs were gone to: every error stands with its CRM beside what the others came to. */
export function expectCrmErrorsDocument(ended: Ended, exitCode: number, crms: readonly string[]): void {
  expect(ended.exitCode).toBe(exitCode);
  const { errors } = JSON.parse(ended.stdout) as { errors: Record<string, unknown>[] };
  expect(errors.map(({ crm }) => crm)).toEqual(crms);
  const keys = ["code", "crm", "exitCode", "happened", "next", "written", "youCan"];
  for (const error of errors) expect(Object.keys(error).sort()).toEqual(keys);
  expectNoSecret(ended);
}

/** Nothing printed holds a credential (`invariant:X1`). */
export function expectNoSecret({ stdout, stderr }: Ended): void {
  for (const secret of secrets) {
    expect(stdout).not.toContain(secret);
    expect(stderr).not.toContain(secret);
  }
}
