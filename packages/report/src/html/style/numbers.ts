/** Numbers that open: the figure on the right, how it came about below. */
export const numbers = `
summary{cursor:pointer;list-style:none}
summary::-webkit-details-marker{display:none}
.card .numbers{margin-top:.85rem}
.number{border-top:1px solid var(--line)}
.totals .number:first-child{border-top:0}
.number>summary{display:grid;grid-template-columns:.8rem minmax(0,1fr) auto;gap:0 .45rem;align-items:baseline;padding:.42rem 0;line-height:1.4}
.number>summary::before{content:"+";color:var(--accent);font-weight:600}
.number[open]>summary::before{content:"−"}
.number>summary:hover .label{text-decoration:underline;text-decoration-color:var(--edge);text-underline-offset:.2em}
.number .label{font-size:.92rem;color:var(--soft)}
.number .value{font-weight:600;font-variant-numeric:tabular-nums;text-align:right;max-width:11rem;overflow-wrap:break-word}
.totals .value{font:500 1.25rem/1.3 var(--serif)}
.number .range{grid-column:2/-1;font-size:.8rem;color:var(--soft);text-align:right;font-variant-numeric:tabular-nums}
.why{padding:.2rem 0 1rem 1.25rem;font-size:.9rem;line-height:1.5}
.why>*+*{margin-top:.6rem}
.why ul{padding-left:1.1rem;list-style:disc;margin-top:.1rem}
.why table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
.why th{font-size:.8rem;font-weight:600;color:var(--soft);text-align:left}
.why th,.why td{padding:.34rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.why th:last-child,.why td:last-child{text-align:right;padding-left:1rem;white-space:nowrap}
.why tfoot th,.why tfoot td{border-bottom:0;border-top:1.5px solid var(--edge);font-weight:600;color:var(--ink);font-size:.9rem}
.why small{display:block;font-size:.82rem}
`;
