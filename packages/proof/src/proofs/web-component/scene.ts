import type { Page } from "playwright-core";
import type { OrgFunction } from "./org-function.ts";

/** One state of the component: on which record, what it is answered, and what must then be read on it. */
export interface Scene {
  readonly name: string;
  /** Its picture is `component-NAME.png`; absent where none is wanted. */
  readonly isPictured: boolean;
  readonly object: "deal" | "account";
  readonly id: string;
  readonly answer: OrgFunction;
  /** The attribute that marks the state, as a selector. */
  readonly state: string;
  /** What must be read there, as people see it. */
  readonly shows: readonly string[];
  /** What must not. */
  readonly hides?: readonly string[];
  /** What a rep does before it is looked at. */
  readonly act?: (page: Page) => Promise<void>;
  /** What else must hold in the end, in words where it does not. */
  readonly holds?: (page: Page) => Promise<readonly string[]>;
}
