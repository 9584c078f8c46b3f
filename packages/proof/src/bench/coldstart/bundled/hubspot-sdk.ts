export * from "@hubspot/api-client";
