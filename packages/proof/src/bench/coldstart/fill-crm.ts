import type { HubspotSandbox, SalesforceSandbox } from "@headway/sandbox";

const at = (index: number): string => new Date(Date.now() - (index + 1) * 3_600_000).toISOString();

/** A deal with a company, a person and so many activities of each of HubSpot's five kinds; its id. */
export function fillPortal(portal: HubspotSandbox, ofEachKind: number): string {
  const make = (object: string, properties: Readonly<Record<string, string>>): string =>
    portal.create(object, { properties }).id;
  const company = make("companies", { name: "Alpha Ltd" });
  const person = make("contacts", { email: "ada@alpha.example", firstname: "Ada" });
  const deal = make("deals", {
    ...{ dealname: "Alpha", amount: "12000", pipeline: "default", dealstage: "appointmentscheduled" },
  });
  const link = (object: string, id: string): void => {
    portal.associate({ objectType: object, id }, { objectType: "deals", id: deal });
  };
  link("companies", company);
  link("contacts", person);
  for (let index = 0; index < ofEachKind; index += 1) {
    const hs_timestamp = at(index);
    link("tasks", make("tasks", { hs_timestamp, hs_task_subject: "Prepare", hs_task_status: "COMPLETED" }));
    link("calls", make("calls", { hs_timestamp, hs_call_title: "Call", hs_call_direction: "OUTBOUND" }));
    link(
      "meetings",
      make("meetings", { hs_timestamp, hs_meeting_title: "Visit", hs_meeting_outcome: "COMPLETED" }),
    );
    link("notes", make("notes", { hs_timestamp, hs_note_body: "They were glad" }));
    const mail = { hs_timestamp, hs_email_direction: "INCOMING_EMAIL", hs_email_status: "SENT" };
    link(
      "emails",
      make("emails", { ...mail, hs_email_subject: "Re", hs_email_text: "We have signed the contract." }),
    );
  }
  return deal;
}

/** A deal with an account and as many activities of each kind as Salesforce has; its id. */
export function fillOrg(org: SalesforceSandbox, ofEachKind: number): string {
  const account = org.create("Account", { Name: "Alpha Ltd" });
  const person = org.create("Contact", { LastName: "Ada", AccountId: account });
  const values = { Name: "Alpha", StageName: "Prospecting", CloseDate: "2027-06-30", AccountId: account };
  const deal = org.create("Opportunity", values);
  org.create("OpportunityContactRole", { OpportunityId: deal, ContactId: person });
  for (let index = 0; index < ofEachKind; index += 1) {
    const done = { WhatId: deal, WhoId: person, Status: "Completed", ActivityDate: at(index).slice(0, 10) };
    org.create("Task", { ...done, Subject: "Prepare" });
    org.create("Task", { ...done, Subject: "Call", TaskSubtype: "Call" });
    const when = { ActivityDateTime: at(index), StartDateTime: at(index), EndDateTime: at(index) };
    org.create("Event", { ...when, Subject: "Visit", WhatId: deal, DurationInMinutes: 0 });
    org.create("EmailMessage", {
      ...{ RelatedToId: deal, Subject: "Re", TextBody: "We have signed the contract." },
      ...{ Incoming: true, MessageDate: at(index) },
    });
  }
  return deal;
}
