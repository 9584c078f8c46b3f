import { instantText } from "./instant.ts";

/** A person who can own records. HubSpot has two ids for her: of the owner and of the user. */
export interface Owner {
  /** What `hubspot_owner_id` holds. */
  readonly id: string;
  /** What `updatedByUserId` holds. */
  readonly userId: number;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** False once the user is deactivated: HubSpot then lists the owner as archived. */
  readonly active: boolean;
  readonly createdAt: number;
}

/** An owner on the wire (`PublicOwner`). An archived owner has no `userId`, only `userIdIncludingInactive`. */
export function renderOwner(owner: Owner) {
  return {
    id: owner.id,
    email: owner.email,
    type: "PERSON",
    firstName: owner.firstName,
    lastName: owner.lastName,
    ...(owner.active ? { userId: owner.userId } : {}),
    userIdIncludingInactive: owner.userId,
    createdAt: instantText(owner.createdAt),
    updatedAt: instantText(owner.createdAt),
    archived: !owner.active,
  };
}
