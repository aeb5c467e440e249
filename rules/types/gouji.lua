---@meta gouji
-- gouji new types 写出，供编辑器补全用；不手工改，也不会被运行。Written by gouji new types; never run.

---@alias gouji.number gouji.value|gouji.parameter|integer
---@alias gouji.severity "error"|"warning"|"verify"|"note"

---@class gouji.value 一个数：精确，带单位、精度和出处；不能用 == 比较，不能用 .. 拼进文字
---@operator add(gouji.number): gouji.value
---@operator sub(gouji.number): gouji.value
---@operator mul(gouji.number): gouji.value
---@operator div(gouji.number): gouji.value
---@operator unm: gouji.value
local value = {}

---@class gouji.parameter: gouji.value

---@class gouji.options check 的动词的最后一个参数
---@field message? string 消息，槽位 {left} {right} {gap} {difference} {row} {column} {printed} {expected} 和 values 里的名称
---@field case? string 一条规则有几种消息时，这一种的名称
---@field severity? gouji.severity|string 这一处的严重程度
---@field tail? "note" 尾差也记为提示
---@field at? any 指向哪一格
---@field row? any
---@field column? any
---@field printed? any
---@field expected? any
---@field values? table<string, any> 给消息用的数和文字
---@field name? string

-- run 的第一个参数，随 on 而不同；补全时列出各种对象的用法。
---@class gouji.subject: gouji.document, gouji.table, gouji.evaluation, gouji.fund, gouji.indicator, gouji.claim

---@class gouji.on 审核对象
---@field document? string|string[] 部门决算、部门预算、绩效自评
---@field table? gouji.table_name|gouji.table_name[]|string|string[]
---@field evaluation? "project"|"department"|"*"
---@field fund? "project"|"department"|"*"
---@field indicator? "project"|"department"|"*"
---@field claim? string
---@field documents? "上年"|"所属单位"|"previous_year"|"units" 与哪些别的公开文本一起审核，要写 collect

---@class gouji.collect 几份公开文本一起审核时，从每份取的数
---@field table? gouji.table_name|gouji.table_name[]|string|string[]
---@field rows? gouji.row_name|gouji.row_name[]|string|string[]
---@field columns? gouji.column_name|gouji.column_name[]|string|string[]
---@field claims? string|string[] 事项里含有的字；"*" 都要

---@class gouji.rule
---@field id string 编号，以本包的 owns 加点开头；文件名是它的最后一段
---@field title string 一句话说明应当怎样
---@field basis string 依据：条文、表注；没有核实的写“待核”
---@field on gouji.on 审核对象
---@field run fun(subject: gouji.subject, check: gouji.check, ...: any)
---@field kind? "基本平衡"|"逻辑性"|"核实性"|"规范性"
---@field severity? gouji.severity
---@field collect? gouji.collect[] on 写了 documents 的要写
---@field effective? { from?: integer, to?: integer } 适用的预算年度
---@field suppresses? (gouji.rule_id|string)[] 本条有疑点时，同一对象上哪些规则的疑点由它说明
---@field score? { group: string, deduct: gouji.parameter|integer|string } 有疑点时扣多少分
---@field remedy? string 修改建议
---@field tags? string[]
---@field note? string

---@class gouji.scoring
---@field id string
---@field title string
---@field basis string
---@field on gouji.on
---@field run fun(subject: gouji.subject, score: gouji.score, ...: any)
---@field effective? { from?: integer, to?: integer }
---@field note? string

---@class gouji.layout
---@field id string 包的编号/名称
---@field title string
---@field recognise fun(source: gouji.source): { score: integer, why?: string }
---@field read fun(source: gouji.source, out: gouji.output)
---@field kind? "final_accounts"|"budget"|"self_evaluation"
---@field basis? string
---@field anchors? string[] 没有这些词的公开文本不问它：每个词都要在某一行里，不计空白
---@field print? table
---@field generic? boolean
---@field note? string

---一条规则：表头和 run。一个文件一条。
---@param header gouji.rule
function rule(header) end
---测算得分。
---@param header gouji.scoring
function scoring(header) end
---版式：怎样认、怎样读一种公开的表。
---@param header gouji.layout
function layout(header) end
---公用函数的测试（lib/名称_test.lua）：test_… 是函数，todo_… 跳过；given 是一份小的公开文本，写法同用例。
---@param header table<string, fun(expect: gouji.expect, document: gouji.document)|string|string[]>
function tests(header) end
---本包（或基础包）lib/ 下的公用函数。
---require(name) -> table
---@param name string
---@return table
function require(name) end

