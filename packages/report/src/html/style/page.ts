/** The page as a whole: head, way through it, reading width, and what only a screen reader says. */
export const page = `
*,*::before,*::after{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1.5rem;-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:1rem/1.55 var(--letters);overflow-wrap:anywhere}
h1,h2,h3,h4,h5,p,ul,dl,dd,figure,blockquote{margin:0}
ul{padding:0;list-style:none}
a{color:var(--accent);text-underline-offset:.18em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--accent);outline-offset:3px;border-radius:4px}
main:focus{outline:none}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.soft,small{color:var(--soft)}
.aloud{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:1rem;top:-6rem;padding:.6rem 1rem;background:var(--paper);z-index:9}
.skip:focus{top:1rem}
.top{display:flex;flex-wrap:wrap;align-items:baseline;gap:.25rem 1.1rem;padding:1.1rem 2.5rem;border-bottom:1px solid var(--line)}
.wordmark{font:600 1.3rem/1.2 var(--serif);letter-spacing:.01em;color:var(--accent)}
h1{font:400 1.05rem/1.3 var(--letters)}
.top form{margin-left:auto;display:flex;gap:.5rem}
input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:8px;padding:.35rem .8rem;max-width:100%}
select,textarea{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--edge);border-radius:8px;padding:.35rem .8rem;max-width:100%}
button{cursor:pointer;background:var(--accent);border-color:var(--accent);color:var(--paper)}
.page{display:grid;grid-template-columns:15rem minmax(0,66rem);gap:3.5rem;justify-content:center;padding:0 2.5rem}
.ways{position:sticky;top:0;align-self:start;max-height:100vh;overflow-y:auto;padding:2.6rem 0 2rem;font-size:.9rem}
.ways a{display:flex;justify-content:space-between;gap:.6rem;padding:.24rem .6rem;border-radius:6px;color:var(--ink);text-decoration:none}
.ways .soft{flex:none}
.ways a:hover{background:var(--sunk)}
.ways .group-name,.ways .head{margin-top:1rem}
.ways .group-name a{color:var(--soft);font-size:.78rem;letter-spacing:.04em}
.ways .head a{font-weight:600}
.review+.review{margin-top:5rem;border-top:3px double var(--line)}
.about-review{padding-top:2.6rem}
h2{font:500 clamp(1.7rem,1.2rem + 2vw,2.5rem)/1.15 var(--serif);letter-spacing:-.01em;margin-bottom:.5rem;text-wrap:balance}
.about-review p{max-width:60ch}
.notice{display:flex;gap:.7rem;align-items:baseline;margin-top:1.3rem;padding:.6rem 1rem;border-radius:10px;background:var(--notice)}
.notice .sign{font-weight:700;color:var(--warning)}
.notice a{color:inherit}
.glance{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,12rem),1fr));margin-top:1.8rem;background:var(--paper);border:1px solid var(--line);border-radius:14px;overflow:hidden}
.glance li{box-shadow:0 0 0 1px var(--line)}
.glance a{display:block;height:100%;padding:.9rem 1rem;color:inherit;text-decoration:none}
.glance a:hover{background:var(--sunk)}
.glance b{display:block;font:500 1.55rem/1.2 var(--serif);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.glance span,.glance small{font-size:.84rem;line-height:1.35;color:var(--soft);display:block;margin-top:.2rem}
.end{padding:3rem 2.5rem;margin-top:3rem;border-top:1px solid var(--line);color:var(--soft);font-size:.88rem;text-align:center}
@media (max-width:1100px){
.page{grid-template-columns:minmax(0,66rem);gap:0}
html{scroll-padding-top:4rem}
.ways{position:sticky;top:0;z-index:5;margin:0 -2.5rem;padding:.5rem 2rem;overflow-x:auto;background:var(--ground);border-bottom:1px solid var(--line);scrollbar-width:none}
.ways ul{display:flex;align-items:center;gap:.15rem;width:max-content}
.ways .group-name,.ways .head{margin:0}
.ways .group-name:not(:first-child){margin-left:.6rem;padding-left:.6rem;border-left:1px solid var(--line)}
.ways a{white-space:nowrap}
.about-review{padding-top:2rem}}
@media (max-width:600px){
.top{padding:.9rem 1.1rem}.page{padding:0 1.1rem}.ways{margin:0 -1.1rem;padding:.4rem .7rem}
.top form{margin-left:0;width:100%}.top label{flex:1}.top input{width:100%}
.glance{grid-template-columns:1fr 1fr}
.end{padding:2rem 1.1rem}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}*{transition:none!important;animation:none!important}}
`;
