import { describe, expect, it } from "vitest";
import { adapterDifferences } from "./adapter-differences.ts";
import { checkAdapterFiles } from "./check-adapter-files.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { checkDeterminism, nondeterministicFiles } from "./check-determinism.ts";
import { checkDocstrings } from "./check-docstrings.ts";
import { checkFileNames } from "./check-file-names.ts";
import { checkPackageImports } from "./check-package-imports.ts";
import { checkReach, checkUnreached } from "./check-reach.ts";
import { checkSizes } from "./check-sizes.ts";
import { checkEscapes, checkNodeGlobals, checkVendorWords } from "./check-words.ts";
import { documentSources } from "./documents.ts";
import { isTest } from "./source-file.ts";
import { packageFolders, readPackage, readSources, sourceEntries } from "./workspace.ts";

const folders = packageFolders("packages");
const all = folders.flatMap((folder) => readSources(`packages/${folder}/src`));
const sources = all.filter((file) => !isTest(file.path));

describe("the house", () => {
  it("is read as it stands", () => {
    expect(folders).toEqual(expect.arrayContaining(["core", "crm", "hubspot", "salesforce", "sync", "cli"]));
    expect(sources.length).toBeGreaterThan(200);
  });

  it("imports along the table only", () => {
    expect(checkPackageImports(all)).toEqual([]);
  });

  it("keeps SDKs and sub-paths out of the lean entries", () => {
    expect(checkReach(all, sourceEntries())).toEqual([]);
  });

  it("publishes nothing that only tests use", () => {
    const published = sources.filter((file) => !file.path.startsWith("packages/proof/"));
    const entries = sourceEntries();
    const roots = [...entries.values(), "packages/cli/src/main.ts"];
    expect(checkUnreached(published, entries, roots)).toEqual([]);
  });

  it("declares every import and uses every dependency", () => {
    const rootTools = Object.keys(readPackage("").devDependencies ?? {});
    const faults = folders.flatMap((folder) =>
      checkDependencies({
        manifest: readPackage(`packages/${folder}`),
        // The documents' code is checked with what `proof` has installed.
        files: [...all, ...documentSources()].filter((file) => file.path.startsWith(`packages/${folder}/`)),
        rootTools,
      }),
    );
    expect(faults).toEqual([]);
  });

  it("asks the machine for time, chance and timers in the listed files only", () => {
    expect(checkDeterminism(sources)).toEqual([]);
    expect(
      Object.keys(nondeterministicFiles).filter((path) => !sources.some((file) => file.path === path)),
    ).toEqual([]);
  });

  it("runs on Web APIs outside of the Node packages", () => {
    expect(checkNodeGlobals(sources)).toEqual([]);
  });

  it("names no vendor in the engine, the domain and the report", () => {
    expect(checkVendorWords(sources)).toEqual([]);
  });

  it("keeps files and functions short", () => {
    expect(checkSizes(sources)).toEqual([]);
  });

  it("names files for what is in them", () => {
    expect(checkFileNames(all.map((file) => file.path))).toEqual([]);
  });

  it("silences no compiler and no linter", () => {
    expect(checkEscapes(sources)).toEqual([]);
  });

  it("describes every exported symbol", () => {
    expect(checkDocstrings(sources)).toEqual([]);
  });

  it("holds the same file names in both adapters", () => {
    const names = (adapter: string): string[] =>
      sources
        .filter((file) => file.path.startsWith(`packages/${adapter}/src/`))
        .map((file) => file.path.slice(`packages/${adapter}/src/`.length));
    const files = { hubspot: names("hubspot"), salesforce: names("salesforce") };
    expect(checkAdapterFiles(files, adapterDifferences)).toEqual([]);
  });
});