---按名舍入：四舍五入（缺省）、截尾、进一；百分数的位数按百分号前计。
---value:rounded(decimals [, mode]) -> value
---@param decimals integer
---@param mode? string
---@return gouji.value
function value:rounded(decimals, mode) end

---绝对值。
---value:absolute() -> value
---@return gouji.value
function value:absolute() end

---同一个数，带上填报位数的半个单位（得分与公式比较时用：9 涵盖 8.62）。
---value:printed() -> value
---@return gouji.value
function value:printed() end

---没有印单位的数，按另一个数的单位看待；印了单位的不变。
---value:like(other) -> value
---@param other gouji.number|string
---@return gouji.value
function value:like(other) end

---空白、横线、“无”、没有这一格或填的是文字时为真；印有数字却认不出是数的，本条规则以“无法审核”结束。
---value:missing() -> boolean
---@return boolean
function value:missing() end

---等于 0；缺数时本条规则以“缺数无法审核”结束。
---value:zero() -> boolean
---@return boolean
function value:zero() end

---小于 0。
---value:negative() -> boolean
---@return boolean
function value:negative() end

---填的是百分比或比率；缺数时本条规则以“缺数无法审核”结束，先问 :missing()。
---value:is_rate() -> boolean
---@return boolean
function value:is_rate() end

---@class gouji.document 公开文本
---@field id string?
---@field unit string?
---@field year integer
---@field kind string?
---@field money_unit string?
---@field province string?
---@field region string?
---@field level string?
---@field department string?
---@field published_on string?
---@field approved_on string?
local document = {}

---自评表。
---document:evaluations() -> { evaluation, … }
---@return gouji.evaluation[]
function document:evaluations() end

---文字说明中的数。
---document:claims() -> { claim, … }
---@return gouji.claim[]
function document:claims() end

---文字里说到的工作量（8480余件公文），类别都是 count；不是预决算的数。
---document:mentions() -> { claim, … }
---@return gouji.claim[]
function document:mentions() end

---按名称取报表；没有时以“缺数无法审核”结束。
---document:table(name | names) -> table
---@param name gouji.table_name|gouji.table_name[]|string|string[]
---@return gouji.table
function document:table(name) end

---有没有这张表。
---document:has_table(name | names) -> boolean
---@param name gouji.table_name|gouji.table_name[]|string|string[]
---@return boolean
function document:has_table(name) end

---所有报表。
---document:tables() -> { table, … }
---@return gouji.table[]
function document:tables() end

---@class gouji.evaluation 自评表
---@field name string?
---@field ordinal integer 同名的第几个，只有一个时为 0
---@field scope string? 范围
---@field ["范围"] string?
---@field number string? 序号
---@field ["序号"] string?
---@field money_unit string? 金额单位
---@field ["金额单位"] string?
---@field title_year gouji.value 表题年度
---@field ["表题年度"] gouji.value
---@field stated_score gouji.value 文中自评得分
---@field ["文中自评得分"] gouji.value
---@field stated_grade string? 文中等级
---@field ["文中等级"] string?
---@field total_weight gouji.value 分值合计
---@field ["分值合计"] gouji.value
---@field total_score gouji.value 总分
---@field ["总分"] gouji.value
---@field grade string? 等级
---@field ["等级"] string?
local evaluation = {}

---资金行，按表中顺序。
---evaluation:funds() -> { fund, … }
---@return gouji.fund[]
function evaluation:funds() end

---按名称（或几个别名之一）取资金行；没有时本条规则以“缺数无法审核”结束。
---evaluation:fund(name | names) -> fund
---@param name gouji.fund_name|gouji.fund_name[]|string|string[]
---@return gouji.fund
function evaluation:fund(name) end

---有没有这一资金行。
---evaluation:has_fund(name | names) -> boolean
---@param name gouji.fund_name|gouji.fund_name[]|string|string[]
---@return boolean
function evaluation:has_fund(name) end

---指标，按表中顺序；可只要文字栏填着某个名称的：{ level1 = "产出指标" }。
---evaluation:indicators([{ field = text }]) -> { indicator, … }
---@param list? table
---@return gouji.indicator[]
function evaluation:indicators(list) end

---绩效结论、存在问题等文字栏；空白或没有时为 nil。
---evaluation:text(label) -> text | nil
---@param label gouji.text_name|string
---@return string|nil
function evaluation:text(label) end

