import type { Refusal } from "./refusal.ts";

const JSON_TYPE = "application/json;charset=utf-8";

/** HubSpot's page for a record that is not there, as recorded for a client that does not ask for JSON. */
const NOT_FOUND_PAGE = `<html>
<head>
<meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
<title>Error 404 Not Found</title>
</head>
<body><h2>HTTP ERROR 404</h2>
<p>Resource not found</p>
</body>
</html>
`;

/** A JSON answer. */
export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": JSON_TYPE } });
}

/** An answer without a body: archives. */
export function noContent(): Response {
  return new Response(null, { status: 204 });
}

/** An error on the wire. A 404 is a page unless the client accepts JSON; both occur in the wild. */
export function refusalAnswer(refusal: Refusal, request: Request, correlationId: string): Response {
  if (refusal.status === 404 && !(request.headers.get("accept") ?? "").includes("json")) {
    return new Response(NOT_FOUND_PAGE, {
      status: 404,
      headers: { "content-type": "text/html;charset=iso-8859-1" },
    });
  }
  const { message, ...rest } = refusal.body;
  return json({ status: "error", message, correlationId, ...rest }, refusal.status);
}
