import { api, LightningElement } from "lwc";

const themes = { good: "slds-theme_success", warning: "slds-theme_warning", plain: "slds-badge_lightest" };

/** Every number of a record with its reasons and its coverage. Imports nothing of Salesforce. */
export default class HeadwayStandingItems extends LightningElement {
  /** See `standing.ts` of the HubSpot app: both show the same. */
  @api standing;

  get items() {
    return this.standing.items.map((item) => ({
      ...item,
      badge: `slds-badge ${item.status === "known" ? themes[item.tone] : "headway-unknown"}`,
      lines: item.because.map((text, key) => ({ key, text })),
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
