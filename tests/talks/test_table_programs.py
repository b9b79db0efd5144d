"""Tables as the programs of offices save them, part by part by the documents of their formats.

Office Open XML: ECMA-376, part 1, 18 (SpreadsheetML); separated values: RFC 4180 and "sep=".
"""

from community.imports.rows import PersonRow
from handlers.people.imports.reading import read
from handlers.people.imports.words import said
from tests.talks.tables import HOME, csv
from tests.talks.workbooks import workbook

ROOT = "广安街道"
STEPS = tuple(HOME.split("/"))
TITLE = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"/><c r="C1"/><c r="D1"/></row>'
HEADS = (
    '<row r="2" spans="1:4" ht="14.25"><c r="A2" s="3" t="s"><v>1</v></c>'
    '<c r="B2" t="s"><v>2</v></c><c r="C2" t="inlineStr"><is><t>住址</t></is></c>'
    '<c r="D2" t="inlineStr"><is><r><t>同意</t></r><r><t>方式</t></r></is></c></row>'
)
# Rich text with the reading above it, spaces that count, signs no keyboard has.
STRINGS = (
    "<si><t>广安社区居民登记表</t></si>"
    '<si><t xml:space="preserve"> 姓  名 </t></si>'
    "<si><r><rPr><b/></rPr><t>电话</t></r><r><t>*</t></r></si>"
    "<si><r><t>赵</t></r><r><rPr><sz val='11'/><rFont val='宋体'/></rPr><t>奶奶</t></r>"
    '<rPh sb="0" eb="1"><t>zhao</t></rPh><phoneticPr fontId="1"/></si>'
    f"<si><t>{HOME.replace('3号楼', '３号楼')}_x000D_\n</t></si>"
    "<si><t>口头</t></si>"
)
GRANNY = (
    '<row r="3"><c r="A3" t="s"><v>3</v></c><c r="B3"><v>1.3900001111E10</v></c>'
    '<c r="C3" t="s"><v>4</v></c><c r="D3" t="s"><v>5</v></c></row>'
)


def wrong(content: bytes) -> list[str]:
    return [said(problem, "zh") for problem in read(content, ROOT, "zh")[1]]


def test_a_table_under_its_title_with_rich_text_filters_and_empty_rows_to_the_end() -> None:
    styled = "".join(f'<row r="{at}" s="3"><c r="A{at}" s="3"/></row>' for at in range(4, 3000))
    rows = TITLE + HEADS + GRANNY + styled + '<row r="1048576"><c r="D1048576" s="1"/></row>'
    after = (
        '<autoFilter ref="A2:D3"/><mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>'
        '<dataValidations count="1"><dataValidation type="list" sqref="D3:D999">'
        '<formula1>"口头,书面,电话"</formula1></dataValidation></dataValidations>'
    )
    book, problems = read(workbook(rows, STRINGS, after), ROOT, "zh")
    assert problems == []
    assert book.people == [
        PersonRow("Sheet1", 3, "赵奶奶", "13900001111", STEPS, None, (), "oral", None)
    ]


def test_a_day_is_told_from_a_number_whatever_the_calendar_begins_with() -> None:
    day = GRANNY.replace('<c r="C3" t="s"><v>4</v></c>', '<c r="C3" s="{}"><v>46084</v></c>')
    for settings in ("", 'date1904="1"'):
        for style in (1, 2):
            book = workbook(HEADS + day.format(style), STRINGS, "", settings)
            assert wrong(book) == ["“Sheet1”第 3 行：这一格变成了日期，请改成文本：住址"]


def test_separated_values_as_they_are_saved_in_china() -> None:
    head, row = (
        ("姓名", "电话", "住址", "同意方式"),
        ("赵奶奶", "１３９００００１１１１", HOME, "口头"),
    )
    line = ",".join(f'"{cell}"' for cell in row)
    for content in (
        csv(head, row, ("", "", "", ""), ("", "", "", ""), encoding="gbk"),
        b"\xef\xbb\xbfsep=,\r\n" + csv(head, row),
        csv(("居民登记表", "", "", ""), head, row, encoding="gb18030"),
        f"{'	'.join(head)}\n{'	'.join(row)}\n".encode("utf-16"),
        f"{'，'.join(head)}\n{'，'.join(row)}".encode(),
        f"{','.join(head)}\r\n{line}\r\n\x1a".encode("gb18030"),
    ):
        book, problems = read(content, ROOT, "zh")
        assert problems == [], content
        [person] = book.people
        assert (person.name, person.phone, person.home) == ("赵奶奶", "13900001111", STEPS)
