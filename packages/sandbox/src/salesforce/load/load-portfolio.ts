import type {
  LoadedIds,
  Portfolio,
  PortfolioAccount,
  PortfolioContact,
  PortfolioUser,
} from "../../portfolio.ts";
import type { Org } from "../org.ts";
import { loadActivities } from "./load-activities.ts";
import { loadDeals } from "./load-deals.ts";
import { loadPipelines } from "./load-pipelines.ts";
import { addUser } from "./new-org.ts";
import { type Ids, inOrder, instantOf } from "./order.ts";

function loadUsers(org: Org, users: readonly PortfolioUser[]): Ids {
  const ids = new Map<string, string>();
  for (const user of users) {
    const words = user.name.trim().split(/\s+/);
    const last = words.pop() ?? user.name;
    ids.set(user.id, addUser(org, { first: words.join(" "), last, email: user.email, active: user.active }));
  }
  return ids;
}

function loadAccounts(org: Org, accounts: readonly PortfolioAccount[], users: Ids): Ids {
  const ids = new Map<string, string>();
  for (const account of inOrder(accounts, (each) => each.createdAt)) {
    const ownerId = users.get(account.ownerId ?? "") ?? org.integrationUserId();
    const row = org.insert("Account", {
      ...org.stamps(ownerId, instantOf(account.createdAt)),
      Name: account.name,
      Website: account.domain ?? null,
      OwnerId: ownerId,
    });
    ids.set(account.id, row.Id);
  }
  return ids;
}

function loadContacts(org: Org, contacts: readonly PortfolioContact[], accounts: Ids): Ids {
  const ids = new Map<string, string>();
  for (const contact of inOrder(contacts, (each) => each.createdAt)) {
    const accountId = accounts.get(contact.accountId ?? "") ?? null;
    const ownerId = (accountId && org.find(accountId)?.OwnerId) ?? org.integrationUserId();
    const row = org.insert("Contact", {
      ...org.stamps(String(ownerId), instantOf(contact.createdAt)),
      AccountId: accountId,
      FirstName: contact.firstName,
      LastName: contact.lastName,
      Name: `${contact.firstName} ${contact.lastName}`.trim(),
      Email: contact.email,
      Title: contact.title ?? null,
      OwnerId: ownerId,
    });
    ids.set(contact.id, row.Id);
  }
  return ids;
}

/**
 * Puts a portfolio into an org as if the org had lived through it: all stamps, `SystemModstamp` too, are
 * of the instants told, never of now. Loading twice adds everything twice.
 */
export function loadPortfolio(org: Org, portfolio: Portfolio): LoadedIds {
  const users = loadUsers(org, portfolio.users);
  const accounts = loadAccounts(org, portfolio.accounts, users);
  const contacts = loadContacts(org, portfolio.contacts, accounts);
  const stages = loadPipelines(org, portfolio.pipelines);
  const deals = loadDeals(org, portfolio.deals, { users, accounts, contacts, stages });
  const activities = loadActivities(org, portfolio.activities, { users, accounts, contacts, deals });
  return { users, accounts, contacts, deals, activities };
}
