/** The report's only style sheet; light or dark as the reader's system is. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --panel: #f5f6f8; --ink: #1a1e24; --quiet: #57606a; --line: #d9dde3;
  --chosen: #1f63b5; --rejected: #b4560f; --neutral: #7a8492; --faint: #c3cad3;
  --notice: #fff6dd; --notice-line: #c08a00;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171c; --panel: #1c2027; --ink: #e7eaee; --quiet: #a4aebb; --line: #343b45;
    --chosen: #6fb0ff; --rejected: #f2a45f; --neutral: #8f9aa8; --faint: #4a535f;
    --notice: #2d2612; --notice-line: #d9a520;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "DejaVu Sans", sans-serif; }
main { max-width: 1120px; margin: 0 auto; padding: 2.5rem 1.5rem 5rem; }
a { color: var(--chosen); }
p { margin: 0 0 .75rem; }
.quiet { color: var(--quiet); font-weight: 400; }

header { margin-bottom: 1.75rem; }
.eyebrow { margin: 0; color: var(--quiet); font-size: .875rem; }
h1 { margin: .1rem 0 1.25rem; font-size: clamp(1.6rem, 4vw, 2.4rem); line-height: 1.15; letter-spacing: -.015em;
  overflow-wrap: anywhere; }
h2 { margin: 0 0 .5rem; font-size: 1.375rem; line-height: 1.25; letter-spacing: -.01em; }
h3 { margin: 2rem 0 .4rem; font-size: 1.05rem; }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(230px, 1fr)); gap: .75rem 2rem; margin: 0; }
.facts dt { color: var(--quiet); font-size: .8125rem; }
.facts dd { margin: 0 0 .15rem; line-height: 1.4; overflow-wrap: anywhere; }
.notice { margin: 0 0 1.5rem; padding: .8rem 1rem; background: var(--notice); border-left: 4px solid var(--notice-line); }
.notice p { margin: 0; max-width: 80ch; overflow-wrap: anywhere; }
.notice ul { margin: .5rem 0 0; padding-left: 1.2rem; overflow-wrap: anywhere; }
.simulated { border: 2px dashed var(--notice-line); }

.figures { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; margin: 0 0 1.5rem; background: var(--line);
  border: 1px solid var(--line); }
.figures > div { padding: .85rem 1rem 1rem; background: var(--paper); }
.figures dt { color: var(--quiet); font-size: .875rem; }
.figures dd { margin: 0; }
.value { display: block; font-size: 1.9rem; line-height: 1.25; font-weight: 650; letter-spacing: -.02em;
  font-variant-numeric: tabular-nums; }
.note { display: block; color: var(--quiet); font-size: .8125rem; line-height: 1.4; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; }

section { margin-top: 2.75rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
.reading { max-width: 78ch; margin-bottom: 1.25rem; }
.original { padding-left: .8rem; border-left: 3px solid var(--faint); color: var(--quiet); font-size: .9375rem; }
.original b { color: var(--ink); }
.verdict { max-width: 78ch; padding: .6rem .9rem; background: var(--panel); }
.nothing { color: var(--quiet); font-style: italic; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 1.5rem 3rem; align-items: start; }
.multiples { display: grid; grid-template-columns: repeat(auto-fill, minmax(235px, 1fr)); gap: 1.5rem 1.75rem;
  margin-bottom: 1.5rem; }
.multiples figure { display: flex; flex-direction: column; justify-content: space-between; }
figure { margin: 0 0 1rem; }
figcaption { overflow-wrap: anywhere; }
.multiples figcaption .quiet { display: block; }

.chart { display: block; width: 100%; height: auto; font-size: 12px; }
.chart text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.chart .small { font-size: 11.5px; }
.chart .quiet { fill: var(--quiet); }
.mark { fill: var(--neutral); }
.chart .chosen { fill: var(--chosen); }
.chart .rejected { fill: var(--rejected); }
.chart .neutral { fill: var(--neutral); }
.chart .faint { fill: var(--faint); }
.chart .empty { fill: var(--panel); }
.axis, .whisker { stroke: var(--quiet); stroke-width: 1; }
.whisker { stroke-width: 2; }
.grid { stroke: var(--line); stroke-width: 1; }
.half { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 3 2; }

.scroll { overflow-x: auto; }
.beside + .scroll, .beside + .nothing { margin-top: 1.75rem; }
.below { display: block; font-size: .8125rem; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { padding-bottom: .4rem; text-align: left; color: var(--quiet); }
th, td { padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th { font-weight: 500; }
thead th { color: var(--quiet); vertical-align: bottom; white-space: normal; }
th:first-child { text-align: left; white-space: normal; overflow-wrap: anywhere; min-width: 8rem; }
td:last-child, th:last-child { padding-right: 0; }

.pair { margin-top: 1.75rem; border: 1px solid var(--line); }
.pair h3 { margin: 0; padding: .7rem 1rem 0; font-size: .9375rem; overflow-wrap: anywhere; }
.conversation { margin: 0; padding: .35rem 1rem .8rem; border-bottom: 1px solid var(--line); }
.conversation summary { cursor: pointer; }
.asked { overflow-wrap: anywhere; }
.more { margin-left: .6rem; font-size: .8125rem; }
.message { margin-top: .9rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.role { margin: 0; color: var(--quiet); font-size: .8125rem; }
.sides { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); }
.side { padding: .9rem 1rem 1rem; border-top: 3px solid var(--chosen); }
.side.rejected { border-top-color: var(--rejected); border-left: 1px solid var(--line); }
.who { margin: 0 0 .6rem; font-size: .9375rem; overflow-wrap: anywhere; }
.who .quiet { font-size: .8125rem; }
.badge { color: var(--chosen); font-weight: 650; }
.rejected .badge { color: var(--rejected); }
.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.side > .text, .side > .fold { font-size: .9375rem; }
.fold { display: flex; flex-direction: column; }
.fold > details { order: 1; }
.fold > details:not([open]) + .folded { max-height: 17em; overflow: hidden;
  -webkit-mask-image: linear-gradient(#000 70%, transparent); mask-image: linear-gradient(#000 70%, transparent); }
summary { cursor: pointer; }
.fold summary, .verdicts summary { margin-top: .3rem; color: var(--quiet); font-size: .8125rem; }
.verdicts { margin-top: .9rem; padding-top: .6rem; border-top: 1px solid var(--line); font-size: .875rem; }
.rationale { margin-top: .5rem; }
.rationale p { margin: 0; font-size: .8125rem; }
.others { margin: 0; padding: .5rem 1rem; border-top: 1px solid var(--line); font-size: .8125rem; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--chosen); outline-offset: 2px; }

@media (max-width: 820px) {
  main { padding: 1.5rem 1rem 3rem; }
  .figures { grid-template-columns: repeat(2, 1fr); }
  .value { font-size: 1.5rem; }
  .beside, .sides { grid-template-columns: minmax(0, 1fr); }
  .side.rejected { border-left: 0; }
}
@media print {
  .fold > details { display: none; }
  .fold > details:not([open]) + .folded { max-height: none; -webkit-mask-image: none; mask-image: none; }
  .pair { break-inside: avoid-page; }
}
`;
