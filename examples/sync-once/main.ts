import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync, ownFields } from "@headway/sync";
import { sqliteStore } from "@headway/sync/sqlite";

const accessToken = process.env.HUBSPOT_ACCESS_TOKEN;
if (accessToken === undefined) throw new Error("Set HUBSPOT_ACCESS_TOKEN to the token of a private app");
const origin = process.env.HUBSPOT_BASE_URL ?? "https://api.hubapi.com";

const crm = hubspotFetch({ accessToken, origin });
const store = sqliteStore(process.env.HEADWAY_STORE ?? ".headway/store.db");

for (const outcome of await crm.provision(ownFields.map((field) => ({ type: "create-field", field })))) {
  if (outcome.status === "refused") console.log(`${outcome.step.field.name}: ${outcome.reason}`);
}

const report = await createSync({ crm, store }).run();
await store.close();

console.log(`${report.state}: account ${report.accountId} of ${report.crm}`);
console.log(`read     ${counts(report.pulled)}`);
console.log(`assessed ${counts(report.assessed)}`);
console.log(`written  ${counts(report.written)}`);
for (const { target, reason } of report.refused) console.log(`refused  ${target}: ${reason}`);
for (const gap of report.gaps) console.log(`not done ${gap}`);
process.exitCode = report.refused.length > 0 ? 1 : 0;

function counts(of: Readonly<Record<string, number>>): string {
  const parts = Object.entries(of).map(([name, count]) => `${count} ${name}`);
  return parts.length === 0 ? "nothing" : parts.join(", ");
}
