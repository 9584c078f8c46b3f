import { handler } from "./handler.ts";

/** Runs the function once on this machine, as a schedule would, with a minute of time. */
const endsAt = Date.now() + 60_000;
console.log(JSON.stringify(await handler({}, { getRemainingTimeInMillis: () => endsAt - Date.now() })));
