import type { PortfolioPipeline } from "../portfolio.ts";

/** The people who sell in the demo. */
export const REPS = ["Nora Lindqvist", "Samuel Adeyemi", "Priya Raman", "Tom Becker", "Elena Costa"] as const;

/** One of {@link REPS}, by first name. */
export type RepName = "Nora" | "Samuel" | "Priya" | "Tom" | "Elena";

/** The companies that buy; each with what it needs, in its own words. No company needs a thing twice. */
export const COMPANIES: readonly (readonly [name: string, ...needs: string[]])[] = [
  ["Alder & Finch Logistics", "dock scheduling", "yard cameras", "driver check-in", "pallet returns"],
  ["Bellweather Foods", "cold-chain reports", "recall drills", "supplier scores", "freezer alarms"],
  ["Corvid Printing", "night-shift planning", "paper forecasts", "press maintenance", "proof approvals"],
  ["Dunmore Textiles", "returns handling", "dye-lot records", "seasonal orders", "sample tracking"],
  ["Eastgate Pharma", "batch tracing", "clean-room logs", "courier bookings", "shelf-life checks"],
  ["Fenwick Marine Supply", "yard visibility", "chandlery stock", "port deliveries", "crane bookings"],
  ["Glasshouse Nurseries", "seasonal staffing", "greenhouse alerts", "trolley tracking", "spring orders"],
  ["Hartmann Fasteners", "stock counts", "kanban refills", "export papers", "bin labels"],
  ["Ironbridge Tools", "spare-part picking", "loan tools", "repair tickets", "dealer orders"],
  ["Juniper Outdoor", "peak-season planning", "shop transfers", "rental returns", "size forecasts"],
  ["Kestrel Aviation Parts", "audit trails", "part certificates", "hangar stock", "urgent orders"],
  ["Lowland Dairies", "route changes", "milk-run planning", "tank cleaning logs", "farm pick-ups"],
  ["Merrow Seafoods", "delivery slots", "ice planning", "catch records", "market-day orders"],
  ["Northlight Optics", "clean-room shifts", "lens tracing", "lab bookings", "coating batches"],
  ["Oakhurst Furniture", "two-person deliveries", "fabric stock", "workshop planning", "showroom orders"],
  ["Pemberton Glass", "breakage reports", "kiln planning", "rack returns", "site measurements"],
  ["Quarry Lane Stone", "load planning", "weighbridge tickets", "blasting calendar", "truck queues"],
  ["Rosedale Books", "print-on-demand flow", "shop returns", "author copies", "fair logistics"],
  ["Silverbirch Paper", "reel storage", "mill orders", "waste-paper routes", "roll labels"],
  ["Tamarind Spices", "lot labelling", "allergen records", "harvest forecasts", "blend orders"],
  ["Underhill Cycles", "assembly planning", "frame tracing", "dealer returns", "demo bikes"],
  ["Vantage Scaffolding", "site returns", "crew rosters", "inspection records", "rental invoices"],
  ["Westmark Packaging", "order batching", "die storage", "print approvals", "pallet labels"],
  ["Yarrow Health", "ward deliveries", "linen counts", "instrument tracing", "night couriers"],
  ["Zephyr Wind Service", "crew dispatch", "blade inspections", "crane weather windows", "spare gearboxes"],
];

/** First names of the people who buy. */
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
/** Last names of the people who buy. */
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
/** What the people who buy do there. */
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
