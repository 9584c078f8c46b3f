export { memoryMirrorStore } from "./memory-mirror-store.ts";
export * from "./mirror-rows.ts";
export * from "./mirror-store.ts";
