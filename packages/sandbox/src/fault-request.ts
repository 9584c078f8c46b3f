/** A fault as another process asks for it, in the words that both CRMs' sandboxes share. */
export interface FaultRequest {
  readonly match?: { readonly method?: string; readonly path?: string };
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly afterEffect?: boolean;
  /** HubSpot: the body to send. Salesforce: any text breaks the body in the middle. */
  readonly brokenBody?: string;
  readonly dropResponse?: boolean;
}

type Check = (value: unknown) => boolean;

function isTexts(value: unknown): boolean {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((each) => typeof each === "string")
  );
}

const CHECKS: Readonly<Record<keyof FaultRequest, Check>> = {
  match: (value) =>
    isTexts(value) && Object.keys(Object(value)).every((key) => key === "method" || key === "path"),
  status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  body: () => true,
  headers: isTexts,
  times: (value) => Number.isInteger(value) && Number(value) > 0,
  afterEffect: (value) => typeof value === "boolean",
  brokenBody: (value) => typeof value === "string",
  dropResponse: (value) => typeof value === "boolean",
};

function isFaultKey(key: string): key is keyof FaultRequest {
  return Object.hasOwn(CHECKS, key);
}

function isFaultRequest(
  body: Readonly<Record<string, unknown>>,
): body is Readonly<Record<string, unknown>> & FaultRequest {
  return Object.entries(body).every(([key, value]) => isFaultKey(key) && CHECKS[key](value));
}

/** The fault in a JSON body. Throws a `TypeError` that names what is wrong, so that no typing error passes as calm. */
export function faultRequest(body: Readonly<Record<string, unknown>>): FaultRequest {
  if (isFaultRequest(body)) return body;
  const wrong = Object.entries(body).filter(([key, value]) => !(isFaultKey(key) && CHECKS[key](value)));
  throw new TypeError(`Not part of a fault, or of the wrong kind: ${wrong.map(([key]) => key).join(", ")}`);
}
