"""Invented final accounts that add up, and a printer that loses the borders of their tables as PDF text does."""
import random

FUNCTIONS = ["一般公共服务支出", "外交支出", "国防支出", "公共安全支出", "教育支出", "科学技术支出", "文化旅游体育与传媒支出",
             "社会保障和就业支出", "卫生健康支出", "节能环保支出", "城乡社区支出", "农林水支出", "交通运输支出",
             "资源勘探工业信息等支出", "商业服务业等支出", "金融支出", "援助其他地区支出", "自然资源海洋气象等支出",
             "住房保障支出", "粮油物资储备支出", "国有资本经营预算支出", "灾害防治及应急管理支出", "其他支出"]
CODES = {"一般公共服务支出": "201", "教育支出": "205", "科学技术支出": "206", "社会保障和就业支出": "208", "卫生健康支出": "210",
         "农林水支出": "213", "住房保障支出": "221", "其他支出": "229"}
NAMES = ["行政运行", "一般行政管理事务", "机关服务", "事业运行", "培训支出", "行政单位离退休", "死亡抚恤", "住房公积金", "信息化建设",
         "其他教育支出", "公务员医疗补助", "机关事业单位基本养老保险缴费支出", "其他优抚支出", "病虫害控制", "法制建设"]
NUMERALS = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]
ECONOMIC = {
    "301": ("工资福利支出", [("30101", "基本工资"), ("30102", "津贴补贴"), ("30103", "奖金"), ("30106", "伙食补助费"),
                        ("30108", "机关事业单位基本养老保险缴费"), ("30113", "住房公积金"), ("30199", "其他工资福利支出")]),
    "303": ("对个人和家庭的补助", [("30301", "离休费"), ("30302", "退休费"), ("30305", "生活补助"), ("30309", "奖励金")]),
    "302": ("商品和服务支出", [("30201", "办公费"), ("30202", "印刷费"), ("30205", "水费"), ("30206", "电费"), ("30207", "邮电费"),
                         ("30211", "差旅费"), ("30215", "会议费"), ("30217", "公务接待费"), ("30228", "工会经费"),
                         ("30231", "公务用车运行维护费"), ("30299", "其他商品和服务支出")]),
    "307": ("债务利息及费用支出", [("30701", "国内债务付息"), ("30702", "国外债务付息")]),
    "310": ("资本性支出", [("31002", "办公设备购置"), ("31003", "专用设备购置"), ("31099", "其他资本性支出")]),
}


def numeral(n):
    if n <= 10:
        return NUMERALS[n - 1]
    tens, ones = divmod(n, 10)
    return ("" if tens == 1 else NUMERALS[tens - 1]) + "十" + (NUMERALS[ones - 1] if ones else "")


class Style:
    """How one place prints: decimals, separators, line numbers, how the text is cut."""

    def __init__(self, rng, **fixed):
        self.rng = rng
        self.commas = fixed.get("commas", rng.random() < 0.6)
        self.yuan = fixed.get("yuan", rng.random() < 0.3)
        self.wrap = fixed.get("wrap", rng.random() < 0.5)       # long names over two lines
        self.glue = fixed.get("glue", rng.random() < 0.5)       # figures glued to what follows
        self.pages = fixed.get("pages", rng.random() < 0.5)     # page numbers within tables
        self.blank_lines = fixed.get("blank_lines", rng.random() < 0.5)
        self.numbers = fixed.get("numbers", rng.random() < 0.8)  # 公开01表
        self.negative = fixed.get("negative", rng.random() < 0.2)
        self.lines = fixed.get("lines", rng.random() < 0.8)     # 行次
        self.unit = "元" if self.yuan else "万元"

    def money(self, cents):
        if cents is None:
            return None
        whole, part = divmod(abs(cents), 100)
        text = f"{whole:,}" if self.commas else str(whole)
        return ("-" if cents < 0 else "") + f"{text}.{part:02d}"


def table(name, columns, rows, **more):
    return {"name": name, "columns": columns, "rows": rows, **more}


def row(label, cells, code=None, line=None, side=None):
    return {"label": label, "code": code, "line": line, "side": side, "cells": cells}


