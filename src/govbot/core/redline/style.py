# ruff: noqa: E501 - a rule of the style sheet is one line
"""The style sheet of a redline; it takes its page's colours where the page has them."""

STYLE = """
.redline ins { background: var(--in, #ddf3e2); color: var(--in-ink, #14532d); text-decoration: underline; text-underline-offset: .18em; }
.redline del { background: var(--out, #fbe1e1); color: var(--out-ink, #8a1c1c); text-decoration: line-through; }
.redline ins::before, .redline ins::after, .redline del::before, .redline del::after {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.redline ins::before { content: " [put in: "; } .redline del::before { content: " [taken out: "; }
.redline ins::after, .redline del::after { content: "] "; }
.redline { position: relative; padding-right: 2.2rem; }
.redline .item { padding-left: 2.4rem; margin-bottom: .45em; } .redline .item .no { display: inline-block; min-width: 1.6rem; margin-left: -1.8rem; }
.redline .d1 { margin-left: 1.6rem; } .redline .d2 { margin-left: 3.2rem; } .redline .d3, .redline .d4 { margin-left: 4.8rem; }
.redline .moved, .redline .moved-away { border-left: 3px solid #6b5bd2; padding-left: .7rem; }
.redline .item.moved, .redline .item.moved-away { padding-left: 2.4rem; }
.redline .moved-away { color: #5c5c66; font-size: .88em; }
.redline .told { font: .9rem/1.5 system-ui, sans-serif; color: #4a4a55; } .redline .told ul { margin: .3rem 0; }
.redline .code { font-family: ui-monospace, monospace; white-space: pre-wrap; }
.redline .step { float: right; clear: right; margin: 0 -1.4rem .2rem .8rem; font: .75rem/1.6 system-ui, sans-serif; color: #5c5c66; white-space: nowrap; }
.redline .step a { display: inline-block; min-width: 1.5rem; padding: .1rem .3rem; text-align: center; text-decoration: none; border: 1px solid #c9c9d2; border-radius: 4px; margin-left: .2rem; }
.redline td .step { float: none; display: block; margin: 0; }
.redline [id]:target { outline: 2px solid #6b5bd2; outline-offset: 4px; border-radius: 3px; }
.redline [id] { scroll-margin-top: 20vh; }
.redline table { border-collapse: collapse; width: 100%; margin: 1em 0; } .redline td { border: 1px solid #c9c9d2; padding: .35rem .6rem; vertical-align: top; }
.redline .wide { overflow-x: auto; } .redline tr.moved td:first-child, .redline tr.moved-away td:first-child { border-left: 3px solid #6b5bd2; }
.redline .map { position: fixed; top: 1rem; bottom: 1rem; right: .5rem; width: 14px; background: rgba(120,120,140,.12); border-radius: 4px; }
.redline .map svg { width: 100%; height: 100%; display: block; } .redline .map rect { fill: #3d6fb6; } .redline .map a:focus rect { stroke: #000; stroke-width: 2; }
.redline .map .added { fill: #2e8b57; } .redline .map .removed { fill: #c0392b; } .redline .map .moved { fill: #6b5bd2; } .redline .map .renumbered { fill: #8a8a94; }
.redline .only { width: 1.15rem; height: 1.15rem; vertical-align: -.2rem; margin-right: .4rem; }
.redline .only + label { font: .9rem/1.5 system-ui, sans-serif; }
.redline .only:checked ~ .quiet { display: none; }
@media (max-width: 40rem) { .redline .step { float: none; display: block; margin: 0 0 .15rem; } .redline .step a { min-width: 2.6rem; padding: .45rem .3rem; } }
@media print { .redline { padding-right: 0; } .redline .step { margin-right: 0; } .redline .map, .redline .only, .redline .only + label, .redline .step a { display: none; }
  .redline ins { background: none; color: #000; } .redline del { background: none; color: #555; } .redline tr { break-inside: avoid; } }
"""
