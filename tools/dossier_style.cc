// The style sheet of a dossier: for a screen, and for A4 paper. No font, image or address is fetched.
#include "tools/dossier.h"

namespace polgraph::cli {

namespace {

constexpr std::string_view kStyle = R"css(
:root {
  --ink: #1c2430; --soft: #5b6675; --line: #dde2e8; --wash: #f5f7f9; --accent: #0b5c8a; --money: #8a3700;
  --warn: #a32020; --warn-wash: #fdf1ef;
  --text: "Source Sans 3", "Noto Sans", "Segoe UI", "Helvetica Neue", Arial, "Noto Sans CJK JP", "Hiragino Sans",
    "Yu Gothic", Meiryo, IPAGothic, sans-serif;
  --title: "Source Serif 4", "Noto Serif", Georgia, "Times New Roman", "Noto Serif CJK JP", "Hiragino Mincho ProN",
    "Yu Mincho", serif;
}
* { box-sizing: border-box; }
html { font: 15px/1.5 var(--text); color: var(--ink); background: #e9edf1; -webkit-text-size-adjust: 100%; }
body { max-width: 60rem; margin: 2rem auto; padding: 3rem 3.5rem 2rem; background: #fff; box-shadow: 0 1px 6px #0002; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
td, th, li, dt, h1, p, figcaption { overflow-wrap: anywhere; }
small { font-size: .82em; color: var(--soft); font-weight: 400; }

header { border-top: 5px solid var(--accent); padding-top: 1.2rem; }
.kind { margin: 0; font-size: .78rem; letter-spacing: .09em; text-transform: uppercase; color: var(--soft); }
.label { display: inline-block; margin-left: .6rem; padding: .05rem .55rem; border: 1px solid var(--line);
  border-radius: 1rem; letter-spacing: .02em; text-transform: none; color: var(--accent); }
h1 { margin: .35rem 0 .5rem; font: 600 2.15rem/1.2 var(--title); }
.names { list-style: none; margin: 0 0 .35rem; padding: 0; }
.names li { display: inline-block; margin-right: 1.4rem; }
.names b { font-weight: 600; }
.id { margin: 0; color: var(--soft); font-size: .85rem; }
code { font-family: "Source Code Pro", "DejaVu Sans Mono", Consolas, "Noto Sans Mono CJK JP", monospace; font-size: .92em; }

.figures { display: flex; flex-wrap: wrap; gap: .6rem; margin: 1.4rem 0 0; }
.figure { flex: 1 1 auto; min-width: 6.5rem; max-width: 24rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; padding: .6rem .8rem;
  background: var(--wash); border-left: 3px solid var(--accent); }
.figure dt { font-size: .78rem; line-height: 1.35; color: var(--soft); }
.figure dd { margin: 0; overflow-wrap: normal; font-size: 1.12rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.warning { background: var(--warn-wash); border-left-color: var(--warn); }
.warning dd { color: var(--warn); }

nav { margin: 1.4rem 0 0; padding: .45rem 0; border: solid var(--line); border-width: 1px 0; font-size: .87rem; }
nav ol { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1.4rem; }
section { margin-top: 2.2rem; }
h2 { margin: 0 0 .7rem; font: 600 1.35rem/1.25 var(--title); color: var(--accent); border-bottom: 1px solid var(--line);
  padding-bottom: .3rem; }
h3 { margin: 1.4rem 0 .4rem; font-size: .98rem; font-weight: 600; }
.note { margin: .3rem 0 .6rem; font-size: .85rem; color: var(--soft); }

figure { margin: 0; text-align: center; }
figure svg { max-width: 100%; height: auto; max-height: 60rem; }
figcaption { font-size: .82rem; color: var(--soft); }

table { width: 100%; border-collapse: collapse; font-size: .9rem; line-height: 1.4; }
th { text-align: left; font-size: .76rem; letter-spacing: .04em; font-weight: 600; color: var(--soft);
  border-bottom: 1px solid #b9c2cc; padding: .25rem .8rem .25rem 0; }
td { vertical-align: top; padding: .32rem .8rem .32rem 0; border-bottom: 1px solid var(--line); }
th:last-child, td:last-child { padding-right: 0; }
.quiet thead { visibility: collapse; }
.quiet { border-top: 1px solid #b9c2cc; }
.relationships { table-layout: fixed; }
.relationships th:nth-child(1) { width: 44%; } .relationships th:nth-child(3) { width: 6.5rem; }
.values th:nth-child(1), .statements th:nth-child(1) { width: 27%; } .values th:nth-child(3) { width: 6.5rem; }
.statements th:nth-child(3) { width: 27%; } .statements th:nth-child(4) { width: 5.5rem; }
.money th:nth-child(1) { width: 32%; } .money th:nth-child(5) { width: 5.5rem; }
.amount, .count { font-variant-numeric: tabular-nums; }
td.amount { font-weight: 600; color: var(--money); white-space: nowrap; }
.conversion td:first-child { padding-left: 1.1rem; }
.conversion td.amount { font-weight: 400; }
.key { font-weight: 600; color: #35404d; }
.best { color: #c08a00; }
tr.conflict td:first-child { box-shadow: inset 3px 0 0 var(--warn); padding-left: .6rem; }
tr.conflict.conversion td:first-child, tr.also td:first-child { padding-left: 1.1rem; }
tr.conflict td { background: var(--warn-wash); }
.conflict-mark { display: inline-block; margin-left: .15rem; padding: 0 .4rem; border-radius: .2rem; font-size: .78rem;
  font-weight: 600; color: #fff; background: var(--warn); }
.cites { white-space: normal; font-size: .8rem; font-variant-numeric: tabular-nums; }
.cites a { padding: 0 .04rem; }
:target { background: #fff3bf; }

.timeline { list-style: none; margin: 0; padding: 0; }
.timeline li { display: flex; gap: 1.6rem; padding-bottom: .38rem; }
.timeline .date { flex: 0 0 7.4rem; text-align: right; font-weight: 600; font-variant-numeric: tabular-nums;
  color: var(--accent); }
.timeline .what { position: relative; flex: 1; border-left: 2px solid var(--line); padding-left: 1.1rem;
  margin-bottom: -.38rem; padding-bottom: .38rem; }
.timeline .what::before { content: ""; position: absolute; left: -5px; top: .5em; width: 8px; height: 8px; border-radius: 50%;
  background: var(--accent); }

.sources { list-style: none; margin: 0; padding: 0; font-size: .87rem; line-height: 1.45; }
.sources li { display: flex; gap: .7rem; padding: .16rem 0; }
.number { flex: 0 0 2.4rem; text-align: right; color: var(--soft); font-variant-numeric: tabular-nums; }
.place { flex: 1; }
.back { font-size: .75rem; color: var(--soft); }
footer { margin-top: 2.5rem; padding-top: .6rem; border-top: 1px solid var(--line); font-size: .76rem; color: var(--soft); }

@media (max-width: 45rem) {
  body { margin: 0; padding: 1.2rem; }
  .timeline .date { flex-basis: 4.6rem; }
}
@page { size: A4; margin: 17mm 16mm 18mm; }
@media print {
  html { font-size: 9.6pt; background: #fff; }
  body { max-width: none; margin: 0; padding: 0; box-shadow: none; }
  nav, .back { display: none; }
  a { color: inherit; }
  h2, h3 { break-after: avoid; }
  h3 + .note { break-after: avoid; }
  thead { display: table-header-group; }
  tr, .figure, .timeline li, .sources li, figure { break-inside: avoid; }
  figure svg { max-height: 150mm; }
  section { margin-top: 1.6rem; }
  h3 { margin-top: 1rem; }
  footer { break-before: avoid; margin-top: 1.5rem; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
)css";

}  // namespace

std::string_view dossier_style() {
  return kStyle;
}

}  // namespace polgraph::cli
