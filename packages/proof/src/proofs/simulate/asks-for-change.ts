/** Whether a request asks for a change of records. Composite requests of Salesforce carry reads here; writes of rows go by collections and by record. */
export function asksForChange(method: string, path: string): boolean {
  if (method === "GET" || /\/(search|batch\/read|access-token-info)(\?|$)/.test(path)) return false;
  return !/\/(composite|token|query)(\?|$)/.test(path) && !path.includes("/services/Soap/");
}
