import { api, LightningElement } from "lwc";

const badges = { good: "slds-badge slds-theme_success", warning: "slds-badge slds-theme_warning" };
/** A reason's piece of evidence as it ends a line: `(salesforce/email/02s…#text)`. */
const evidence = /^(.*) \(salesforce\/([\w-]+)\/([a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?)(?:#([^()]+))?\)$/;

/** A reason, with a link to the record that it names. */
function lineOf(because, key) {
  const [, text, object, id, field] = evidence.exec(because) ?? [];
  if (id === undefined) return { key, text: because };
  return {
    key,
    text: `${text}: `,
    url: `/${id}`,
    source: field === undefined ? object : `${object}, ${field}`,
  };
}

function lookOf({ status, tone }) {
  if (status !== "known") return "slds-badge headway-unknown";
  return badges[tone] ?? "slds-text-heading_small";
}

/** Every number of a record with its reasons and its coverage. Imports nothing of Salesforce. */
export default class HeadwayStandingItems extends LightningElement {
  /** See `standing.ts` of the HubSpot app: both show the same. */
  @api standing;

  get items() {
    return this.standing.items.map((item) => ({
      ...item,
      look: lookOf(item),
      lines: item.because.map(lineOf),
    }));
  }

  get gaps() {
    return this.standing.gaps.map((text, key) => ({ key, text }));
  }

  get hasGaps() {
    return this.standing.gaps.length > 0;
  }

  get seenFrom() {
    const { asOf, policyVersion } = this.standing;
    return `As of ${asOf.slice(0, 16).replace("T", " ")} UTC, policy ${policyVersion}`;
  }
}