---填了字的文字栏。
---evaluation:texts() -> { {label, chars, text}, … }
---@return table[]
function evaluation:texts() end

---总分、等级等一格的状态，同 row:state。
---evaluation:state(field) -> text
---@param field string
---@return string
function evaluation:state(field) end

---@class gouji.fund 资金行
---@field name string?
---@field ordinal integer 同名的第几个，只有一个时为 0
---@field source string? 资金来源
---@field ["资金来源"] string?
---@field initial gouji.value 年初预算数
---@field ["年初预算数"] gouji.value
---@field annual gouji.value 全年预算数
---@field ["全年预算数"] gouji.value
---@field executed gouji.value 全年执行数
---@field ["全年执行数"] gouji.value
---@field weight gouji.value 分值
---@field ["分值"] gouji.value
---@field rate gouji.value 执行率
---@field ["执行率"] gouji.value
---@field score gouji.value 得分
---@field ["得分"] gouji.value
---@field reason string? 原因
---@field ["原因"] string?
local fund = {}

---一格的状态：absent 没有、blank 空白、dash 横线、none “无”、figure 数、words 文字。
---row:state(field) -> text
---@param field string
---@return string
function fund:state(field) end

---一格的原文；空白为 nil。
---row:printed(field) -> text | nil
---@param field string
---@return string|nil
function fund:printed(field) end

---一格的数，不论填的是什么（指标值、文字也按缺数处理）。
---row:value(field) -> value
---@param field string
---@return gouji.value
function fund:value(field) end

---识别存疑的原因；不给字段名时问整行。
---row:doubtful([field]) -> text | nil | boolean
---@param field? string
---@return string|nil|boolean
function fund:doubtful(field) end

---样表之外的栏，按栏名取原文。
---row:more(column) -> text | nil
---@param column gouji.column_name|string
---@return string|nil
function fund:more(column) end

---@class gouji.indicator 指标
---@field name string?
---@field ordinal integer 同名的第几个，只有一个时为 0
---@field level1 string? 一级指标
---@field ["一级指标"] string?
---@field level1_weight gouji.value 一级指标分值
---@field ["一级指标分值"] gouji.value
---@field level2 string? 二级指标
---@field ["二级指标"] string?
---@field level3 string? 三级指标
---@field ["三级指标"] string?
---@field nature string? 指标性质
---@field ["指标性质"] string?
---@field initial_target gouji.target? 年初指标值
---@field ["年初指标值"] gouji.target?
---@field target gouji.target? 年度指标值
---@field ["年度指标值"] gouji.target?
---@field unit string? 度量单位
---@field ["度量单位"] string?
---@field actual gouji.target? 实际完成值
---@field ["实际完成值"] gouji.target?
---@field weight gouji.value 分值
---@field ["分值"] gouji.value
---@field score gouji.value 得分
---@field ["得分"] gouji.value
---@field coefficient gouji.value 得分系数
---@field ["得分系数"] gouji.value
---@field core string? 是否核心指标
---@field ["是否核心指标"] string?
---@field standard string? 评分标准
---@field ["评分标准"] string?
---@field reason string? 未完成原因
---@field ["未完成原因"] string?
---@field reviewed_score gouji.value 复核得分
---@field ["复核得分"] gouji.value
---@field reviewed_reason string? 复核说明
---@field ["复核说明"] string?
local indicator = {}

---一格的状态：absent 没有、blank 空白、dash 横线、none “无”、figure 数、words 文字。
---row:state(field) -> text
---@param field string
---@return string
function indicator:state(field) end

---一格的原文；空白为 nil。
---row:printed(field) -> text | nil
---@param field string
---@return string|nil
function indicator:printed(field) end

---一格的数，不论填的是什么（指标值、文字也按缺数处理）。
---row:value(field) -> value
---@param field string
---@return gouji.value
function indicator:value(field) end

---识别存疑的原因；不给字段名时问整行。
---row:doubtful([field]) -> text | nil | boolean
---@param field? string
---@return string|nil|boolean
function indicator:doubtful(field) end

---样表之外的栏，按栏名取原文。
---row:more(column) -> text | nil
---@param column gouji.column_name|string
---@return string|nil
function indicator:more(column) end

