"""Workbooks as a spreadsheet would save them: read as rows of texts, written anew with nothing but cells."""

import io
import re
import zipfile
from xml.etree import ElementTree
from xml.sax.saxutils import escape

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def column_of(address):
    number = 0
    for letter in re.match(r"[A-Z]+", address)[0]:
        number = number * 26 + ord(letter) - 64
    return number - 1


def letters(column):
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


class Book:
    """sheets: name → rows of texts (None: no cell); xml: name → the sheet as it stands in the file; hidden: names."""

    def __init__(self, path):
        self.sheets, self.xml, self.hidden = {}, {}, set()
        with zipfile.ZipFile(path) as file:
            strings = []
            if "xl/sharedStrings.xml" in file.namelist():
                for item in ElementTree.fromstring(file.read("xl/sharedStrings.xml")).findall("m:si", NS):
                    strings.append("".join(item.itertext()))
            relations = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(file.read("xl/_rels/workbook.xml.rels"))}
            for sheet in ElementTree.fromstring(file.read("xl/workbook.xml")).find("m:sheets", NS):
                text = file.read("xl/" + relations[sheet.get(REL)]).decode()
                self.xml[sheet.get("name")] = text
                rows = []
                for cell in ElementTree.fromstring(text).iter("{%s}c" % NS["m"]):
                    row, column = int(re.search(r"\d+", cell.get("r"))[0]) - 1, column_of(cell.get("r"))
                    while len(rows) <= row:
                        rows.append([])
                    rows[row] += [None] * (column + 1 - len(rows[row]))
                    value = cell.find("m:v", NS)
                    if cell.get("t") == "inlineStr":
                        rows[row][column] = "".join(cell.find("m:is", NS).itertext())
                    elif value is not None:
                        rows[row][column] = strings[int(value.text)] if cell.get("t") == "s" else value.text
                self.sheets[sheet.get("name")] = rows

    def head(self, sheet, name):
        return self.sheets[sheet][0].index(name)

    def column(self, sheet, name):
        at = self.head(sheet, name)
        return [row[at] if at < len(row) else None for row in self.sheets[sheet][1:]]

    def answer(self, sheet, row, **texts):
        """Fills cells of the row (from 1) under the heads."""
        cells = self.sheets[sheet][row]
        for name, text in texts.items():
            at = self.head(sheet, name)
            cells += [None] * (at + 1 - len(cells))
            cells[at] = text

    def save(self, path):
        """Without styles, lists, protection and shared strings; a number where the text is an int."""

        def cell(row, column, value):
            address = f'r="{letters(column)}{row + 1}"'
            if isinstance(value, int):
                return f"<c {address}><v>{value}</v></c>"
            return f'<c {address} t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

        hidden = ("", ' state="hidden"')
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as file:
            names = list(self.sheets)
            file.writestr("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>')
            office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            package = "http://schemas.openxmlformats.org/package/2006/relationships"
            file.writestr("_rels/.rels", f'<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
            file.writestr("xl/workbook.xml", f'<workbook xmlns="{NS["m"]}" xmlns:r="{office}"><sheets>' + "".join(f'<sheet name="{escape(name)}" sheetId="{i + 1}"{hidden[name in self.hidden]} r:id="rId{i + 1}"/>' for i, name in enumerate(names)) + "</sheets></workbook>")
            file.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">' + "".join(f'<Relationship Id="rId{i + 1}" Type="{office}/worksheet" Target="worksheets/s{i + 1}.xml"/>' for i in range(len(names))) + "</Relationships>")
            for i, name in enumerate(names):
                rows = "".join(
                    f'<row r="{r + 1}">' + "".join(cell(r, c, value) for c, value in enumerate(row) if value is not None) + "</row>"
                    for r, row in enumerate(self.sheets[name])
                )
                file.writestr(f"xl/worksheets/s{i + 1}.xml", f'<worksheet xmlns="{NS["m"]}"><sheetData>{rows}</sheetData></worksheet>')
        path.write_bytes(out.getvalue())
        return path
