import type { PortfolioPipeline } from "../portfolio.ts";

/** The people who sell in the demo. */
export const REPS = ["Nora Lindqvist", "Samuel Adeyemi", "Priya Raman", "Tom Becker", "Elena Costa"] as const;

/** The companies that buy; each with what it needs, in its own words. */
export const COMPANIES = [
  ["Alder & Finch Logistics", "dock scheduling"],
  ["Bellweather Foods", "cold-chain reports"],
  ["Corvid Printing", "night-shift planning"],
  ["Dunmore Textiles", "returns handling"],
  ["Eastgate Pharma", "batch tracing"],
  ["Fenwick Marine Supply", "yard visibility"],
  ["Glasshouse Nurseries", "seasonal staffing"],
  ["Hartmann Fasteners", "stock counts"],
  ["Ironbridge Tools", "spare-part picking"],
  ["Juniper Outdoor", "peak-season planning"],
  ["Kestrel Aviation Parts", "audit trails"],
  ["Lowland Dairies", "route changes"],
  ["Merrow Seafoods", "delivery slots"],
  ["Northlight Optics", "clean-room shifts"],
  ["Oakhurst Furniture", "two-person deliveries"],
  ["Pemberton Glass", "breakage reports"],
  ["Quarry Lane Stone", "load planning"],
  ["Rosedale Books", "print-on-demand flow"],
  ["Silverbirch Paper", "reel storage"],
  ["Tamarind Spices", "lot labelling"],
  ["Underhill Cycles", "assembly planning"],
  ["Vantage Scaffolding", "site returns"],
  ["Westmark Packaging", "order batching"],
  ["Yarrow Health", "ward deliveries"],
  ["Zephyr Wind Service", "crew dispatch"],
] as const;

/** First names, last names and titles of the people who buy. */
export const FIRST_NAMES = [
  "Ada",
  "Ben",
  "Clara",
  "Dmitri",
  "Esther",
  "Farid",
  "Greta",
  "Hugo",
  "Ines",
  "Jonas",
  "Karin",
  "Leo",
  "Mina",
  "Niels",
  "Olga",
  "Paul",
  "Quinn",
  "Rosa",
  "Stefan",
  "Tara",
  "Umar",
  "Vera",
  "Will",
  "Xenia",
  "Yusuf",
  "Zoe",
] as const;
export const LAST_NAMES = [
  "Abbott",
  "Bergman",
  "Castillo",
  "Dietrich",
  "Eriksen",
  "Fraser",
  "Gallo",
  "Hughes",
  "Ivanova",
  "Jansen",
  "Keller",
  "Laurent",
  "Moreau",
  "Novak",
  "Okafor",
  "Petrov",
  "Quist",
  "Ritter",
  "Santos",
  "Tanaka",
  "Ullman",
  "Virtanen",
  "Weber",
] as const;
export const TITLES = [
  "Head of Operations",
  "Warehouse Manager",
  "Finance Director",
  "IT Lead",
  "Managing Director",
  "Procurement Manager",
] as const;

/** Two ways of selling: to new customers, and again to those who are customers. */
export const PIPELINES: readonly PortfolioPipeline[] = [
  {
    id: "new-business",
    label: "New business",
    stages: [
      { id: "nb-discovery", label: "Discovery", probability: 0.2, closed: false },
      { id: "nb-evaluation", label: "Evaluation", probability: 0.4, closed: false },
      { id: "nb-proposal", label: "Proposal", probability: 0.6, closed: false },
      { id: "nb-contract", label: "Contract", probability: 0.8, closed: false },
      { id: "nb-won", label: "Won", probability: 1, closed: true },
      { id: "nb-lost", label: "Lost", probability: 0, closed: true },
    ],
  },
  {
    id: "renewal",
    label: "Renewal and growth",
    stages: [
      { id: "rn-review", label: "Review", probability: 0.4, closed: false },
      { id: "rn-scope", label: "Scope agreed", probability: 0.6, closed: false },
      { id: "rn-offer", label: "Offer", probability: 0.7, closed: false },
      { id: "rn-paper", label: "Paperwork", probability: 0.9, closed: false },
      { id: "rn-won", label: "Renewed", probability: 1, closed: true },
      { id: "rn-lost", label: "Ended", probability: 0, closed: true },
    ],
  },
];
