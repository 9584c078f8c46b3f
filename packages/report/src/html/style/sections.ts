/** Groups, sections and cards. */
export const sections = `
.group{margin-top:3.2rem}
h3{font:600 .82rem/1.4 var(--letters);letter-spacing:.06em;color:var(--soft);display:inline}
.group>h3{display:block;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
section.group>h3{font:500 1.5rem/1.25 var(--serif);letter-spacing:-.005em;color:var(--ink);padding-bottom:0;border:0}
section.group{padding-top:2.4rem;border-top:1px solid var(--line)}
.group>section{padding-top:2.2rem}
.group>section+section{margin-top:1.2rem}
h4{font:500 1.5rem/1.25 var(--serif);letter-spacing:-.005em;text-wrap:balance}
.purpose{color:var(--soft);max-width:62ch;margin-top:.25rem}
.lead{display:grid;grid-template-columns:minmax(0,1fr);gap:1rem;margin-top:1.2rem;align-items:start}
@media (min-width:760px){.lead:has(>.totals+.drawn){grid-template-columns:minmax(0,2fr) minmax(0,3fr)}}
.lead .totals{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:.5rem 1.1rem}
.lead>.totals:only-child{max-width:41rem}
.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1rem;margin-top:1rem;align-items:start}
.cards:has(>.card:only-child){grid-template-columns:minmax(0,41rem)}
.card{background:var(--paper);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.2rem;min-width:0}
.card:has(details[open]){grid-column:1/-1}
.card:target{border-color:var(--accent)}
h5{font:600 1.02rem/1.35 var(--letters);text-wrap:pretty}
h5 a{color:inherit;text-decoration-color:var(--edge)}
.about{font-size:.9rem;color:var(--soft);margin-top:.15rem}
.day time{white-space:nowrap}
.facts{margin-top:.75rem;display:grid;gap:.3rem;font-size:.94rem;line-height:1.45}
.facts li{display:grid;grid-template-columns:1.1rem minmax(0,1fr);gap:.35rem}
.facts b{font-weight:600}
.sign{text-align:center;color:var(--soft);font-weight:700}
.tone-good .sign{color:var(--good)}.tone-warning .sign{color:var(--warning)}.tone-bad .sign{color:var(--bad)}
p.bad{color:var(--bad)}
.quote{margin-top:.85rem;padding-left:.9rem;border-left:3px solid var(--wash)}
.quote blockquote{font:italic 1.02rem/1.5 var(--serif)}
.quote figcaption{font-size:.85rem;color:var(--soft);margin-top:.15rem}
.foot{margin-top:.9rem;padding-top:.75rem;border-top:1px solid var(--line);font-size:.88rem;line-height:1.45;color:var(--soft)}
.coverage svg{display:inline-block;vertical-align:-.04em;margin-right:.35rem;max-width:45%}
.coverage .full{fill:var(--accent)}.coverage .open{fill:none;stroke:var(--edge)}
.missing{margin-top:.3rem;color:var(--ink)}
.missing b{font-weight:600}
.actions{display:flex;gap:1rem;margin-top:.7rem;font-size:.9rem}
.empty{margin-top:1rem;padding:.9rem 1.1rem;border:1px dashed var(--edge);border-radius:14px;color:var(--soft)}
.empty.unknown b{color:var(--warning)}
.more{margin-top:.8rem;font-size:.9rem;color:var(--soft)}
.rest{margin-top:1rem}
.rest>summary,.rear-view>summary{padding:.7rem 1.1rem;border:1px solid var(--line);border-radius:14px;background:var(--paper)}
.rest>summary{display:inline-block;font-size:.92rem}
.rear-view>summary{display:flex;flex-wrap:wrap;gap:.2rem .9rem;align-items:baseline}
.rear-view>summary::before,.rest>summary::before{content:"+";font-weight:600;color:var(--accent);margin-right:.5rem}
.rear-view[open]>summary::before,.rest[open]>summary::before{content:"−"}
table.gaps{margin-top:1rem;width:100%;border-collapse:collapse}
.gaps th,.gaps td{text-align:left;padding:.55rem .8rem .55rem 0;border-bottom:1px solid var(--line);vertical-align:top}
.gaps th{font-size:.85rem;font-weight:600;color:var(--soft)}
.gaps td:nth-child(2),.gaps th:nth-child(2){text-align:right;padding-right:1.6rem;font-variant-numeric:tabular-nums}
.grades{margin-top:1rem;display:grid;gap:.6rem}
.grades div{display:grid;grid-template-columns:14rem minmax(0,1fr);gap:.2rem 1rem}
.grades dt b{display:inline-block;min-width:2rem;color:var(--accent)}
.grades dd{color:var(--soft)}
@media (max-width:600px){.grades div{grid-template-columns:1fr}.card{padding:1rem}
.gaps thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
.gaps tr{display:block;padding:.7rem 0;border-bottom:1px solid var(--line)}
.gaps td{display:block;padding:0;border:0}.gaps td:nth-child(2){text-align:left}
.gaps td:nth-child(2)::before{content:"× "}}
`;