---@class gouji.claim 文字中的数
---@field name string?
---@field ordinal integer 同名的第几个，只有一个时为 0
---@field section string? 章节
---@field ["章节"] string?
---@field subject string? 事项
---@field ["事项"] string?
---@field kind string? 类别
---@field ["类别"] string?
---@field amount gouji.value 金额
---@field ["金额"] gouji.value
---@field change gouji.value 增减额
---@field ["增减额"] gouji.value
---@field direction string? 方向
---@field ["方向"] string?
---@field percent gouji.value 百分比
---@field ["百分比"] gouji.value
---@field percent_direction string? 百分比方向
---@field ["百分比方向"] string?
---@field of string? 占比基数
---@field ["占比基数"] string?
---@field budget gouji.value 预算数
---@field ["预算数"] gouji.value
---@field against_budget string? 与预算相比
---@field ["与预算相比"] string?
---@field base_amount gouji.value 对比数
---@field ["对比数"] gouji.value
---@field base_year gouji.value 对比年度
---@field ["对比年度"] gouji.value
---@field count gouji.value 数量
---@field ["数量"] gouji.value
---@field unit string? 单位
---@field ["单位"] string?
---@field reason string? 变动原因
---@field ["变动原因"] string?
local claim = {}

---一格的状态：absent 没有、blank 空白、dash 横线、none “无”、figure 数、words 文字。
---row:state(field) -> text
---@param field string
---@return string
function claim:state(field) end

---一格的原文；空白为 nil。
---row:printed(field) -> text | nil
---@param field string
---@return string|nil
function claim:printed(field) end

---一格的数，不论填的是什么（指标值、文字也按缺数处理）。
---row:value(field) -> value
---@param field string
---@return gouji.value
function claim:value(field) end

---识别存疑的原因；不给字段名时问整行。
---row:doubtful([field]) -> text | nil | boolean
---@param field? string
---@return string|nil|boolean
function claim:doubtful(field) end

---样表之外的栏，按栏名取原文。
---row:more(column) -> text | nil
---@param column gouji.column_name|string
---@return string|nil
function claim:more(column) end

---@class gouji.table 报表
---@field name string?
---@field number string?
---@field title string?
---@field year integer?
---@field notes string[]
---@field columns gouji.column_name[]
local table = {}

---按栏名（多级表头用 / 连接，唯一时可只写末级）取一栏；给几个别名时取第一个有的。
---table:column(name | names) -> column
---@param name gouji.column_name|gouji.column_name[]|string|string[]
---@return gouji.column
function table:column(name) end

---有没有这一栏。
---table:has_column(name | names) -> boolean
---@param name gouji.column_name|gouji.column_name[]|string|string[]
---@return boolean
function table:has_column(name) end

---左右两侧的表只看一侧：收入、支出。
---table:side(name) -> table
---@param name gouji.side_name|string
---@return gouji.table
function table:side(name) end

---只看有科目编码的行。
---table:coded() -> table
---@return gouji.table
function table:coded() end

---按行名或科目编码取一行，给几个别名时取第一个有的；没有时以“缺数无法审核”结束。
---table:row(name | code | names) -> row
---@param name gouji.row_name|gouji.row_name[]|string|string[]
---@return gouji.row
function table:row(name) end

---有没有这一行。
---table:has_row(name | code | names) -> boolean
---@param name gouji.row_name|gouji.row_name[]|string|string[]
---@return boolean
function table:has_row(name) end

---所有行，按表中顺序。
---table:rows() -> { row, … }
---@return gouji.row[]
function table:rows() end

---@class gouji.row 行
---@field label string?
---@field code string?
---@field line string?
---@field side string?
local row = {}

---一格的状态：absent blank dash none figure words。
---row:state(column | columns) -> text
---@param column gouji.column_name|gouji.column_name[]|string|string[]
---@return string
function row:state(column) end

---一格的数；给几个别名时取第一个有的栏，没有时以“缺数无法审核”结束。
---row:value(column | columns) -> value
---@param column gouji.column_name|gouji.column_name[]|string|string[]
---@return gouji.value
function row:value(column) end

---一格识别存疑的原因（行名存疑的也算）；不给栏名时问整行。
---row:doubtful([column | columns]) -> text | nil | boolean
---@param column? gouji.column_name|gouji.column_name[]|string|string[]
---@return string|nil|boolean
function row:doubtful(column) end

---@class gouji.column 栏
local column = {}

---这一栏里一行的数；给几个别名时取第一个有的行。
---column:at(name | code | names) -> value
---@param name gouji.row_name|gouji.row_name[]|string|string[]
---@return gouji.value
function column:at(name) end

---这一栏里指定各行的数。
---column:rows { name, … } -> values
---@param list (gouji.row_name)[]
---@return gouji.values
function column:rows(list) end

---这一栏所有行的数。
---column:values() -> values
---@return gouji.values
function column:values() end

