/* bench/style.hpp: how the page looks, in daylight and in the dark */
#ifndef KSPAWN_BENCH_STYLE_HPP
#define KSPAWN_BENCH_STYLE_HPP

namespace bench {

inline constexpr const char *style = R"(
:root {
	color-scheme: light dark;
	--paper: #fdfdfb; --ink: #1d2126; --dim: #666d76; --grid: #e3e4e0; --edge: #b9bcb8;
	--met: #1b7f5c; --missed: #c4501b; --ours: #2f5fb3; --other: #a9afb7; --target: #1d2126;
	--c0: #1b7f5c; --c1: #2f5fb3; --c2: #c4501b; --c3: #8a4fa8; --c4: #a67c00; --c5: #0f8aa3; --c6: #b03060; --c7: #6b7280;
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #15181c; --ink: #e6e8ea; --dim: #9aa2ab; --grid: #2b3037; --edge: #4a515a;
		--met: #4cc296; --missed: #f0854b; --ours: #7ea6f0; --other: #69717b; --target: #e6e8ea;
		--c0: #4cc296; --c1: #7ea6f0; --c2: #f0854b; --c3: #c490e0;
		--c4: #d9b13b; --c5: #4cc3dc; --c6: #ec7fa6; --c7: #a3abb5;
	}
}
* { box-sizing: border-box }
body {
	margin: 0 auto; padding: 2.5rem 1.25rem 4rem; max-width: 64rem;
	background: var(--paper); color: var(--ink);
	font: 16px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
	font-variant-numeric: tabular-nums;
}
h1 { margin: 0; font-size: 2rem; line-height: 1.15; letter-spacing: -.02em }
h2 { margin: 3rem 0 .25rem; font-size: 1.3rem; letter-spacing: -.01em }
h3 { margin: 0 0 .1rem; font-size: 1rem }
p { margin: .3rem 0 .8rem; max-width: 44rem }
.dim, figcaption, dt, summary { color: var(--dim) }
.sum { font-size: 1.15rem; margin: .4rem 0 1.5rem }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem 1.5rem; margin: 0;
	font-size: .875rem }
dt { font-size: .75rem }
dd { margin: 0; overflow-wrap: anywhere }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr));
	gap: 2.5rem; margin-top: 1rem }
figure { margin: 0; min-width: 0 }
figcaption { font-size: .8rem }
svg { display: block; width: 100%; height: auto; margin-top: .5rem }
svg text { fill: var(--ink); font-size: 12px; paint-order: stroke; stroke: var(--paper);
	stroke-width: 4px; stroke-linejoin: round }
svg .tick, svg .axis { fill: var(--dim); font-size: 11px }
svg .note { fill: var(--dim) }
svg text.met { fill: var(--met) } svg text.missed { fill: var(--missed) }
rect.met { fill: var(--met) } rect.missed { fill: var(--missed) } rect.not { fill: var(--other) }
rect.ours { fill: var(--ours) } rect.other { fill: var(--other) }
.grid { stroke: var(--grid) } .one { stroke: var(--edge); stroke-width: 1.5 }
.whisker { stroke: var(--ink); fill: none; opacity: .75 }
.target, .floor { stroke: var(--target); stroke-width: 2 }
.peer { stroke: var(--missed); stroke-width: 2; stroke-dasharray: 3 2 }
.curve { fill: none; stroke: var(--c); stroke-width: 2 } .dot { fill: var(--c); stroke: var(--paper) }
.line0 { --c: var(--c0) } .line1 { --c: var(--c1) } .line2 { --c: var(--c2) } .line3 { --c: var(--c3) }
.line4 { --c: var(--c4) } .line5 { --c: var(--c5) } .line6 { --c: var(--c6) } .line7 { --c: var(--c7) }
details { margin-top: .6rem; font-size: .875rem }
summary { cursor: pointer }
.wide { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-size: .875rem; margin-top: .5rem }
th, td { padding: .3rem .6rem .3rem 0; text-align: right; border-bottom: 1px solid var(--grid); white-space: nowrap }
th { color: var(--dim); font-weight: 500 }
th:first-child, td:first-child { text-align: left; white-space: normal; min-width: 9rem }
td.met { color: var(--met) } td.missed { color: var(--missed) }
.goals { grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); align-items: start }
.goals td { white-space: normal; vertical-align: top }
.goals td:nth-child(n+2):not(:last-child) { overflow-wrap: anywhere; min-width: 5.5rem }
footer { margin-top: 3.5rem; font-size: .875rem; color: var(--dim) }
)";

} // namespace bench
#endif
