/** The layout that this version writes; a higher one was made by a newer version. */
export const fleetVersion = 1;

/**
 * Makes what is missing, as one transaction that several processes may start at once. Instants of the
 * limiter are milliseconds since 1970 of the database's clock, the only one that all processes share.
 *
 * @param schema Checked before: it stands in the text as it is.
 */
export function fleetSchema(schema: string): string {
  return `
BEGIN;
SELECT pg_advisory_xact_lock(hashtext('${schema}.layout'));
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE IF NOT EXISTS ${schema}.layout (version integer NOT NULL);
INSERT INTO ${schema}.layout SELECT ${fleetVersion} WHERE NOT EXISTS (SELECT FROM ${schema}.layout);
CREATE TABLE IF NOT EXISTS ${schema}.account (
  tenant text NOT NULL,
  crm text NOT NULL,
  account_id text NOT NULL,
  policy jsonb,
  cron text,
  time_zone text NOT NULL,
  sealed text NOT NULL,
  generation bigint NOT NULL DEFAULT 0,
  refresh_started_at timestamptz,
  PRIMARY KEY (tenant, crm, account_id)
);
CREATE TABLE IF NOT EXISTS ${schema}.lease (
  name text PRIMARY KEY,
  owner text NOT NULL,
  fence bigint NOT NULL,
  until timestamptz NOT NULL
);
CREATE TABLE IF NOT EXISTS ${schema}.cell (
  name text PRIMARY KEY,
  -- The instant by which everything granted so far is used up at the even pace: GCRA's theoretical arrival time.
  arrival double precision NOT NULL DEFAULT 0,
  paused_until double precision NOT NULL DEFAULT 0
);
${takeFunction(schema)}
COMMIT;`;
}

/**
 * GCRA: one row, one lock, one answer. Grants up to as many cells as are wanted, each with its start in
 * milliseconds from now: a burst at once, the rest at an even pace, none beyond the horizon. Without any,
 * `again_ms` says when it is worth asking again.
 */
function takeFunction(schema: string): string {
  return `
CREATE OR REPLACE FUNCTION ${schema}.take_cells(
  cell_name text, wanted integer, pace_ms double precision, burst integer, horizon_ms double precision,
  pause_ms double precision, OUT starts_ms double precision[], OUT again_ms double precision
) LANGUAGE plpgsql AS $$
DECLARE
  held ${schema}.cell;
  now_ms double precision;
  start_ms double precision;
BEGIN
  INSERT INTO ${schema}.cell (name) VALUES (cell_name) ON CONFLICT DO NOTHING;
  SELECT * INTO held FROM ${schema}.cell WHERE name = cell_name FOR UPDATE;
  now_ms := extract(epoch FROM clock_timestamp()) * 1000;
  IF pause_ms > 0 THEN held.paused_until := greatest(held.paused_until, now_ms + pause_ms); END IF;
  starts_ms := '{}';
  again_ms := 0;
  FOR each IN 1..wanted LOOP
    start_ms := greatest(now_ms, held.paused_until, held.arrival - (burst - 1) * pace_ms);
    again_ms := start_ms - now_ms;
    EXIT WHEN again_ms > horizon_ms;
    starts_ms := starts_ms || again_ms;
    held.arrival := greatest(held.arrival, start_ms) + pace_ms;
  END LOOP;
  UPDATE ${schema}.cell SET arrival = held.arrival, paused_until = held.paused_until WHERE name = cell_name;
END $$;`;
}