---@class gouji.target 指标值
---@field comparison string?
---@field value gouji.value?
---@field high gouji.value?
---@field unit string?
---@field numeric boolean
---@field worded boolean
---@field is_rate boolean
---@field is_money boolean
---@field reverse boolean?
---@field text string?
---@field cell gouji.value
local target = {}

---两边都是数而且同类（都是金额、比率或数量）。
---target:comparable(actual) -> boolean
---@param actual gouji.target?
---@return boolean
function target:comparable(actual) end

---完成值是否达到指标值；没有印出比较方向或不是同类数时为 nil。
---target:met_by(actual) -> boolean | nil
---@param actual gouji.target?
---@return boolean|nil
function target:met_by(actual) end

---完成比例：完成值÷指标值，指标值为 ≤、＜ 时指标值÷完成值；不是同类的两个数时为 nil。
---target:completion(actual) -> value | nil
---@param actual gouji.target?
---@return gouji.value|nil
function target:completion(actual) end

---@class gouji.values 数的列表
local values = {}

---合计；空白、横线、“无”不计入，列在依据里。
---values:sum() -> value
---@return gouji.value
function values:sum() end

---逐个取用。
---values:list() -> { value, … }
---@return gouji.value[]
function values:list() end

---@class gouji.brackets 分档
local brackets = {}

---这个数该得的分；填报精度跨过端点的，得分带上下限。没有印单位的数按端点的单位看。
---brackets:points(value) -> value
---@param value gouji.number|string
---@return gouji.value
function brackets:points(value) end

---最高能得的分。
---brackets:best() -> value
---@return gouji.value
function brackets:best() end

---@class gouji.check check
local check = {}

---两数应相等：相等或差额在填报精度之内（尾差）为通过；options.tail = "note" 时尾差记为提示。
---check:same(left, right [, options]) -> boolean
---@param left gouji.number|string
---@param right gouji.number|string
---@param options? gouji.options
---@return boolean
function check:same(left, right, options) end

---左边不应大于右边（考虑填报精度）。
---check:at_most(left, limit [, options]) -> boolean
---@param left gouji.number|string
---@param limit gouji.number|string
---@param options? gouji.options
---@return boolean
function check:at_most(left, limit, options) end

---左边不应小于右边（考虑填报精度）。
---check:at_least(left, limit [, options]) -> boolean
---@param left gouji.number|string
---@param limit gouji.number|string
---@param options? gouji.options
---@return boolean
function check:at_least(left, limit, options) end

---填报数应等于公式：填报数带最后一位的半个单位（得分 9 涵盖 8.62）；options.tail = "note" 时取整的差额记为提示。
---check:computed(printed, formula [, options]) -> boolean
---@param printed gouji.number|string
---@param formula gouji.number|string
---@param options? gouji.options
---@return boolean
function check:computed(printed, formula, options) end

---同 computed，只回答，不记录。
---check:agrees(printed, formula) -> boolean
---@param printed gouji.number|string
---@param formula gouji.number|string
---@return boolean
function check:agrees(printed, formula) end

---条件应成立；用 options 的 at、printed、expected 指明位置和内容。
---check:holds(condition [, options]) -> boolean
---@param condition any
---@param options? gouji.options
---@return boolean
function check:holds(condition, options) end

---应有内容：空白、横线、“无”都不算。
---check:present(cell [, options]) -> boolean
---@param cell any
---@param options? gouji.options
---@return boolean
function check:present(cell, options) end

---几处中至少一处有内容。
---check:present_any({ cell, … } [, options]) -> boolean
---@param list (any)[]
---@return boolean
function check:present_any(list) end

---应为所列文字之一。
---check:one_of(text, { text, … } [, options]) -> boolean
---@param text string
---@param list (string)[]
---@param options? gouji.options
---@return boolean
function check:one_of(text, list, options) end

---条件不成立时，其后的检查为不适用。
---check:when(condition) / check:when(left, "<", right) -> check
---@overload fun(self: gouji.check, left: gouji.number|string, sign: "<"|"<="|">"|">=", right: gouji.number|string): gouji.check
---@param condition any
---@return gouji.check
function check:when(condition) end

---记为“尾差内无法判定”。
---check:undetermined(options) -> boolean
---@param options gouji.options
---@return boolean
function check:undetermined(options) end

---记为“缺数无法审核”，并继续。
---check:cannot(options) -> boolean
---@param options gouji.options
---@return boolean
function check:cannot(options) end

