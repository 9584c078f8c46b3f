import type { Browser, Page } from "playwright-core";

/** What went on in a page that should not have. */
export interface PageTrouble {
  readonly consoleErrors: string[];
  readonly dialogs: string[];
  /** Requests to anywhere but the page's own server or file. */
  readonly foreignRequests: string[];
  /** Requests of any kind, the page's own included. */
  requests: number;
}

/** A page with everything watched from before its first byte. */
export interface WatchedPage {
  readonly page: Page;
  readonly trouble: PageTrouble;
  close(): Promise<void>;
}

/** What a page is shown with. */
export interface PageLook {
  readonly width: number;
  readonly height?: number;
  readonly scheme?: "light" | "dark";
}

/** Opens an empty page; `own` begins every address it may ask for. */
export async function watchedPage(browser: Browser, own: string, look: PageLook): Promise<WatchedPage> {
  const { width, height = 1_000, scheme = "light" } = look;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: scheme,
    locale: "en-GB",
  });
  const page = await context.newPage();
  const trouble: PageTrouble = { consoleErrors: [], dialogs: [], foreignRequests: [], requests: 0 };
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      trouble.consoleErrors.push(message.text());
  });
  page.on("pageerror", (error) => trouble.consoleErrors.push(error.message));
  page.on("dialog", (dialog) => {
    trouble.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  context.on("request", (request) => {
    trouble.requests += 1;
    if (!request.url().startsWith(own)) trouble.foreignRequests.push(request.url());
  });
  return { page, trouble, close: () => context.close() };
}
