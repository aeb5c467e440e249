// What the page of an import adds to the style sheet of reports, and its one script. No data goes into either.
// Every shade has a line or a sign of its own besides its colour.
#pragma once

#include <string_view>

namespace gouji::report {

inline constexpr std::string_view kImportStyle = R"css(
main,header,footer{max-width:1500px}
main{padding-top:16px}
footer{padding-bottom:120px}
.legend{display:flex;flex-wrap:wrap;gap:6px 18px;margin:14px 0 18px;padding:0;list-style:none;font-size:13.5px}
.tiles a{display:block;text-decoration:none}
.cols{display:grid;grid-template-columns:minmax(0,1fr) 340px;gap:20px;align-items:start}
aside{position:sticky;top:12px;max-height:calc(100vh - 24px);overflow-y:auto;font-size:13.5px}
aside h3{margin:0 0 6px}
aside ol{list-style:none;margin:0 0 18px;padding:0;background:var(--card);border:1px solid var(--line);border-radius:6px}
aside li{padding:7px 12px;border-bottom:1px solid var(--line)}
aside li:last-child{border-bottom:0}
aside .why{color:var(--soft)}
.src{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:10px 0;font-size:14px;line-height:1.65}
.src .scroll{border-left:0;border-right:0;border-radius:0;margin:6px 0}
.l{display:grid;grid-template-columns:3.6em minmax(0,1fr);gap:12px;padding:0 14px 0 0}
.l.gap{margin-top:.7em}
.l>b,.grid th{font-weight:400;font-size:12px;text-align:right;color:var(--soft);background:none}
.l>b a,.grid th a{text-decoration:none}
.l>span{white-space:pre-wrap;tab-size:4}
.grid{width:auto;min-width:60%;font-size:13.5px;overflow-wrap:break-word}
.grid td{min-width:3.5em;border:1px solid var(--line);padding:3px 8px;white-space:pre-wrap}
.grid th{width:3.6em;padding:3px 12px 3px 0;border-bottom:0}
.grid .void{background:var(--ground)}
.part{margin:12px 14px 6px;padding-top:8px;border-top:1px dashed var(--line);color:var(--soft);font-size:12.5px}
.l:target,tr:target>*{background:#fffbe0}
i{font-style:normal;overflow-wrap:normal;white-space:nowrap;border-radius:2px;text-underline-offset:3px;text-decoration:underline;text-decoration-thickness:1.5px}
i.form{color:#1d5a96}
i.table{color:#1f6b3a;text-decoration-style:double}
i.claim{color:#6a3d9a;text-decoration-style:wavy;text-decoration-thickness:1px}
i.fact{color:#0b6a72;text-decoration-style:dashed}
i.seen{color:#5b6875;text-decoration-style:dotted}
i.aside{color:#75808b;text-decoration:none}
i.doubtful{color:inherit;text-decoration:underline}
mark{color:inherit;background:#fdeebf;border-bottom:2px dashed #a86a00;border-radius:2px}
mark::before,.legend .mark::before{content:"?";font-weight:700;font-size:.8em;color:#8a5a00;vertical-align:super}
i.unplaced{color:#8f1d16;background:#fbe3e0;outline:1.5px solid #b3261e;padding:0 2px;text-decoration:none}
i.unplaced::before{content:"×";font-weight:700;font-size:.8em;vertical-align:super}
i:focus,mark:focus,i:target,mark:target{outline:3px solid #1c2630}
[data-w]:hover::after,[data-w]:focus::after{content:attr(data-w);position:fixed;left:0;right:0;bottom:0;z-index:2;
padding:10px 20px;background:#1c2630;color:#fff;font-size:14px;font-weight:400;line-height:1.6;white-space:normal;text-align:left}
i[data-w]:hover::after,i[data-w]:focus::after{z-index:3}
.steps{position:fixed;left:16px;bottom:56px;z-index:1;display:flex;gap:6px}
.steps button{font:inherit;padding:6px 14px;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--ink);cursor:pointer}
[hidden]{display:none!important}
@media (max-width:900px){main,header,footer{padding:0 12px}.cols{grid-template-columns:minmax(0,1fr)}aside{position:static;max-height:none;order:-1}
aside ol{max-height:40vh;overflow-y:auto}.l{grid-template-columns:2.6em minmax(0,1fr);gap:8px}}
@media print{.cols{display:block}aside{position:static;max-height:none}.steps{display:none}.src{border:0;padding:0;font-size:9.5pt}.l,.grid tr{break-inside:avoid}
[data-w]:hover::after,[data-w]:focus::after{content:none}}
)css";

inline constexpr std::string_view kImportScript = R"js(
(()=>{const all=[...document.querySelectorAll("i.unplaced,mark")],steps=document.querySelector(".steps");
if(!all.length||!steps)return;steps.hidden=false;let at=-1;
const go=by=>{const now=all.indexOf(document.activeElement);if(now>=0)at=now;at=(at+by+all.length)%all.length;
all[at].scrollIntoView({block:"center"});all[at].focus({preventScroll:true})};
const [back,on]=steps.children;back.onclick=()=>{at=Math.max(at,0);go(-1)};on.onclick=()=>go(1);
document.onkeydown=e=>{if(e.ctrlKey||e.metaKey||e.altKey)return;if(e.key==="n")go(1);if(e.key==="p")go(-1)}})();
)js";

}  // namespace gouji::report