---每一行：whole 栏应等于各 part 栏之和，同 same；一个数也没有的行不审。
---check:across(table, whole, { part, … } [, options]) -> boolean
---@param table string
---@param whole string
---@param list (string)[]
---@param options? gouji.options
---@return boolean
function check:across(table, whole, list, options) end

---每一栏：有下级编码的行应等于下一级各行之和，top（合计行的名称）应等于最上一级之和，同 same；印了两次的编码、一个数也没有的不审。
---check:hierarchy(table, { 3, 5, 7 } [, top [, options]]) -> boolean
---@param table string
---@param list table
---@param top? string
---@param options? gouji.options
---@return boolean
function check:hierarchy(table, list, top, options) end

---@class gouji.score score
local score = {}

---一项得分：按公式测算，连同填报精度允许的上下限；填报得分与公式四舍五入相符的按填报数计。other 是同样允许的另一公式。
---score:line(name, weight, printed, formula [, other])
---@param name string
---@param weight gouji.number|string
---@param printed gouji.number|string
---@param formula gouji.number|string
---@param other? gouji.number|string
function score:line(name, weight, printed, formula, other) end

---只能由人评判的一项：保留自评得分，标为“未重算”。
---score:judged(name, weight, printed)
---@param name string
---@param weight gouji.number|string
---@param printed gouji.number|string
function score:judged(name, weight, printed) end

---自评总分（填报）。
---score:printed(total)
---@param total gouji.number|string
function score:printed(total) end

---复核得分。
---score:reviewed(total)
---@param total gouji.number|string
function score:reviewed(total) end

---等级与各自的下限（含下限）；ends 说明端点：half_open 不取整（缺省），rounded 先取整，integer 整数端点，之间的分没有等级。
---score:bands({ {name, from}, … } [, ends])
---@param list table
function score:bands(list) end

---其后各行归这一组；组内之和不超过上限、不低于下限，不用的写 nil。
---score:group(name [, cap [, floor]])
---@param name string
---@param cap? gouji.number|string
---@param floor? gouji.number|string
function score:group(name, cap, floor) end

---总分的上限和下限。
---score:limits(cap [, floor])
---@param cap gouji.number|string
---@param floor? gouji.number|string
function score:limits(cap, floor) end

---起始分：从多少分起扣。
---score:start(name, points)
---@param name string
---@param points gouji.number|string
function score:start(name, points) end

---各规则表头 score 里写的组，按出现的次序。
---score:deduction_groups() -> { name, … }
---@return string[]
function score:deduction_groups() end

---这一组里每条疑点扣的分，各占一行；合计最多扣 most 分。
---score:deductions(group [, most])
---@param group string
---@param most? gouji.number|string
function score:deductions(group, most) end

---缺得分，不能合计。
---score:incomplete(reason)
---@param reason string
function score:incomplete(reason) end

---@class gouji.expect expect
local expect = {}

---两者相等：数按精确值和单位比较（写成文字的数也可以），表逐项比较。
---expect:equal(got, wanted) -> boolean
---@param got any
---@param wanted any
---@return boolean
function expect:equal(got, wanted) end

---两数相差不超过 within。
---expect:near(got, wanted, within) -> boolean
---@param got any
---@param wanted any
---@param within gouji.number|string
---@return boolean
function expect:near(got, wanted, within) end

---是缺数，或 nil。
---expect:missing(got) -> boolean
---@param got any
---@return boolean
function expect:missing(got) end

---文字里含有这一部分。
---expect:contains(text, part) -> boolean
---@param text string
---@param part string
---@return boolean
function expect:contains(text, part) end

---成立：不是 nil，也不是 false。
---expect:truthy(got) -> boolean
---@param got any
---@return boolean
function expect:truthy(got) end

---不成立：nil 或 false。
---expect:falsy(got) -> boolean
---@param got any
---@return boolean
function expect:falsy(got) end

---@class gouji.source 来源文件
local source = {}

---行数。
---source:count() -> integer
---@return integer
function source:count() end

---一行的原文。
---source:text(line) -> text
---@param line integer
---@return string
function source:text(line) end

---网页自己的标题（不在正文里）；没有时为 nil。
---source:title() -> text | nil
---@return string|nil
function source:title() end

---文字里的单位、地名属于哪个省（按行政区划表）；看不出为 nil。
---source:province(text) -> text | nil
---@param text string
---@return string|nil
function source:province(text) end

