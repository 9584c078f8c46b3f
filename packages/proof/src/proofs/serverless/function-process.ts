/** What one call of `main` came to: outputs, or the error as HubSpot would look at it. */
export type CallEnd =
  | { readonly type: "outputs"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly type: "thrown"; readonly status: number | null; readonly text: string };

/** A process that has only its environment, loads the bundle and calls `main` with every event it is sent. */
const [path = ""] = process.argv.slice(2);
const { main } = (await import(path)) as { readonly main: (event: unknown) => Promise<unknown> };

async function callMain(event: unknown): Promise<CallEnd> {
  try {
    const { outputFields } = (await main(event)) as {
      readonly outputFields: CallEnd & Record<string, unknown>;
    };
    return { type: "outputs", fields: outputFields };
  } catch (error) {
    const { response } = error as { readonly response?: { readonly status?: number } };
    const text = error instanceof Error ? `${error.message}\n${error.stack ?? ""}` : String(error);
    return { type: "thrown", status: response?.status ?? null, text };
  }
}

process.on("message", (event) => {
  void callMain(event).then((end) => process.send?.(end));
});
process.once("disconnect", () => process.exit(0));
