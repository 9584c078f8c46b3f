/** The consumer key of the one External Client App of every org. */
export const clientId = "3MVG9.headway.sandbox.client";

/** Its consumer secret. */
export const clientSecret = "headway-sandbox-secret";
