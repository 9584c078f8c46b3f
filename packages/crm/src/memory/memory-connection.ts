import type { CrmCapabilities } from "../adapter.ts";
import type { Ports } from "../http/ports.ts";
import type { Faults } from "./faults.ts";
import type { MemoryServer } from "./server.ts";
import type { MemoryState } from "./state.ts";

/** What the functions of the memory adapter share: the wire, and what is behind it. */
export interface MemoryConnection {
  readonly crm: string;
  readonly ports: Ports;
  readonly server: MemoryServer;
  /** Touched only within the effect of a request. */
  readonly state: MemoryState;
  /** Touched only within the effect of a request. */
  readonly faults: Faults;
  readonly capabilities: CrmCapabilities;
  readonly pageSize: number;
}
