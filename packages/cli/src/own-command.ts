/** How this command is called where it runs: by the workspace's script from its sources, else through npx. */
export const ownCommand = import.meta.url.endsWith(".ts") ? "npm run -s headway --" : "npx headway";
