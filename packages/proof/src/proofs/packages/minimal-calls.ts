/**
 * By what may be imported: the body of a function that is given the module as `all` and does the least that shows
 * that it works, on plain Node, with nothing listening anywhere. It gives `true`. Text, since it runs in another
 * project under another Node.
 */
export const minimalCalls: Readonly<Record<string, string>> = {
  "@headway/core": 'return all.parsePolicy({ version: "mine-1" }).version === "mine-1"',
  "@headway/core/stats": "return Math.abs(all.normalCumulative(0) - 0.5) < 1e-9",
  "@headway/core/backtest": "const next = all.seededNumbers(7); return next() !== next()",
  "@headway/crm": 'return all.refKey({ object: "deal", id: "7" }) === "deal/7"',
  "@headway/crm/http":
    'return all.isSafeOrigin("https://crm.example") && !all.isSafeOrigin("http://crm.example")',
  "@headway/crm/memory": 'return (await all.memoryCrm().describe()).account.id === "memory-1"',
  "@headway/crm/conformance": "return Object.values(all.conformanceCases).every((cases) => cases.length > 0)",
  "@headway/hubspot": 'return all.hubspot({ accessToken: "a-token" }).crm === "hubspot"',
  "@headway/hubspot/fetch": 'return all.hubspotFetch({ accessToken: "a-token" }).crm === "hubspot"',
  "@headway/hubspot/webhooks": `
    const webhooks = all.hubspotWebhooks({
      clientSecrets: ["a-secret"], publicUrl: "https://hooks.example", accountIds: ["1"],
    });
    const unsigned = new Request("https://hooks.example/", { method: "POST", body: "[]" });
    return webhooks.receive(unsigned).then(() => false, (error) => error.code === "bad-signature")`,
  "@headway/hubspot/serverless": 'return all.hubspotRecords({ accessToken: "a-token" }).crm === "hubspot"',
  "@headway/salesforce": `
    const place = { instanceUrl: "https://acme.my.salesforce.com" };
    return all.salesforce({ ...place, accessToken: "a-token" }).crm === "salesforce"`,
  "@headway/salesforce/fetch": `
    const place = { instanceUrl: "https://acme.my.salesforce.com" };
    return all.salesforceFetch({ ...place, accessToken: "a-token" }).crm === "salesforce"`,
  "@headway/salesforce/serverless": `
    const signed = await all.signCallout("a-secret", { body: "{}", nonce: "n", at: 0 });
    return signed["x-headway-timestamp"] === "0"`,
  "@headway/sandbox": `
    const sandbox = await all.startSandbox();
    const answer = await fetch(sandbox.hubspot.url + "/crm/v3/objects/deals", {
      headers: { authorization: "Bearer " + sandbox.hubspot.accessToken },
    });
    await sandbox.close();
    return answer.status === 200`,
  "@headway/report": 'return all.textWidth("日本") === 4',
  "@headway/cli": "return typeof all.runAgainstSandboxes === 'function'",
  "@headway/sync": 'return all.ownFields.every((field) => field.name.startsWith("headway_"))',
  "@headway/sync/memory": "return (await all.memoryStore().crms()).length === 0",
  "@headway/sync/sqlite": `
    const store = all.sqliteStore(":memory:");
    const crms = await store.crms();
    await store.close();
    return crms.length === 0`,
  "@headway/sync/postgres": `
    const refused = all.postgresStore({ url: "postgres://nobody@127.0.0.1:1/none" });
    return refused.then(() => false, (error) => error.code === "store-unavailable")`,
  "@headway/sync/fleet": `
    const refused = all.createFleet({ url: "postgres://nobody@127.0.0.1:1/none", key: "no-key" });
    return refused.then(() => false, (error) => error.name === "SyncError")`,
  "@headway/sync/mirror": "return all.mirrorKinds.length > 0",
  "@headway/sync/backtest": "return typeof all.backtestStore === 'function'",
  "@headway/sync/portfolio": "return typeof all.assessStore === 'function'",
  "@headway/sync/one-record":
    'return all.isUnfinished({ writes: [{ outcome: { status: "unknown" } }] }) === true',
};
