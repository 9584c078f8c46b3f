import { resolve } from "node:path";
import { renderBacktestHtml } from "@headway/report";
import { backtestStore, type StoreBacktest } from "@headway/sync/backtest";
import { buildCommand } from "@stricli/core";
import type { Vendor } from "../adapters.ts";
import { backtestText } from "../backtest-text.ts";
import { withChosenStore } from "../chosen-store.ts";
import { ConfigError } from "../config-error.ts";
import type { CliContext } from "../context.ts";
import { configFlag, crmFlag, jsonFlag, parseInstant, storeFlag, switchFlag } from "../flags.ts";
import { type CommandResult, finish } from "../output.ts";
import { withProgress } from "../progress.ts";
import { endIfStopped } from "../reading-stopped.ts";
import { readSettings, type StoreFlags } from "../settings.ts";
import { writeWhole } from "../write-whole.ts";

interface BacktestFlags extends StoreFlags {
  readonly crm: string;
  readonly asOf?: string | undefined;
  readonly everyDays: number;
  readonly dates: number;
  readonly html?: string | undefined;
  readonly markdown: boolean;
  readonly json: boolean;
}

/** `headway backtest`: whether the assessments told wins from losses on the history in the store. */
export function backtestCommand(vendors: readonly Vendor[]) {
  return buildCommand<BacktestFlags, [], CliContext>({
    docs: {
      brief:
        "Test on your own history whether advances tell later wins from losses, whichever way it comes out",
    },
    parameters: {
      flags: {
        crm: crmFlag(vendors),
        asOf: {
          kind: "parsed",
          parse: parseInstant,
          brief: "The end of the history; the last run where absent",
          placeholder: "INSTANT",
          optional: true,
        },
        everyDays: {
          kind: "parsed",
          parse: parseCount("--every-days"),
          brief: "Days between the dates looked at",
          placeholder: "N",
          default: "14",
        },
        dates: {
          kind: "parsed",
          parse: parseCount("--dates"),
          brief: "How many past dates are looked at",
          placeholder: "N",
          default: "52",
        },
        html: {
          kind: "parsed",
          parse: String,
          brief: "Write it also into one HTML file that loads nothing",
          placeholder: "FILE",
          optional: true,
        },
        markdown: switchFlag("Markdown, which is also what is shown without a flag"),
        store: storeFlag,
        config: configFlag,
        json: jsonFlag,
      },
    },
    func(flags) {
      return finish(this, flags, () => backtest(this, flags));
    },
  });
}

async function backtest(context: CliContext, flags: BacktestFlags): Promise<CommandResult> {
  if (flags.json && flags.markdown) {
    throw new ConfigError({ path: "--markdown", expected: "expected one of --json and --markdown" });
  }
  const { storePath } = readSettings(context, flags);
  const { found, notTested } = await testedCrms(context, flags, storePath);
  if (found.length === 0) {
    throw new ConfigError({
      path: "--crm",
      expected: `expected a CRM whose history is in the store ${storePath}`,
      remedy: "Run `headway sync` for it first",
    });
  }
  const document = { backtests: found, notTested };
  const missing = notTested.map((crm) => `\n${crm} is not tested: no run of it has come to its end.\n`);
  const text = [found.map(backtestText).join("\n"), ...missing].join("");
  if (flags.html === undefined) return { document, text };
  const bytes = await writeBacktestHtml(resolve(context.directory, flags.html), { found, notTested });
  const size = `${Math.ceil(bytes / 1000)} kB`;
  return {
    document: { ...document, file: flags.html, bytes },
    text: `${text}\nWritten: ${flags.html} (${size}), for you alone to read. Open it in a browser; it loads nothing.\n`,
  };
}

/** What was tested, and the CRMs of which no run has come to its end. */
interface TestedCrms {
  readonly found: readonly StoreBacktest[];
  readonly notTested: readonly string[];
}

/** One HTML file with everything in it, for its owner alone to read. */
async function writeBacktestHtml(path: string, { found, notTested }: TestedCrms): Promise<number> {
  const page = Buffer.from(await renderBacktestHtml(found, { notTested }));
  writeWhole(path, page);
  return page.length;
}

function testedCrms(context: CliContext, flags: BacktestFlags, storePath: string): Promise<TestedCrms> {
  return withChosenStore(context, { storePath }, (store) =>
    withProgress(context, "backtest", async (view) => {
      const found: StoreBacktest[] = [];
      const notTested: string[] = [];
      for (const crm of await store.crms()) {
        if (flags.crm !== "all" && flags.crm !== crm) continue;
        const { asOf, everyDays, dates } = flags;
        const { deal: expected = null } = await store.counts(crm);
        const onProgress = (done: number): void => {
          endIfStopped(context.signal);
          view.onCount({ crm, what: "reading deals", done, expected });
        };
        onProgress(0);
        const one = await backtestStore({ store, crm, asOf, everyDays, dates, onProgress });
        if (one === undefined) notTested.push(crm);
        else found.push(one);
      }
      return { found, notTested };
    }),
  );
}

function parseCount(path: string): (text: string) => number {
  return (text) => {
    if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
    throw new ConfigError({ path, expected: "expected a whole number from 1 to 9999" });
  };
}
