import type { Component } from "./component.ts";

/** What can be done with the components of one metadata type. Each function throws a `ComponentError`. */
export interface ComponentType {
  exists(fullName: string): boolean;
  /** Checks a component; what it gives then writes it. */
  plan(component: Component): () => void;
  read(fullName: string): Component | undefined;
  /** Checks a deletion; what it gives then deletes. */
  planDelete(fullName: string): () => void;
}
