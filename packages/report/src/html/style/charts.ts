/** Pictures: shapes by class, so that both themes hold; letters as large on a phone as on a desk. */
export const charts = `
.drawn{container-type:inline-size;background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.2rem;min-width:0}
.lead .drawn:only-child{max-width:41rem}
.drawn figcaption b{display:block;font-weight:600}
.drawn figcaption span{display:block;font-size:.9rem;line-height:1.45;color:var(--soft);margin-top:.1rem}
.chart{display:block;width:100%;height:auto;margin-top:.8rem;font-family:var(--letters);overflow:visible}
.chart.narrow{display:none}
.chart.key{display:inline-block;width:26px;margin:0 .3rem 0 0;vertical-align:.1em}
.chart text{stroke:none}
.chart .axis{color:var(--soft);fill:var(--soft)}
.chart .grid{stroke:var(--line);stroke-opacity:1}
.chart .lane{stroke:var(--line)}
.chart .mark{fill:var(--wash);stroke:var(--accent);stroke-width:1.5}
.chart .mark-stalled{fill:var(--accent);stroke:none;fill-opacity:.55}
.chart .count,.chart .inside{fill:var(--ink);font-weight:600}
.chart .count,.chart .row-label,.chart .reference-label{paint-order:stroke;stroke:var(--paper);stroke-width:3;stroke-linejoin:round}
.chart .row-label{fill:var(--ink);text-anchor:start}
.chart .unit{fill:var(--soft);text-anchor:start}
.chart .row-value{fill:var(--soft);text-anchor:end}
.chart .interval{stroke:var(--accent);stroke-width:2;stroke-linecap:round}
.intervals .mark{fill:var(--accent)}
.chart .reference{stroke:var(--edge);stroke-dasharray:4 3}
.chart .reference-label{fill:var(--soft)}
.chart .track{fill:var(--sunk)}
.chart .bar{fill:var(--s5)}.chart .bar.good{fill:var(--good)}.chart .bar.warning{fill:var(--warning)}.chart .bar.bad{fill:var(--bad)}
.series-0{color:var(--s0)}.series-1{color:var(--s1)}.series-2{color:var(--s2)}
.series-3{color:var(--s3)}.series-4{color:var(--s4)}.series-5{color:var(--s5)}
.chart .line{stroke:currentColor;stroke-width:2;fill:none}
.chart .band{fill:currentColor;fill-opacity:.12}
.chart .end{fill:currentColor}
.line.series-1{stroke-dasharray:7 3}.line.series-2{stroke-dasharray:2 3}
.line.series-3{stroke-dasharray:9 3 2 3}.line.series-4{stroke-dasharray:12 4}.line.series-5{stroke-dasharray:4 2}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;margin-top:.6rem;font-size:.85rem;color:var(--soft)}
@container (max-width:27rem){.chart.wide{display:none}.chart.narrow{display:block}}
@media (max-width:600px){.drawn{padding:1rem}}
@media print{.drawn{container-type:normal}.chart.wide{display:block}.chart.narrow{display:none}}
`;
