import { Button, Divider, EmptyState, ErrorState, Flex, LoadingSpinner, Text } from "@hubspot/ui-extensions";
import { useEffect, useState } from "react";
import type { CardRecord, HeadwayCalls } from "./headway-calls.ts";
import { LogForm } from "./log-form.tsx";
import type { LogAnswer, Standing } from "./standing.ts";
import { StandingItems } from "./standing-items.tsx";

interface StandingCardProps {
  readonly record: CardRecord;
  readonly calls: HeadwayCalls;
  /** ISO 8601. Default: the worker's clock. */
  readonly now?: () => string;
}

type CardState =
  | { readonly status: "loading" }
  | { readonly status: "failed"; readonly reason: string }
  | { readonly status: "read"; readonly standing: Standing };

/** Where the buyer stands on one deal or company, and a form for what no field holds. */
export function StandingCard({ record, calls, now = clock }: StandingCardProps) {
  const [state, setState] = useState<CardState>({ status: "loading" });
  const read = async () => setState(await readStanding(record, calls));
  useEffect(() => {
    void readStanding(record, calls).then(setState);
  }, [record, calls]);
  const log = async (entry: Readonly<Record<string, string>>): Promise<LogAnswer> => {
    const answer = await calls.log(record, entry);
    if (answer.status === "saved") await read();
    return answer;
  };
  const retry = () => {
    setState({ status: "loading" });
    void read();
  };
  const meetings = state.status === "read" ? state.standing.meetings : [];
  return (
    <Flex direction="column" gap="medium">
      <CardBody state={state} onRetry={retry} />
      <Divider />
      <LogForm object={record.object} meetings={meetings} now={now} onLog={log} />
    </Flex>
  );
}

function clock(): string {
  return new Date().toISOString();
}

async function readStanding(record: CardRecord, calls: HeadwayCalls): Promise<CardState> {
  try {
    return { status: "read", standing: await calls.assess(record) };
  } catch (error) {
    return { status: "failed", reason: error instanceof Error ? error.message : "There was no answer" };
  }
}

function CardBody({ state, onRetry }: { state: CardState; onRetry: () => void }) {
  if (state.status === "loading")
    return <LoadingSpinner label="Reading the record and what hangs on it" showLabel />;
  if (state.status === "failed") {
    return (
      <ErrorState title="Where the buyer stands could not be read">
        <Text>{state.reason}</Text>
        <Button onClick={onRetry}>Try again</Button>
      </ErrorState>
    );
  }
  const { standing } = state;
  if (standing.status === "gone") {
    return (
      <EmptyState title="This record is not in the CRM any more">
        <Sentences lines={standing.gaps} />
      </EmptyState>
    );
  }
  if (standing.status === "undecided") {
    return (
      <EmptyState title="Nothing can be said about this record yet">
        <Sentences lines={standing.gaps} />
      </EmptyState>
    );
  }
  return <StandingItems standing={standing} />;
}

function Sentences({ lines }: { lines: readonly string[] }) {
  return lines.map((line) => <Text key={line}>{line}</Text>);
}