---第一个匹配的行号。
---source:find(pattern [, from [, to]]) -> line | nil
---@param pattern string
---@param from? integer
---@param to? integer
---@return integer|nil
function source:find(pattern, from, to) end

---所有匹配的行号。
---source:all(pattern [, from [, to]]) -> { line, … }
---@param pattern string
---@param from? integer
---@param to? integer
---@return integer[]
function source:all(pattern, from, to) end

---一行里匹配的部分（有分组时取第一组），连同位置。
---source:piece(line, pattern [, group]) -> piece | nil
---@param line integer
---@param pattern string
---@param group? integer
---@return gouji.piece|nil
function source:piece(line, pattern, group) end

---几行连成一段（行间不加空格）。
---source:lines(from, to) -> piece | nil
---@param from integer
---@param to integer
---@return gouji.piece|nil
function source:lines(from, to) end

---从失去边框的文本里重建表格；spec 见“写版式”一章，ranges 是表头以下的起止行。
---source:flow(spec [, ranges]) -> { table, … }
---@param spec table
---@param ranges? integer[][]
---@return gouji.flow_table[]
function source:flow(spec, ranges) end

---按词汇能读出的自评表：起始行、标题、单位和它所在的省、资金表和指标表印出的栏名。
---source:forms(spec) -> { { line, title, unit, province, scope, funds, indicators }, … }
---@param spec table
---@return integer[]
function source:forms(spec) end

---从文本里读出一名多数的行（资金表）。
---source:figures(spec [, ranges]) -> { table, … }
---@param spec table
---@param ranges? integer[][]
---@return gouji.flow_table[]
function source:figures(spec, ranges) end

---各表的表头：印有哪些栏、按什么次序；spec 是各栏的写法。
---source:heads(spec) -> { { first_line, last_line, before, columns }, … }
---@param spec table
---@return table[]
function source:heads(spec) end

---@class gouji.piece 片段
---@field text string?
---@field line integer
---@field to integer
---@field doubtful string?
local piece = {}

---片段里匹配的部分。
---piece:match(pattern [, group]) -> piece | nil
---@param pattern string
---@param group? integer
---@return gouji.piece|nil
function piece:match(pattern, group) end

---两段相连。
---piece:join(piece) -> piece
---@param piece gouji.piece
---@return gouji.piece
function piece:join(piece) end

---同一位置，换一种写法（如去掉序号）。
---piece:as(text) -> piece
---@param text string
---@return gouji.piece
function piece:as(text) end

---标为识别存疑。
---piece:doubt(reason) -> piece
---@param reason string
---@return gouji.piece
function piece:doubt(reason) end

---@class gouji.flow_table 重建的表
---@field first_line integer
---@field last_line integer
local flow_table = {}

---各行。
---flow_table:rows() -> { flow_row, … }
---@return gouji.flow_row[]
function flow_table:rows() end

---合计行的一格。
---flow_table:total(key) -> piece | nil
---@param key string
---@return gouji.piece|nil
function flow_table:total(key) end

---放不进任何一格的文字。
---flow_table:left_over() -> { piece, … }
---@return gouji.piece[]
function flow_table:left_over() end

---@class gouji.flow_row 重建的行
---@field first_line integer
---@field last_line integer
local flow_row = {}

---一格；没有印出时为 nil。
---flow_row:cell(key) -> piece | nil
---@param key string
---@return gouji.piece|nil
function flow_row:cell(key) end

---合并格的名称，不含括号里的分值。
---flow_row:word(key) -> piece | nil
---@param key string
---@return gouji.piece|nil
function flow_row:word(key) end

---合并格括号里的分值。
---flow_row:weight(key) -> piece | nil
---@param key string
---@return gouji.piece|nil
function flow_row:weight(key) end

---@class gouji.output 导入结果
local output = {}

---公开文本的单位、年度、种类、金额单位等。
---output:document { unit, year, kind, money_unit, … }
---@param list table
function output:document(list) end

---开始一张自评表。
---output:evaluation { scope, name, number, stated_score, total_weight, total_score, grade, from, to } -> form
---@param list table
---@return gouji.form
function output:evaluation(list) end

---读文字说明中的数，返回条数；words 是用语表，见“写版式”一章。前面已读的表不再读。
---output:claims(words [, from [, to]]) -> integer
---@param words table
---@param from? integer
---@param to? integer
---@return integer
function output:claims(words, from, to) end

---读一个文字栏里的金额；section 是写进“章节”的名称。
---output:claims_of(words, piece, section) -> integer
---@param words table
---@param piece gouji.piece
---@param section string
---@return integer
function output:claims_of(words, piece, section) end

