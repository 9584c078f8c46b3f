/** Pages that only a server has: one record, a search, forms. */
export const forms = `
main h1{font:500 clamp(1.7rem,1.2rem + 2vw,2.5rem)/1.15 var(--serif);letter-spacing:-.01em;margin-bottom:.5rem;text-wrap:balance}
h2.name{font:500 1.3rem/1.3 var(--serif);margin:2.2rem 0 .5rem}
.card h2.name{font:600 1.02rem/1.35 var(--letters);margin:0}
.entry{display:grid;gap:1.1rem;max-width:38rem;margin-top:1.6rem}
.entry p{max-width:none}
.entry label{display:block;font-size:.94rem}
.entry p>label{font-weight:600;margin-bottom:.3rem}
.entry .soft{font-weight:400}
.entry input[type=text],.entry input[type=date]{width:100%;padding:.55rem .8rem}
.entry fieldset{border:1px solid var(--line);border-radius:14px;padding:.7rem 1.1rem .9rem;margin:0;min-width:0}
.entry legend{font-weight:600;font-size:.94rem;padding:0 .4rem}
.entry fieldset label{padding:.2rem 0}
.entry button{padding:.6rem 1.3rem}
.kinds{display:flex;flex-wrap:wrap;gap:.6rem;margin-top:.6rem}
.kinds a{display:inline-block;padding:.4rem .95rem;border:1px solid var(--line);border-radius:999px;background:var(--paper);text-decoration:none}
.plain{list-style:disc;padding-left:1.2rem}
.seen li{padding:.55rem 0;border-bottom:1px solid var(--line)}
.seen small{display:block}
`;
