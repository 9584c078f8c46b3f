import assess from "@salesforce/apex/HeadwayController.assess";
import log from "@salesforce/apex/HeadwayController.log";
import { logAnswerIn, standingIn, wordsOf } from "c/headwayAnswers";
import { api, LightningElement } from "lwc";

const titles = {
  gone: "This record is not in the CRM any more",
  undecided: "Nothing can be said about this record yet",
};

/** Where the buyer stands on one opportunity or account, and a form for what no field holds. */
export default class HeadwayStanding extends LightningElement {
  @api recordId;
  @api objectApiName;

  standing = null;
  failure = null;
  isSending = false;
  answer = null;

  connectedCallback() {
    this.read();
  }

  /** Reads the record anew; old numbers go at once when it fails. */
  @api
  async read() {
    this.failure = null;
    try {
      this.standing = standingIn(await assess({ recordId: this.recordId }));
    } catch (error) {
      this.standing = null;
      this.failure = wordsOf(error);
    }
  }

  retry() {
    this.standing = null;
    this.read();
  }

  async logEntry(event) {
    this.isSending = true;
    this.answer = await this.sent(event.detail);
    this.isSending = false;
    if (this.answer.status === "saved") await this.read();
  }

  async sent(entry) {
    try {
      return logAnswerIn(await log({ recordId: this.recordId, entry: JSON.stringify(entry) }));
    } catch (error) {
      return { status: "unknown", reason: wordsOf(error) };
    }
  }

  get isLoading() {
    return this.standing === null && this.failure === null;
  }

  get emptyTitle() {
    return titles[this.standing?.status];
  }

  get gaps() {
    return (this.standing?.gaps ?? []).map((text, key) => ({ key, text }));
  }

  get meetings() {
    return this.standing?.meetings ?? [];
  }

  get object() {
    return this.objectApiName === "Account" ? "account" : "deal";
  }
}