class Accounts:
    """One department's year: leaves of the function tree with their sources and uses, all in cents."""

    def __init__(self, rng, style):
        self.rng, self.style = rng, style
        self.scale = 10_000 if style.yuan else 1
        classes = sorted(rng.sample(sorted(CODES.items()), rng.randint(1, 5)), key=lambda item: item[1])
        self.leaves = []  # (code, name, income by column, spending by column)
        self.names = {}
        for label, code in classes:
            self.names[code] = label
            for middle in sorted(rng.sample(range(1, 30), rng.randint(1, 3))):
                parent = f"{code}{middle:02d}"
                self.names[parent] = rng.choice(NAMES) + "事务"
                for last in sorted(rng.sample(range(1, 99), rng.randint(1, 5))):
                    leaf = f"{parent}{last:02d}"
                    self.names[leaf] = rng.choice(NAMES)
                    self.leaves.append(leaf)
        self.kinds_in = rng.choice([[0], [0], [0, 5], [0, 2], [0, 2, 5], [0, 1, 5]])
        self.kinds_out = rng.choice([[0, 1], [0, 1], [0, 1], [0, 1, 3], [0, 1, 2], [0], [1]])
        self.income = {leaf: self.spread(6, self.kinds_in, 0.75) for leaf in self.leaves}
        self.spending = {leaf: self.spread(5, self.kinds_out, 0.7) for leaf in self.leaves}
        self.general = {leaf: [self.spending[leaf][0], self.spending[leaf][1]] for leaf in self.leaves}

    def amount(self):
        rng = self.rng
        cents = rng.choice([rng.randint(1, 9999), rng.randint(100, 999_999), rng.randint(10_000, 99_999_999)])
        if self.style.negative and rng.random() < 0.05:
            cents = -cents
        return cents * self.scale

    def spread(self, count, kinds, one):
        """Mostly one kind, at times several."""
        cells = [None] * count
        chosen = [self.rng.choice(kinds)] if self.rng.random() < one else self.rng.sample(kinds, self.rng.randint(1, len(kinds)))
        for kind in chosen:
            cells[kind] = self.amount()
        return cells

    def split(self, whole, names):
        """`whole` in random parts over some of the names."""
        if not whole:
            return {}
        chosen = self.rng.sample(names, self.rng.randint(3, len(names) * 2 // 3))
        parts, rest = {}, whole
        for name in chosen[:-1]:
            parts[name] = self.rng.randint(1, max(1, abs(rest) // 3)) * (1 if rest > 0 else -1)
            rest -= parts[name]
        parts[chosen[-1]] = rest
        return {name: value for name, value in parts.items() if value}

    @staticmethod
    def total(rows):
        """Sums by column; a column that nobody prints stays blank."""
        sums = []
        for column in zip(*rows):
            printed = [value for value in column if value is not None]
            sums.append(sum(printed) if printed else None)
        return sums

    @staticmethod
    def with_sum(cells):
        printed = [value for value in cells if value is not None]
        return [sum(printed) if printed else None] + cells

    def tree(self, cells_by_leaf, total_first=True):
        rows = []
        codes = sorted(set(code[:size] for code in cells_by_leaf for size in (3, 5, 7)))
        for code in codes:
            below = [cells for leaf, cells in cells_by_leaf.items() if leaf.startswith(code)]
            rows.append((code, self.names[code], self.with_sum(self.total(below))))
        closing = (None, "合计", self.with_sum(self.total(list(cells_by_leaf.values()))))
        return [closing] + rows if total_first else rows + [closing]


# ---------------------------------------------------------------- the tables

def coded(style, name, columns, tree):
    rows = [row(label, dict(zip(columns, map(style.money, cells))), code=code) for code, label, cells in tree]
    return table(name, columns, rows, kind="coded")


def make_tables(accounts, style, form):
    """The tables of one disclosure in the order of `form`; truth as the JSON form has it."""
    rng = accounts.rng
    total_in = sum(value for cells in accounts.income.values() for value in cells if value is not None)
    total_out = sum(value for cells in accounts.spending.values() for value in cells if value is not None)
    tables = {}
    tables["income"] = coded(style, "收入决算表",
                             ["本年收入合计", "财政拨款收入", "上级补助收入", "事业收入", "经营收入", "附属单位上缴收入", "其他收入"],
                             accounts.tree(accounts.income))
    tables["spending"] = coded(style, "支出决算表",
                               ["本年支出合计", "基本支出", "项目支出", "上缴上级支出", "经营支出", "对附属单位补助支出"],
                               accounts.tree(accounts.spending))
    general = {leaf: cells for leaf, cells in accounts.general.items() if any(value is not None for value in cells)}
    general = general or {accounts.leaves[0]: [accounts.amount(), None]}
    tables["general"] = coded(style, form.get("general", "一般公共预算财政拨款支出决算表"),
                              ["本年支出/小计", "本年支出/基本支出", "本年支出/项目支出"], accounts.tree(general))
    tables["fund"] = table("政府性基金预算财政拨款收入支出决算表",
                           ["年初结转和结余", "本年收入", "本年支出/小计", "本年支出/基本支出", "本年支出/项目支出", "年末结转和结余"],
                           [row("合计", dict.fromkeys(["年初结转和结余", "本年收入", "本年支出/小计", "本年支出/基本支出",
                                                     "本年支出/项目支出", "年末结转和结余"]))], kind="empty")
    tables["capital"] = table("国有资本经营预算财政拨款支出决算表", ["本年支出/合计", "本年支出/基本支出", "本年支出/项目支出"],
                              [row("合计", dict.fromkeys(["本年支出/合计", "本年支出/基本支出", "本年支出/项目支出"]))], kind="empty")
    tables["total"] = make_total(accounts, style, total_in, total_out)
    tables["fiscal"] = make_fiscal(accounts, style, general)
    tables["basic"] = make_basic(accounts, style, form.get("basic", "一般公共预算财政拨款基本支出决算表"))
    tables["sangong"] = make_sangong(accounts, style, form.get("sangong", "一般公共预算财政拨款“三公”经费支出决算表"))
    tables["purchase"] = make_purchase(accounts, style)
    return [tables[key] for key in form["order"]]


def two_sides(style, left, right, columns):
    """Rows of both sides with 行次 down the left side, then down the right."""
    height = max(len(left), len(right))
    rows = []
    for side, entries, first in (("收入", left, 1), ("支出", right, height + 1)):
        entries = entries[:-1] + [(None, [])] * (height - len(entries)) + entries[-1:]
        for offset, (label, cells) in enumerate(entries):
            names = columns[side]
            values = list(cells) + [None] * (len(names) - len(cells))
            if label is None and not style.lines:
                continue
            rows.append(row(label, dict(zip(names, map(style.money, values))), side=side,
                            line=str(first + offset) if style.lines else None))
    return rows


def function_rows(accounts, by_code, width):
    """All classes of the form with the figures of those that the department has."""
    rows = []
    for number, label in enumerate(FUNCTIONS, 1):
        cells = by_code.get(CODES.get(label), [None] * width)
        rows.append((f"{numeral(number)}、{label}", cells))
    return rows


def make_total(accounts, style, total_in, total_out):
    income = accounts.total(list(accounts.income.values()))
    spending = {}
    for code in sorted(set(leaf[:3] for leaf in accounts.leaves)):
        below = [cells for leaf, cells in accounts.spending.items() if leaf.startswith(code)]
        spending[code] = [sum(value for cells in below for value in cells if value is not None)]
    left = [("一、一般公共预算财政拨款收入", [income[0]]), ("二、政府性基金预算财政拨款收入", [None]),
            ("三、国有资本经营预算财政拨款收入", [None]), ("四、上级补助收入", [income[1]]), ("五、事业收入", [income[2]]),
            ("六、经营收入", [income[3]]), ("七、附属单位上缴收入", [income[4]]), ("八、其他收入", [income[5]])]
    opening = abs(total_out - total_in)
    functions = function_rows(accounts, spending, 1)
    left += [(None, [])] * (len(functions) - len(left))
    if total_out >= total_in:
        left += [("本年收入合计", [total_in]), ("使用非财政拨款结余", [None]), ("年初结转和结余", [opening]), ("总计", [total_out])]
        right = functions + [("本年支出合计", [total_out]), ("结余分配", [None]), ("年末结转和结余", [None]), ("总计", [total_out])]
    else:
        left += [("本年收入合计", [total_in]), ("使用非财政拨款结余", [None]), ("年初结转和结余", [None]), ("总计", [total_in])]
        right = functions + [("本年支出合计", [total_out]), ("结余分配", [None]), ("年末结转和结余", [opening]), ("总计", [total_in])]
    columns = {"收入": ["金额"], "支出": ["金额"]}
    return table("收入支出决算总表", ["金额"], two_sides(style, left, right, columns), kind="sides", widths=(1, 1))


def make_fiscal(accounts, style, general):
    by_code = {}
    for leaf, cells in general.items():
        by_code.setdefault(leaf[:3], []).append(sum(value for value in cells if value is not None))
    by_code = {code: [sum(values), sum(values), None, None] for code, values in by_code.items()}
    total = sum(cells[0] for cells in by_code.values())
    opening = accounts.amount() if accounts.rng.random() < 0.5 else None
    income = total - (opening or 0)
    functions = function_rows(accounts, by_code, 4)
    left = [("一、一般公共预算财政拨款", [income]), ("二、政府性基金预算财政拨款", [None]), ("三、国有资本经营预算财政拨款", [None])]
    left += [(None, [])] * (len(functions) - len(left))
    left += [("本年收入合计", [income]), ("年初财政拨款结转和结余", [opening]), ("一般公共预算财政拨款", [opening]), ("总计", [total])]
    right = functions + [("本年支出合计", [total, total, None, None]), ("年末财政拨款结转和结余", [None] * 4), (None, []),
                         ("总计", [total, total, None, None])]
    names = ["合计", "一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"]
    return table("财政拨款收入支出决算总表", ["金额"] + names, two_sides(style, left, right, {"收入": ["金额"], "支出": names}),
                 kind="sides", widths=(1, 4))


def make_basic(accounts, style, name):
    groups = [["301", "303"], ["302"], ["307", "310"]]
    rows, sums = [], {}
    basic = sum(cells[0] for cells in accounts.general.values() if cells[0] is not None)
    leaves = [code for members in groups for label in members for code, _ in ECONOMIC[label][1]]
    shares = accounts.split(basic, leaves)
    for members in groups:
        for code in members:
            label, leaves = ECONOMIC[code]
            values = [shares.get(leaf) for leaf, _ in leaves]
            sums[code] = accounts.total([[value] for value in values])[0]
            rows.append(row(label, {"决算数": style.money(sums[code])}, code=code))
            rows += [row(text, {"决算数": style.money(value)}, code=leaf) for (leaf, text), value in zip(leaves, values)]
    people = sum(sums[code] or 0 for code in ("301", "303")) or None
    things = sum(sums[code] or 0 for code in ("302", "307", "310")) or None
    rows += [row("人员经费合计", {"决算数": style.money(people)}), row("公用经费合计", {"决算数": style.money(things)})]
    return table(name, ["决算数"], rows, kind="groups", groups=groups)


def make_sangong(accounts, style, name):
    columns, cells = [], {}
    for head in ("预算数", "决算数"):
        car = f"{head}/公务用车购置及运行费"
        names = [f"{head}/合计", f"{head}/因公出国（境）费", f"{car}/小计", f"{car}/公务用车购置费", f"{car}/公务用车运行费",
                 f"{head}/公务接待费"]
        columns += names
        abroad, buy, run, guests = [(accounts.amount() if accounts.rng.random() < 0.6 else None) for _ in range(4)]
        cars = (buy or 0) + (run or 0) if (buy, run) != (None, None) else None
        whole = accounts.total([[abroad], [cars], [guests]])[0]
        cells.update(zip(names, map(style.money, [whole, abroad, cars, buy, run, guests])))
    return table(name, columns, [row(None, cells)] if any(cells.values()) else [], kind="wide")


def make_purchase(accounts, style):
    parts = [(name, accounts.amount()) for name in ("货物", "工程", "服务")]
    rows = [("合计", sum(value for _, value in parts))] + parts
    return table("政府采购情况表", ["金额"], [row(label, {"金额": style.money(value)}) for label, value in rows], kind="plain")


# ---------------------------------------------------------------- the printer

HEADS = {
    "income": ["项目", "本年收入合计 财政拨款收入 上级补助收入 事业收入 经营收入 附属单位上缴收入 其他收入功能分类", "科目编码", "科目名称"],
    "spending": ["项目", "本年支出合计 基本支出 项目支出 上缴上级支出 经营支出 对附属单位补助支出功能分类", "科目编码", "科目名称"],
}


class Printer:
    """Lines of text: cells joined by blanks, blank cells gone, borders gone."""

    def __init__(self, style):
        self.style, self.rng = style, style.rng
        self.lines = []
        self.page = 3

    def text(self):
        gap = "\n\n" if self.style.blank_lines else "\n"
        return gap.join(self.lines) + "\n"

    def line(self, *parts):
        """Parts with a blank between them; a figure may be glued to what follows."""
        text = ""
        for part in parts:
            if part is None:
                continue
            figure = text[-3:-2] == "." and text[-1:].isdigit()
            glued = self.style.glue and figure and not part[0].isdigit() and not part.startswith("-") and self.rng.random() < 0.5
            code = self.style.glue and figure and part.isdigit() and len(part) == 5 and self.rng.random() < 0.5
            text += part if not text or glued or code else " " + part
        if text:
            self.lines.append(text)
        if self.style.pages and self.rng.random() < 0.03:
            self.lines += ["", "", str(self.page), ""]
            self.page += 1

    def table(self, number, one, unit_name, year):
        printed = f"公开 {number:02d} 表" if self.style.numbers else None
        if printed and self.rng.random() < 0.5:
            self.line(one["name"] + " " + printed)
        else:
            self.line(one["name"])
            if printed:
                self.line(printed)
        self.line(f"部门：{unit_name} {year} 年度 金额单位：{self.style.unit}")
        getattr(self, "print_" + one["kind"])(one)
        self.line("注：本表反映部门本年度有关情况。" + ("本表无数据。" if one["kind"] == "empty" else ""))

    def head(self, columns):
        """Names of the last level, at times cut over lines."""
        top = [name.split("/")[0] for name in columns if "/" in name]
        words = ["项目"] + list(dict.fromkeys(top))
        self.lines.append(" ".join(words))
        self.lines.append("科目编码 科目名称 " + " ".join(name.split("/")[-1] for name in columns))
        self.lines.append("栏次 " + " ".join(str(n) for n in range(1, len(columns) + 1)))

    def named(self, code, label, cells):
        figures = [text for text in cells if text is not None]
        if self.style.wrap and len(label) > 9 and self.rng.random() < 0.6:
            cut = self.rng.randint(5, len(label) - 1)
            way = self.rng.choice(["before", "behind", "apart"])
            if way == "before" or not figures:
                self.line(code, label[:cut])
                self.line(label[cut:], *figures)
            elif way == "behind":
                self.line(code, label[:cut], *figures)
                self.line(label[cut:])
            else:
                self.line(label[:cut])
                self.line(code, *figures)
                self.line(label[cut:])
        else:
            self.line(code, label, *figures)

    def print_coded(self, one):
        self.head(one["columns"])
        for entry in one["rows"]:
            self.named(entry["code"], entry["label"], entry["cells"].values())

    print_empty = print_coded

    def print_sides(self, one):
        left = [entry for entry in one["rows"] if entry["side"] == "收入"]
        right = [entry for entry in one["rows"] if entry["side"] == "支出"]
        wide = one["widths"][1] > 1
        numbered = "行次 " if self.style.lines else ""
        self.lines.append("收入 支出")
        self.lines.append(f"项目 {numbered}金额 项目 {numbered}" + (" ".join(one["columns"][1:]) if wide else "金额"))
        if self.style.lines:
            self.lines.append("栏次 1 栏次 " + " ".join(str(n) for n in range(2, 2 + one["widths"][1])))
        for index in range(max(len(left), len(right))):
            parts = []
            for entries in (left, right):
                if index < len(entries):
                    entry = entries[index]
                    parts += [entry["label"], entry["line"]] + [text for text in entry["cells"].values() if text is not None]
            self.line(*parts)

    def print_groups(self, one):
        self.lines.append("人员经费 公用经费")
        self.lines.append(" ".join(["科目编码 科目名称 决算数"] * 3))
        columns = [[entry for entry in one["rows"] if entry["code"] and entry["code"][:3] in members] for members in one["groups"]]
        for index in range(max(map(len, columns))):
            parts = []
            for column in columns:
                if index < len(column):
                    entry = column[index]
                    parts += [entry["code"], entry["label"], entry["cells"]["决算数"]]
            self.line(*parts)
        closing = [entry for entry in one["rows"] if not entry["code"]]
        self.line(*[part for entry in closing for part in (entry["label"], entry["cells"]["决算数"])])

    def print_wide(self, one):
        self.lines += ["预算数 决算数", "合计", "因公出国", "（境）费", "公务用车购置及运行费", "公务接待费 合计", "因公出国", "（境）费",
                       "公务用车购置及运行费", "公务接待费", "小计", "公务用车购置", "费", "公务用车运行", "费", "小计", "公务用车购置", "费",
                       "公务用车运行", "费", "1 2 3 4 5 6 7 8 9 10 11 12"]
        for entry in one["rows"]:
            self.line(*[text for text in entry["cells"].values() if text is not None])

    def print_plain(self, one):
        self.lines.append("项目 金额")
        for entry in one["rows"]:
            self.line(entry["label"], *[text for text in entry["cells"].values() if text is not None])


def narrative(tables, style):
    """What the text says of the totals, cut into lines anywhere."""
    text = ""
    for one in tables:
        if one["kind"] != "coded":
            continue
        total = next(entry for entry in one["rows"] if entry["label"] == "合计")
        parts = [f"{name.split('/')[-1]}{value}{style.unit}" for name, value in list(total["cells"].items())[1:] if value]
        text += f"本年合计{list(total['cells'].values())[0]}{style.unit}，其中：" + "；".join(parts) + "。"
    return [text[at:at + 31] for at in range(0, len(text), 31)]


FORMS = {
    "2020": {"order": ["total", "income", "spending", "fiscal", "general", "basic", "sangong", "fund", "capital"]},
    "2023": {"order": ["total", "income", "spending", "fiscal", "general", "basic", "fund", "capital", "sangong"],
             "basic": "一般公共预算财政拨款基本支出决算明细表", "sangong": "财政拨款“三公”经费支出决算表"},
    "short": {"order": ["spending", "general", "sangong"], "general": "一般公共预算支出决算表"},
    "more": {"order": ["total", "income", "spending", "purchase", "fiscal", "general", "basic"]},
}


def mistake(rng, tables):
    """One figure that does not add up, as departments print them at times."""
    rows = [entry for one in tables if one["kind"] == "coded" for entry in one["rows"] if any(entry["cells"].values())]
    entry = rng.choice(rows)
    column = rng.choice([name for name, text in entry["cells"].items() if text])
    text = entry["cells"][column]
    at = rng.choice([index for index, one in enumerate(text) if one.isdigit()])
    entry["cells"][column] = text[:at] + str((int(text[at]) + rng.randint(1, 8)) % 9 + (1 if at == 0 else 0)) + text[at + 1:]


def make(seed, mistakes=0, **fixed):
    """(text, tables) of one invented disclosure."""
    rng = random.Random(seed)
    style = Style(rng, **fixed)
    accounts = Accounts(rng, style)
    tables = make_tables(accounts, style, rng.choice(list(FORMS.values())))
    for _ in range(mistakes):
        mistake(rng, tables)
    printer = Printer(style)
    printer.lines += ["某市档案馆 2022 年度部门决算", "一、部门概况", "本部门内设处室若干。", "二、部门决算报表"]
    for number, one in enumerate(tables, 1):
        printer.table(number, one, "某市档案馆", 2022)
    printer.lines += ["三、部门决算情况说明", "本部门收支平衡，无其他事项。"]
    if rng.random() < 0.7:
        printer.lines += narrative(tables, style)
    return printer.text(), tables
