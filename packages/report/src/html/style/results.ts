/** Tables of figures, findings side by side, and the head of a backtest. */
export const results = `
.verdict{font:500 1.3rem/1.4 var(--serif);max-width:46rem;margin-top:1.8rem;text-wrap:pretty}
.missing-block{margin-top:1.8rem;padding:1.1rem 1.3rem;border-radius:14px;background:var(--notice)}
.missing-block .verdict{margin:0 0 .6rem}
.missing-block p.soft{color:var(--ink);margin-top:.6rem;max-width:62ch}
.missing-block code{white-space:nowrap}
.glance.sample li{padding:.9rem 1rem}
.card h4,h4.example{font:600 1.02rem/1.35 var(--letters);letter-spacing:0}
h4.example{margin-top:2rem}
.cards:has(>.finding){align-items:stretch}
.finding h4{display:grid;grid-template-columns:1.1rem minmax(0,1fr);gap:.5rem}
.finding>div{margin-top:.6rem;font-size:.94rem;line-height:1.5}
.tone-unknown .sign{color:var(--warning)}
.clients>summary{color:var(--accent)}
.clients>summary::before{content:"+ ";font-weight:600}
.clients[open]>summary::before{content:"− "}
section>.plain{margin-top:1rem;max-width:70ch}
section>.plain li{margin-top:.35rem}
.results{position:relative;width:100%;border-collapse:collapse;margin-top:1.2rem;font-size:.94rem;font-variant-numeric:tabular-nums}
.results th,.results td{text-align:left;padding:.5rem 1.2rem .5rem 0;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
.results thead th{font-size:.82rem;font-weight:600;color:var(--soft);vertical-align:bottom}
@media (max-width:600px){
.results thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.results tr{display:grid;grid-template-columns:1fr 1fr;gap:.3rem 1rem;padding:.7rem 0;border-bottom:1px solid var(--line)}
.results th,.results td{display:block;padding:0;border:0}
.results tbody th{grid-column:1/-1;font-weight:600}
.results td::before{content:attr(data-head);display:block;font-size:.78rem;color:var(--soft)}}
@media print{.finding,.missing-block{break-inside:avoid}}
`;
