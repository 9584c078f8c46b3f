import { request } from "node:http";
import { connect } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli } from "../app.ts";
import { type ServedReview, servedReview } from "../testing/served-review.ts";
import { textAnswer } from "./answer.ts";
import { type ListeningServer, listen } from "./http-server.ts";

let server: ListeningServer;
let seen: string[];

beforeEach(async () => {
  seen = [];
  server = await listen({ host: "127.0.0.1", port: 0 }, async ({ method, target, body }) => {
    seen.push(`${method} ${target} ${body}`);
    return textAnswer(200, "hello");
  });
});

afterEach(() => server.close());

interface Got {
  readonly status: number | undefined;
  readonly body: string;
}

function send(method: string, path: string, body = "", port = server.port): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, method, path }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      response.on("end", () => resolve({ status: response.statusCode, body: text }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

describe("the server", () => {
  it("hands whole requests over and answers them", async () => {
    expect(await send("POST", "/log", "a=1")).toEqual({ status: 200, body: "hello\n" });
    expect(await send("HEAD", "/")).toEqual({ status: 200, body: "" });
    expect(seen).toEqual(["POST /log a=1", "HEAD / "]);
  });

  it.each([
    ["a body that is too large", "POST", "/", "x".repeat(20_000), 413],
    ["an address that is too long", "GET", `/${"x".repeat(3_000)}`, "", 414],
  ])("refuses %s before anybody sees it", async (_, method, path, body, status) => {
    expect((await send(method, path, body)).status).toBe(status);
    expect(seen).toEqual([]);
    expect((await send("GET", "/")).status, "it lives on").toBe(200);
  });

  it("refuses what is no request at all", async () => {
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1", () => socket.write("NONSENSE\r\n\r\n"));
      socket.setEncoding("utf8").on("data", (text: string) => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).toContain("400");
    expect(seen).toEqual([]);
  });
});

describe("headway serve", () => {
  let served: ServedReview;

  beforeEach(async () => {
    served = await servedReview();
  });

  afterEach(() => served.close());

  /** The command until it says where it listens, and how it ends when it is asked to. */
  async function start(...flags: string[]) {
    const { context, stop } = served.cli;
    let ended: Promise<number> | undefined;
    const said = await new Promise<string>((resolve) => {
      const stdout = { write: resolve };
      const process = { ...context.process, stdout };
      ended = runCli(["serve", "--port", "0", "--json", ...flags], { ...context, process });
    });
    return { ...(JSON.parse(said) as { url: string; loginUrl: string | null }), stop, ended };
  }

  it("serves the review on this machine until it is stopped", async () => {
    const { url, loginUrl, stop, ended } = await start();
    expect(loginUrl).toBeNull();
    const { port } = new URL(url);
    expect((await send("GET", "/review/memory", "", Number(port))).status).toBe(200);
    stop.abort();
    expect(await ended).toBe(0);
    await expect(send("GET", "/", "", Number(port))).rejects.toThrow();
  });

  it.each([
    ["beyond this machine", ["--host", "0.0.0.0"]],
    ["on this machine where that is asked for", ["--login"]],
  ])("asks for a login %s", async (_, flags) => {
    const { url, loginUrl, stop, ended } = await start(...flags);
    const port = Number(new URL(url).port);
    expect(loginUrl).toContain("/login?key=");
    expect((await send("GET", "/review/memory", "", port)).status).toBe(401);
    const { pathname, search } = new URL(loginUrl ?? "");
    expect((await send("GET", `${pathname}${search}`, "", port)).status).toBe(303);
    expect((await send("GET", `${pathname}${search}`, "", port)).status).toBe(403);
    stop.abort();
    expect(await ended).toBe(0);
  });

  it("lets a run go on beside it", async () => {
    const { stop, ended } = await start();
    expect((await served.cli.run("sync")).exitCode).toBe(0);
    stop.abort();
    expect(await ended).toBe(0);
  });
});
