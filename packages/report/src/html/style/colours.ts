/** Colours of both themes, each text at least 4.5 to 1 on what it stands on; and the letters. */
export const colours = `
:root{color-scheme:light dark;
--ground:#f7f5f0;--paper:#fffefb;--sunk:#f1eee7;--ink:#1f2528;--soft:#5a6266;--line:#e3dfd5;--edge:#8b8f8a;
--accent:#0e6457;--wash:#dcebe5;--good:#1c6a3c;--warning:#855000;--bad:#a32f24;--notice:#fbf0d8;
--s0:#0e6457;--s1:#a5501a;--s2:#4a5fb0;--s3:#87417e;--s4:#6b6a1e;--s5:#5a6266;
--letters:-apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",system-ui,sans-serif;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,"Liberation Serif",serif;}
@media (prefers-color-scheme:dark){:root{
--ground:#14181a;--paper:#1b2023;--sunk:#22282b;--ink:#e8e6e0;--soft:#a6adaf;--line:#31383b;--edge:#798184;
--accent:#7fcfbb;--wash:#24433d;--good:#86cf9e;--warning:#e6b866;--bad:#f2998c;--notice:#3a3018;
--s0:#7fcfbb;--s1:#eba46c;--s2:#a3b3f2;--s3:#dd9fd4;--s4:#cfcb72;--s5:#a6adaf;}}
`;
