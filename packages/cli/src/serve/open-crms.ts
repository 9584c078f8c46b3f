import type { CrmAdapter, CrmSchema } from "@headway/crm";
import { ConfigError } from "../config-error.ts";
import type { Config } from "../config-file.ts";
import type { CliContext } from "../context.ts";
import { requireCredentials } from "../credentials.ts";
import type { LogDesk } from "./log-page.ts";

/** The CRMs that can be written to, each opened when it is first needed and kept. */
export function openCrms(context: CliContext, config: Config): Pick<LogDesk, "open" | "titleOf"> {
  const opened = new Map<string, CrmAdapter>();
  return {
    titleOf: (crm) => context.vendors.find((vendor) => vendor.crm === crm)?.title ?? crm,
    open(crm) {
      const known = opened.get(crm);
      if (known !== undefined) return known;
      const [found] = requireCredentials(context, config, crm);
      if (found === undefined) throw new ConfigError({ path: crm, expected: "expected credentials" });
      const adapter = describedOnce(found.vendor.open(found.credentials));
      opened.set(crm, adapter);
      return adapter;
    },
  };
}

/** Credentials do not change while this process lives, and so the account they open does not either. */
function describedOnce(crm: CrmAdapter): CrmAdapter {
  let known: CrmSchema | undefined;
  return {
    ...crm,
    async describe(options) {
      known ??= await crm.describe(options);
      return known;
    },
  };
}
