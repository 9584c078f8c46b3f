import { charts } from "./charts.ts";
import { colours } from "./colours.ts";
import { forms } from "./forms.ts";
import { numbers } from "./numbers.ts";
import { page } from "./page.ts";
import { paper } from "./paper.ts";
import { results } from "./results.ts";
import { sections } from "./sections.ts";

/** Every style of the page; its hash is the only one that the page's policy allows. */
export const styleSheet = [colours, page, sections, numbers, charts, forms, results, paper].join("");
