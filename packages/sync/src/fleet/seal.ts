import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomFillSync } from "node:crypto";
import { SyncError } from "../sync-error.ts";
import { type AccountName, accountKey } from "./account-name.ts";

/** What a CRM is opened with, as plain data; only ever stored sealed. */
export type SealedData = Readonly<Record<string, unknown>>;

/** Seals credentials for one account each, and opens them again for that account alone. */
export interface Sealer {
  /** AES-256-GCM with a fresh nonce of 96 bits, bound to the account: `v1.KEY.NONCE.DATA` in base64url. */
  seal(name: AccountName, data: SealedData): string;
  /** Throws `SyncError` `credentials-refused` for another account, an unknown key, or a changed text. */
  open(name: AccountName, sealed: string): SealedData;
  /** False where an older key sealed it, so that it is to be sealed again. */
  isCurrent(sealed: string): boolean;
}

const algorithm = "aes-256-gcm";
const version = "v1";
const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;

/**
 * A sealer over keys of 32 bytes in base64, separated by blanks or commas: the first seals, all open, so
 * that keys can be replaced one after the other. Throws `SyncError` `invalid-options`; never repeats a key.
 */
export function sealer(keys: string): Sealer {
  const ring = keyRing(keys);
  const [first] = ring;
  if (first === undefined) throw keyError();
  const byId = new Map(ring.map((one) => [one.id, one.key]));
  return {
    seal(name, data) {
      // Never handed in: a nonce used twice with one key gives away what it sealed.
      const nonce = randomFillSync(Buffer.alloc(nonceBytes));
      const cipher = createCipheriv(algorithm, first.key, nonce);
      cipher.setAAD(boundTo(name));
      const sealed = [cipher.update(JSON.stringify(data), "utf8"), cipher.final(), cipher.getAuthTag()];
      return [version, first.id, base64url(nonce), base64url(Buffer.concat(sealed))].join(".");
    },
    open(name, sealed) {
      const [form, id = "", nonce = "", data = "", ...more] = sealed.split(".");
      if (form !== version || more.length > 0)
        throw refused(name, "they are not in the form that seals have");
      const key = byId.get(id);
      if (key === undefined) throw refused(name, `no key given has the id ${id.slice(0, 8)}`);
      return opened(name, key, Buffer.from(nonce, "base64url"), Buffer.from(data, "base64url"));
    },
    isCurrent: (sealed) => sealed.startsWith(`${version}.${first.id}.`),
  };
}

type Key = ReturnType<typeof createSecretKey>;

function opened(name: AccountName, key: Key, nonce: Buffer, data: Buffer): SealedData {
  if (nonce.length !== nonceBytes || data.length < tagBytes) throw refused(name, "they are cut short");
  const decipher = createDecipheriv(algorithm, key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(boundTo(name));
  decipher.setAuthTag(data.subarray(-tagBytes));
  try {
    const plain = Buffer.concat([decipher.update(data.subarray(0, -tagBytes)), decipher.final()]);
    return JSON.parse(plain.toString("utf8"));
  } catch {
    // No cause: neither a parser's words nor a part of the plain text may get out.
    throw refused(name, "they were sealed for another account, or changed since");
  }
}

function boundTo(name: AccountName): Buffer {
  return Buffer.from(`${version}|${accountKey(name)}`, "utf8");
}

function keyRing(keys: string): { readonly id: string; readonly key: Key }[] {
  return keys
    .split(/[\s,]+/)
    .filter((text) => text !== "")
    .map((text) => {
      const bytes = Buffer.from(text, "base64");
      if (bytes.length !== keyBytes || !/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) throw keyError();
      return {
        id: createHash("sha256").update(bytes).digest("hex").slice(0, 8),
        key: createSecretKey(bytes),
      };
    });
}

function keyError(): SyncError {
  return new SyncError(
    "invalid-options",
    "the key for credentials is expected to be 32 bytes in base64, several separated by commas with the one in use first. `openssl rand -base64 32` makes one. Nothing was read or written",
  );
}

function refused(name: AccountName, why: string): SyncError {
  return new SyncError(
    "credentials-refused",
    `the credentials of ${accountKey(name)} do not open: ${why}. Nothing was sent. Give the key they were sealed with, or remove the account and enter it anew`,
  );
}

function base64url(bytes: Buffer): string {
  return bytes.toString("base64url");
}
