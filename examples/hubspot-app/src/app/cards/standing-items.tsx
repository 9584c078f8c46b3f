import { Alert, Flex, List, StatusTag, Text, Tile } from "@hubspot/ui-extensions";
import type { Standing, StandingItem } from "./standing.ts";

const variants = { good: "success", warning: "warning", plain: "info" } as const;

/** Every number of a record with its reasons and its coverage; what could not be read comes first. */
export function StandingItems({ standing }: { standing: Standing }) {
  return (
    <Flex direction="column" gap="small">
      {standing.gaps.length > 0 && (
        <Alert title="Not everything could be read" variant="warning">
          <Sentences sentences={standing.gaps} />
        </Alert>
      )}
      {standing.items.map((item) => (
        <StandingTile key={item.id} item={item} />
      ))}
      <Text variant="microcopy">
        As of {standing.asOf.slice(0, 16).replace("T", " ")} UTC, policy {standing.policyVersion}
      </Text>
    </Flex>
  );
}

function StandingTile({ item }: { item: StandingItem }) {
  const isKnown = item.status === "known";
  return (
    <Tile compact testId={item.id}>
      <Text format={{ fontWeight: "demibold" }}>{item.label}</Text>
      <StatusTag variant={isKnown ? variants[item.tone] : "default"} hollow={!isKnown}>
        {item.text}
      </StatusTag>
      <Sentences sentences={item.because} />
      <Text variant="microcopy">{item.coverage}</Text>
    </Tile>
  );
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <List variant="unordered-styled">
      {sentences.map((sentence) => (
        <Text key={sentence}>{sentence}</Text>
      ))}
    </List>
  );
}
