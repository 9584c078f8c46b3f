import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { fakeContext } from "../testing/fake-context.ts";

const files = {
  "deals.csv": [
    "Record ID,Deal Name,Deal Stage,Create Date,Associated Company IDs",
    '1,"=HYPERLINK(""http://evil.example"")",Proposal,2026-01-05 09:30,9001',
    "2,Undecided,Verloren,2026-01-05 09:30,",
    "",
  ].join("\n"),
  "companies.csv": "Record ID,Company name,Create Date\n9001,@Northwind,2025-10-01 08:00\n",
  "meetings.csv":
    "Record ID,Meeting name,Meeting start time,Meeting end time,Associated Deal IDs\n7001,＝Review,2026-02-10 14:00,2026-02-10 15:00,1\n",
};

async function exported() {
  const fake = fakeContext();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(fake.directory, name), content);
  const done = await fake.run("import", ...Object.keys(files), "--other-stages", "open");
  expect(done.exitCode).toBeLessThan(2);
  const result = await fake.run("export", "--out", "out", "--json");
  const read = (name: string): Record<string, string>[] =>
    parse(readFileSync(join(fake.directory, "out", name), "utf8"), { bom: true, columns: true });
  return { ...fake, result, read };
}

it("writes deals, accounts and evidence as files that only their owner may read and nothing in them runs", async () => {
  const { result, read, directory } = await exported();
  expect(JSON.parse(result.stdout)).toMatchObject({ deals: 2, accounts: 1 });
  expect(read("deals.csv")[0]).toMatchObject({
    crm: "files",
    id: "1",
    name: '\'=HYPERLINK("http://evil.example")',
  });
  expect(read("accounts.csv")[0]?.name).toBe("'@Northwind");
  expect(read("evidence.csv").length).toBe(JSON.parse(result.stdout).evidence);
  expect(statSync(join(directory, "out/deals.csv")).mode & 0o077).toBe(0);
});

it("says of every unknown number that it is, and what would decide it, in place of an empty cell or a zero", async () => {
  const { read } = await exported();
  const rows = [...read("deals.csv"), ...read("accounts.csv")];
  const pairs = rows.flatMap((row) =>
    Object.keys(row)
      .filter((header) => header.endsWith("_unknown_because"))
      .map((header) => ({ value: row[header.replace("_unknown_because", "")], reason: row[header] })),
  );
  expect(pairs.filter(({ value }) => value === "unknown").length).toBeGreaterThan(0);
  for (const { value, reason } of pairs) {
    if (value === "unknown") expect(reason).not.toBe("");
    else expect([Number.isFinite(Number(value)), reason]).toEqual([true, ""]);
  }
});

it("overwrites nothing", async () => {
  const { run, directory } = await exported();
  const before = readFileSync(join(directory, "out/deals.csv"), "utf8");
  const again = await run("export", "--out", "out", "--json");
  expect(again).toMatchObject({ exitCode: 2, stdout: expect.stringContaining("none is overwritten") });
  expect(readFileSync(join(directory, "out/deals.csv"), "utf8")).toBe(before);
  expect(existsSync(join(directory, "headway-export"))).toBe(false);
});
