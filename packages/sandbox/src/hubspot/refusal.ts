/** One entry of `errors` in an error body. */
export interface RefusalDetail {
  readonly message: string;
  readonly code?: string;
  readonly context?: Readonly<Record<string, readonly string[]>>;
}

/** The parts of HubSpot's error body that differ from case to case (recorded). */
export interface RefusalBody {
  /** In place of `error`, where a call names its faults so: the token endpoints. */
  readonly status?: string;
  readonly message: string;
  readonly category?: string;
  readonly subCategory?: string;
  readonly errors?: readonly RefusalDetail[];
  readonly context?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, string>>;
}

/** Thrown anywhere below a route to answer with an error. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;

  constructor(status: number, body: RefusalBody) {
    super(body.message);
    this.name = "Refusal";
    this.status = status;
    this.body = body;
  }
}

/** A 400 of the kind that HubSpot calls VALIDATION_ERROR. */
export function invalid(message: string, rest: Partial<RefusalBody> = {}): Refusal {
  return new Refusal(400, { category: "VALIDATION_ERROR", message, ...rest });
}

/** Thrown where a record is missing; answered as a page or as JSON, see `answer.ts`. */
export function notFound(message = "resource not found"): Refusal {
  return new Refusal(404, { message, category: "OBJECT_NOT_FOUND" });
}
