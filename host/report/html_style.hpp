// The style sheet of HTML reports: for the screen and for A4 paper. No data goes into it.
#pragma once

#include <string_view>

namespace gouji::report {

inline constexpr std::string_view kHtmlStyle = R"css(
:root{--ink:#1c2630;--soft:#5b6875;--line:#d9dfe5;--ground:#f4f6f8;--card:#fff;--brand:#2f4b66;
--error:#b3261e;--error-g:#fbe9e7;--warning:#8a5a00;--warning-g:#fdf3dc;--verify:#1d5a96;--verify-g:#e4eff9;
--note:#5b6875;--note-g:#eef1f4;--pass:#2e6b3a;--pass-g:#e5f3e8}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.7 "Noto Sans CJK SC","Source Han Sans SC",
"PingFang SC","Microsoft YaHei","Hiragino Sans GB",sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
main,header,footer{max-width:1180px;margin:0 auto;padding:0 24px}
header{padding-top:36px}
h1{font-size:26px;line-height:1.35;margin:0 0 14px;letter-spacing:.04em}
h2{font-size:19px;margin:40px 0 12px;padding-bottom:6px;border-bottom:2px solid var(--brand)}
h3{font-size:16px;margin:26px 0 8px}
a{color:inherit;text-decoration-color:var(--line);text-underline-offset:3px}
.verdict{margin:0;padding:14px 18px;border-left:6px solid var(--note);background:var(--card);font-size:17px;font-weight:600}
.verdict.error{border-color:var(--error)}.verdict.warning{border-color:#d99a1c}.verdict.pass{border-color:var(--pass)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(122px,1fr));gap:10px;margin:16px 0 0;padding:0;list-style:none}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:6px;padding:10px 14px}
.tiles b{display:block;font-size:24px;line-height:1.3}
.tiles span{color:var(--soft);font-size:13px}
.tiles .error b{color:var(--error)}.tiles .warning b{color:var(--warning)}.tiles .verify b{color:var(--verify)}
.quiet{color:var(--soft);font-size:13.5px}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:6px;margin:0 0 12px}
table{border-collapse:collapse;width:100%;font-size:14px}
th,td{padding:7px 10px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}
tr:last-child>td{border-bottom:0}
th{background:#eaeff3;color:#33424f;font-weight:600;white-space:nowrap}
.n{text-align:right;white-space:nowrap}
.z{color:#a9b3bc}
.no{width:3.2em;text-align:right;color:var(--soft)}
.tag{display:inline-block;padding:0 8px;border-radius:3px;font-size:13px;font-weight:600;white-space:nowrap}
.tag.error{color:var(--error);background:var(--error-g)}.tag.warning{color:var(--warning);background:var(--warning-g)}
.tag.verify{color:var(--verify);background:var(--verify-g)}.tag.note{color:var(--note);background:var(--note-g)}
.findings{table-layout:fixed;min-width:860px}
.findings .w-no{width:4em}.findings .w-tag{width:6.4em}.findings .w-place{width:19%}.findings .w-figure{width:8.2em}
tr.home>th{background:#f6f8fa;color:var(--brand);white-space:normal}
.findings p{margin:0 0 3px}
.findings .n{white-space:normal}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:4px 0 0;font-size:13px;color:var(--soft)}
dt{white-space:nowrap}dd{margin:0}
code{font:12.5px/1.5 ui-monospace,Consolas,"Noto Sans Mono CJK SC",monospace}
tr.differs>td{background:#fffaf0}
td.lines{padding:0 10px 10px 28px}
summary{cursor:pointer;color:var(--soft);font-size:13px;padding:4px 0}
td.lines table{font-size:13px;border:1px solid var(--line)}
footer{margin-top:44px;padding-top:14px;padding-bottom:40px;border-top:1px solid var(--line);color:var(--soft);font-size:13px}
@page{size:A4 landscape;margin:14mm 12mm}
@media print{
body{background:#fff;font-size:10.5pt}main,header,footer{max-width:none;padding:0}header{padding-top:0}
.scroll{overflow:visible;border-radius:0}.findings{min-width:0}td.lines:has(>details:not([open])){display:none}table{font-size:9.5pt}thead{display:table-header-group}
tr,.tiles li{break-inside:avoid}.tiles{grid-template-columns:repeat(8,1fr)}.tiles li{padding:6px 8px}.tiles b{font-size:15pt}dl{font-size:8.5pt}
h2,h3,.home,.quiet{break-after:avoid}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}a{text-decoration:none}}
)css";

}  // namespace gouji::report
