import { accountKinds } from "./account-kinds.ts";
import { articulationKinds } from "./articulation-kinds.ts";
import { contactKinds } from "./contact-kinds.ts";
import { developmentKinds } from "./development-kinds.ts";
import { elationKinds } from "./elation-kinds.ts";
import { helpKinds } from "./help-kinds.ts";
import { obligationKinds } from "./obligation-kinds.ts";
import { opportunityKinds } from "./opportunity-kinds.ts";
import { sellerKinds } from "./seller-kinds.ts";
import { triageKinds } from "./triage-kinds.ts";

/** The rows behind the catalogue, in the order of the five situations. */
export const kindTable = {
  ...opportunityKinds,
  ...accountKinds,
  ...contactKinds,
  ...sellerKinds,
  ...elationKinds,
  ...developmentKinds,
  ...triageKinds,
  ...helpKinds,
  ...articulationKinds,
  ...obligationKinds,
};
