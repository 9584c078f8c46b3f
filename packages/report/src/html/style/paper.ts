/**
 * On paper: black on white, no navigation, nothing cut in two that fits on a page, the rear-view mirror open. What
 * the reader opened stays open; opening every number of three hundred deals would fill hundreds of pages.
 */
export const paper = `
@media print{
:root{--ground:#fff;--paper:#fff;--sunk:#f3f3f3;--ink:#000;--soft:#444;--line:#ccc;--edge:#777;--accent:#0e6457;--wash:#dcebe5;--good:#1c6a3c;--warning:#855000;--bad:#a32f24;--notice:#fff;color-scheme:light}
@page{margin:16mm 14mm}
html{font-size:78%}
.ways,.skip,.top form,.actions,.number>summary::before,.rear-view>summary::before{display:none}
.page{display:block;padding:0}.top,.end{padding-left:0;padding-right:0}
.notice,.card,.drawn,.glance,.number,.quote,tr{break-inside:avoid}
h2,h3,h4,h5,.purpose{break-after:avoid}
.review+.review{break-before:page}
.rear-view::details-content{content-visibility:visible;display:block;block-size:auto;height:auto}
.rear-view>:not(summary){display:block}
.number>summary{grid-template-columns:minmax(0,1fr) auto}
.number .range{grid-column:1/-1}
.cards{grid-template-columns:1fr 1fr}
.why a::after{content:" (" attr(href) ")";overflow-wrap:anywhere;font-size:.85em}
}
`;
