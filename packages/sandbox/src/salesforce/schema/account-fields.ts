import { type Field, field, picklist, text } from "./field.ts";

const accuracies = ["Address", "NearAddress", "Block", "Street", "ExtendedZip", "Zip"];

function place(kind: "Billing" | "Shipping"): Field[] {
  const coordinate = { precision: 18, scale: 15 };
  return [
    field(`${kind}Street`, "textarea", { length: 255 }),
    text(`${kind}City`, 40),
    text(`${kind}State`, 80),
    text(`${kind}PostalCode`, 20),
    text(`${kind}Country`, 80),
    field(`${kind}Latitude`, "double", coordinate),
    field(`${kind}Longitude`, "double", coordinate),
    picklist(`${kind}GeocodeAccuracy`, accuracies, { length: 40, restrictedPicklist: true }),
  ];
}

/** Where an account is, and what directories of companies say of it. */
export const accountDetails: readonly Field[] = [
  ...place("Billing"),
  ...place("Shipping"),
  field("Fax", "phone", { length: 40 }),
  text("Sic", 20),
  text("SicDesc", 80),
  picklist("Ownership", ["Public", "Private", "Subsidiary", "Other"], { length: 40 }),
  text("TickerSymbol", 20),
  text("Site", 80),
  text("Jigsaw", 20),
  picklist("CleanStatus", ["Matched", "Different", "Acknowledged", "NotFound", "Inactive", "Pending"], {
    length: 40,
    restrictedPicklist: true,
  }),
  picklist("AccountSource", ["Web", "Phone Inquiry", "Partner Referral", "Purchased List", "Other"], {
    length: 40,
  }),
  text("DunsNumber", 9),
  text("Tradestyle", 255),
  text("NaicsCode", 8),
  text("NaicsDesc", 120),
  text("YearStarted", 4),
];
