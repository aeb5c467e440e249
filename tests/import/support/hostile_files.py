"""Small builders of files that are damaged, hostile or not what their names say; each gives bytes."""

import io
import random
import struct
import warnings
import zipfile
import zlib

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# Entities that unpack to ten milliards of characters.
ENTITIES = "<!DOCTYPE x [<!ENTITY a0 'xxxxxxxxxx'>%s]>" % "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 10))


def noise(size, seed=1):
    return random.Random(seed).randbytes(size)


def archive(members):
    """`members`: pairs of name and content; a name may stand twice."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")
        for name, content in members:
            packed.writestr(name, content)
    return out.getvalue()


def relations(*all_of_them):
    parts = "".join(f'<Relationship Id="{id}" Type="{RELATION}{kind}" Target="{target}"/>' for id, kind, target in all_of_them)
    return f"<Relationships>{parts}</Relationships>"


def lines_sheet(lines):
    """One text a row, in column A."""
    rows = "".join(f'<row r="{i}"><c r="A{i}" t="inlineStr"><is><t>{text}</t></is></c></row>' for i, text in enumerate(lines, 1))
    return f"<sheetData>{rows}</sheetData>"


def xlsx(content="", prolog="", strings="", more=(), **parts):
    """`parts`: content by the last name of a part, as in `workbook=…`; None leaves it out."""
    names = {
        "rels": "_rels/.rels",
        "workbook": "xl/workbook.xml",
        "links": "xl/_rels/workbook.xml.rels",
        "strings": "xl/sharedStrings.xml",
        "sheet": "xl/worksheets/s1.xml",
    }
    contents = {
        "rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "workbook": '<workbook><sheets><sheet name="表一" sheetId="1" r:id="r1"/></sheets></workbook>',
        "links": relations(("r1", "worksheet", "worksheets/s1.xml"), ("r2", "sharedStrings", "sharedStrings.xml")),
        "strings": f"<sst>{strings}</sst>",
        "sheet": f"{prolog}<worksheet>{content}</worksheet>",
        **parts,
    }
    members = [("[Content_Types].xml", "<Types/>")]
    members += [(names[name], part) for name, part in contents.items() if part is not None]
    return archive([*members, *more])


def cell(inside, attributes='r="A1"'):
    return f'<sheetData><row r="1"><c {attributes}>{inside}</c></row></sheetData>'


def styled(code):
    """A sheet whose one figure has that number format."""
    links = relations(("r1", "worksheet", "worksheets/s1.xml"), ("r2", "styles", "styles.xml"))
    styles = f'<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{code}"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="200"/></cellXfs></styleSheet>'
    return xlsx(cell("<v>5.25</v>", 'r="A1" s="1"'), links=links, more=[("xl/styles.xml", styles)])


def paragraphs(lines):
    return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in lines)


def docx(body, more=(), links=None):
    members = [("[Content_Types].xml", "<Types/>"), ("_rels/.rels", relations(("r1", "officeDocument", "word/document.xml")))]
    members += [("word/document.xml", body if body.startswith("<!") else f"<w:document><w:body>{body}</w:body></w:document>")]
    if links:
        members += [("word/_rels/document.xml.rels", links)]
    return archive([*members, *more])


def pdf(objects, trailer=""):
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + (content if isinstance(content, bytes) else content.encode()) + b"\nendobj\n"
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{table}\n%%EOF\n".encode()
    return bytes(out)


def paged_pdf(pages, catalog=""):
    """`pages`: the drawing of each."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog}>>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, drawing in enumerate(pages):
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>")
        objects.append(f"<< /Length {len(drawing)} >>\nstream\n{drawing}\nendstream")
    return pdf(objects)


def drawn(text):
    return f"BT /F 12 Tf 50 700 Td ({text}) Tj ET"


def encrypted_pdf():
    key = f"<< /Filter /Standard /V 1 /R 2 /O <{'41' * 32}> /U <{'42' * 32}> /P -4 >>"
    return pdf(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>", key], "/Encrypt 3 0 R /ID [<41><41>] ")


def ole(stream):
    """An old office file as far as its directory."""
    return OLE + bytes(600) + stream.encode("utf-16-le") + bytes(600)


def lying_sizes(packed):
    """The directory says that every member has ten bytes."""
    out = bytearray(packed)
    at = out.find(b"PK\x01\x02")
    while at >= 0:
        out[at + 24 : at + 28] = struct.pack("<I", 10)
        at = out.find(b"PK\x01\x02", at + 4)
    return bytes(out)


def gzipped(content):
    return zlib.compress(content, wbits=31)
