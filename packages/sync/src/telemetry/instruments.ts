import {
  type Attributes,
  type Counter,
  type Gauge,
  type Histogram,
  metrics,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";

const scope = "@headway/sync";

/** What the engine measures. Names and units stand in docs/operations.md. */
export interface Instruments {
  readonly pulled: Counter;
  readonly written: Counter;
  readonly refused: Counter;
  readonly parked: Gauge;
  readonly calls: Counter;
  readonly runSeconds: Histogram;
  readonly lastComplete: Gauge;
  readonly completeAgeSeconds: Gauge;
  /** Does work inside a span; an error ends it with its code and is thrown on. */
  span<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T>;
}

/**
 * Spans and metrics through OpenTelemetry's interface alone: without an SDK in the process nothing is
 * measured and nothing is sent. Attributes are counts, codes and names of objects, never values of records.
 */
export function instruments(): Instruments {
  const meter = metrics.getMeter(scope);
  const tracer = trace.getTracer(scope);
  const counter = (name: string, unit: string, description: string): Counter =>
    meter.createCounter(name, { unit, description });
  return {
    pulled: counter("headway.records.pulled", "{record}", "Records read and stored, by CRM and object"),
    written: counter("headway.records.written", "{record}", "Writes that the CRM confirmed"),
    refused: counter("headway.writes.refused", "{write}", "Writes that the CRM refused, by code"),
    parked: meter.createGauge("headway.writes.parked", {
      unit: "{write}",
      description: "Refused writes that wait for a change",
    }),
    calls: counter("headway.crm.calls", "{call}", "Calls of an adapter, by name"),
    runSeconds: meter.createHistogram("headway.run.duration", {
      unit: "s",
      description: "How long runs took, by how they ended",
    }),
    lastComplete: meter.createGauge("headway.run.last_complete", {
      unit: "s",
      description: "Seconds since 1970 at which the last complete run ended",
    }),
    completeAgeSeconds: meter.createGauge("headway.run.complete_age", {
      unit: "s",
      description: "How long ago the last complete run ended, as each run starts and ends",
    }),
    span: (name, attributes, work) =>
      tracer.startActiveSpan(name, { attributes }, async (span) => {
        try {
          return await work();
        } catch (error) {
          span.setStatus({ code: SpanStatusCode.ERROR, message: codeOf(error) });
          throw error;
        } finally {
          span.end();
        }
      }),
  };
}

/**
 * For an adapter's `onRequest`: counts the requests that are sent to a CRM, retries among them, which the engine itself
 * does not see.
 */
export function countRequests(crm: string): () => void {
  const requests = metrics
    .getMeter(scope)
    .createCounter("headway.crm.requests", { unit: "{request}", description: "Requests sent to a CRM" });
  return () => requests.add(1, { crm });
}

/** The code alone: a message may quote what a person typed into the CRM. */
function codeOf(error: unknown): string {
  if (typeof error === "object" && error !== null && "code" in error) return String(error.code);
  return error instanceof Error ? error.name : "unknown";
}