---读出来源里的预决算报表，写进公开文本；book 是表样（报表的词汇），见“写版式”一章。
---output:tables(book [, from [, to]]) -> { {name, first_line, last_line, known}, … }
---@param book table
---@param from? integer
---@param to? integer
---@return string[]
function output:tables(book, from, to) end

---公开文本的单位、年度、金额单位、主管部门或省是否已经读出。
---output:has(key) -> boolean
---@param key string
---@return boolean
function output:has(key) end

---按词汇读出各格里的自评表；spec 见“写版式”一章。
---output:forms(spec [, from [, to]]) -> { { first_line, last_line, name }, … }
---@param spec table
---@param from? integer
---@param to? integer
---@return table[]
function output:forms(spec, from, to) end

---第 n 张自评表的得分、等级写在表外文字里的：表上没有时才用；stated_grade 与表上印的等级不同、表上没有印的才用。
---output:conclude(n, { stated_score, grade, stated_grade })
---@param n integer
---@param list table
function output:conclude(n, list) end

---不进数据集、但已认出的文字（表头、标题），其中的数不算遗漏。
---output:seen(piece)
---@param piece gouji.piece
function output:seen(piece) end

---@class gouji.form 导入的自评表
local form = {}

---一行资金。
---form:fund { source, initial, annual, executed, weight, rate, score, reason, from, to }
---@param list table
function form:fund(list) end

---一行指标。
---form:indicator { level1, …, reason, from, to, doubtful }
---@param list table
function form:indicator(list) end

---一个文字栏：绩效结论、存在问题等。
---form:text(label, piece | nil)
---@param label string
---@param piece gouji.piece|nil
function form:text(label, piece) end

---写在公式里的数：amount "0.5"、amount("48", "万元")；精确，不经过二进制小数。
---amount(text [, unit]) -> value
---@param text string
---@param unit? string
---@return gouji.value
function amount(text, unit) end

---规则包参数，取该公开文本年度的值；列表参数得到列表，分档参数得到分档。
---param(name) -> value | list | brackets
---@param name gouji.parameter_name|string
---@return any
function param(name) end

---合计；空白、横线、“无”不计入；全部为空时合计也为空。
---sum(values) / sum(rows, field) -> value
---@overload fun(rows: (gouji.fund|gouji.indicator|gouji.claim)[], field: string): gouji.value
---@param values gouji.values|gouji.value[]
---@return gouji.value
function sum(values) end

---两数中较小的。
---least(a, b) -> value
---@param a gouji.number|string
---@param b gouji.number|string
---@return gouji.value
function least(a, b) end

---两数中较大的。
---most(a, b) -> value
---@param a gouji.number|string
---@param b gouji.number|string
---@return gouji.value
function most(a, b) end

---@class gouji.text_library
text = {}

---第一处匹配；有分组时给出各组。RE2 语法，线性时间。
---text.match(subject, pattern) -> text | list | nil
---@param subject string
---@param pattern string
---@return string|string[]|nil
function text.match(subject, pattern) end

---所有匹配，同 match。
---text.all(subject, pattern) -> list
---@param subject string
---@param pattern string
---@return string[]
function text.all(subject, pattern) end

---含有某词，或列表中任一词。
---text.contains(subject, word | words) -> boolean
---@param subject string
---@param word string|string[]
---@return boolean
function text.contains(subject, word) end

---全部替换；\\1 引用分组。
---text.replace(subject, pattern, by) -> text
---@param subject string
---@param pattern string
---@param by string
---@return string
function text.replace(subject, pattern, by) end

---按分隔切开。
---text.split(subject, separator) -> list
---@param subject string
---@param separator string
---@return string[]
function text.split(subject, separator) end

---去掉所有空白。
---text.squeeze(subject) -> text
---@param subject string
---@return string
function text.squeeze(subject) end

---去掉两端空白。
---text.trim(subject) -> text
---@param subject string
---@return string
function text.trim(subject) end

---全角转半角等（NFKC），只用于比较。
---text.fold(subject) -> text
---@param subject string
---@return string
function text.fold(subject) end

---名称的比较形式：去空白、序号、“其中：”。
---text.label(name) -> text
---@param name string
---@return string
function text.label(name) end

---两个名称是否同一（按比较形式）。
---text.same(a, b) -> boolean
---@param a string
---@param b string
---@return boolean
function text.same(a, b) end

---字数。
---text.length(subject) -> integer
---@param subject string
---@return integer
function text.length(subject) end
