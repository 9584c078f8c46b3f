import { hubspotFetch } from "@headway/hubspot/fetch";
import { createSync, ownFields } from "@headway/sync";
import { sqliteStore } from "@headway/sync/sqlite";

/** One sync of a HubSpot sandbox into a SQLite file, which says at its end what it did: the process that gets killed. */
async function main(origin: string, accessToken: string, storePath: string, asOf: string): Promise<void> {
  const crm = hubspotFetch({ origin, accessToken, limits: "off", overlapMs: 0 });
  await crm.provision(ownFields.map((field) => ({ type: "create-field", field })));
  const store = sqliteStore(storePath);
  const report = await createSync({ crm, store }).run({ asOf });
  await store.close();
  console.log(`written ${JSON.stringify(report.written)}`);
  console.log(`state ${report.state} ${report.gaps.join("; ")}`.trim());
}

const [origin, accessToken, storePath, asOf] = process.argv.slice(2);
if (origin === undefined || accessToken === undefined || storePath === undefined || asOf === undefined) {
  throw new Error("usage: sync-process ORIGIN TOKEN STORE AS-OF");
}
await main(origin, accessToken, storePath, asOf);
