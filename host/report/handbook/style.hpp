// What pages of the handbook add to the style sheet of reports, and the one script: the search box. No data goes into
// either.
#pragma once

#include <string_view>

namespace gouji::report {

inline constexpr std::string_view kHandbookStyle = R"css(
main,header,footer{max-width:1080px}
header{padding-top:22px}
nav{display:flex;flex-wrap:wrap;gap:2px 22px;font-size:14px;margin:0 0 26px;padding-bottom:10px;border-bottom:1px solid var(--line)}
nav a{text-decoration:none}nav b{font-weight:600}nav .here{color:var(--brand);border-bottom:2px solid var(--brand)}
h1{margin-bottom:4px}
h1 .en{display:block;font-size:17px;letter-spacing:0;margin-top:2px}
.en{color:var(--soft);font-weight:400}
h2 .en,h3 .en{font-size:.82em;margin-left:.5em}
th .en{display:block;font-size:12px;line-height:1.3}
h4{margin:20px 0 4px;font-size:15px}
h4 .en{font-size:13px;margin-left:.5em}
p{margin:0 0 8px}
p .en{display:block;font-size:14px}
.facts{display:grid;grid-template-columns:minmax(9.5em,max-content) minmax(0,1fr);gap:0;margin:12px 0;font-size:14.5px;color:var(--ink);
background:var(--card);border:1px solid var(--line);border-radius:6px}
.facts>*{padding:6px 14px;border-top:1px solid var(--line)}
.facts>dt:first-of-type,.facts>dt:first-of-type+dd{border-top:0}
.facts dt{background:#f0f3f6;white-space:normal;color:#33424f;font-weight:600}
.facts dt .en{font-size:13px;margin-left:.3em}
.facts .en{color:var(--soft)}
.quiet{color:var(--soft)}
.strong{font-weight:600}
.tag.pass{color:var(--pass);background:var(--pass-g)}
code{background:#eef1f4;border-radius:3px;padding:1px 4px}
td code,.facts code{background:none;padding:0}
td a,.facts a,p a{color:#1d4f80;text-decoration-color:#b9cbdc}
td.n{white-space:normal}
td,th{overflow-wrap:break-word}
td.s{white-space:nowrap}
.below{display:block;color:var(--soft);font-size:13px}
td>span+span,dd>span+span{margin-left:.4em}
td div+div,dd div+div{margin-top:2px}
.code{background:var(--card);border:1px solid var(--line);border-radius:6px;margin:0 0 12px;padding:8px 0;font:12.5px/1.6 ui-monospace,Consolas,"Noto Sans Mono CJK SC",monospace;overflow-x:auto}
.code .t{padding:0 14px 6px;margin-bottom:6px;border-bottom:1px solid var(--line);color:var(--soft)}
.code div.r{display:grid;grid-template-columns:3.6em 1.2em minmax(0,1fr);white-space:pre-wrap;overflow-wrap:anywhere;padding-right:14px}
.code i{font-style:normal;text-align:right;color:#8a96a1;padding-right:8px;user-select:none}
.code .m{background:#fbe9e7}.code .p{background:#e5f3e8}
.code .m b,.code .p b{font-weight:700}.code b{font-weight:400;user-select:none}
details{margin:0 0 12px}
summary{font-size:14px;color:var(--ink)}
summary .en{font-size:13px;margin-left:.4em}
@counter-style article{system:extends simp-chinese-informal;prefix:"（";suffix:"）"}
ol{margin:6px 0 14px;padding-left:3.4em;list-style:article}
h3 .en{display:block;margin-left:0}
ol li{margin:3px 0}
ol li .en{display:block;font-size:14px}
.search{display:block;width:100%;max-width:520px;font:inherit;padding:8px 12px;margin:14px 0;border:1px solid #b6c1cb;border-radius:6px;background:#fff}
[hidden]{display:none!important}
@page{size:A4 portrait;margin:15mm 14mm}
@media (max-width:700px){main,header,footer{padding:0 12px}.facts{grid-template-columns:minmax(0,1fr)}.facts dd{border-top:0;padding-top:0}}
@media print{nav,.search{display:none}details::details-content{display:block;content-visibility:visible}.code,.facts{break-inside:auto;border-radius:0}.code div.r,.facts>*{break-inside:avoid}
h1,h2,h3,h4{break-after:avoid}.scroll{border-radius:0}.code{font-size:8.5pt}.facts{font-size:10pt}}
)css";

inline constexpr std::string_view kHandbookScript = R"js(
(()=>{const box=document.querySelector(".search");if(!box)return;box.hidden=false;
const parts=[...document.querySelectorAll(".scroll>.searched")].map(table=>({table,rows:[...table.tBodies[0].rows].map(row=>({row,text:row.textContent.toLowerCase()}))}));
box.oninput=()=>{const words=box.value.toLowerCase().split(/\s+/).filter(word=>word);
for(const {table,rows} of parts){let left=0;
for(const {row,text} of rows){row.hidden=!words.every(word=>text.includes(word));left+=!row.hidden}
const home=table.closest(".scroll");home.hidden=!left;
const head=home.previousElementSibling;if(head&&/^H[2-4]$/.test(head.tagName))head.hidden=!left}}})();
)js";

}  // namespace gouji::report
