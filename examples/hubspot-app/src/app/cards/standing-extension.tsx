import { hubspot } from "@hubspot/ui-extensions";
import { cardRecord, headwayCalls } from "./headway-calls.ts";
import { StandingCard } from "./standing-card.tsx";

const calls = headwayCalls();

hubspot.extend<"crm.record.tab">(({ context }) => (
  <StandingCard record={cardRecord(context.crm)} calls={calls} />
));
