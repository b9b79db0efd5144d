"""What is read from a table file, and which files are not opened: nothing but cells comes in."""

import io
import zipfile
from datetime import date

import pytest

from community.imports.rows import PersonRow, PlaceRow
from handlers.people.imports import files
from handlers.people.imports.reading import read
from handlers.people.imports.template import template
from handlers.people.imports.words import said
from talk.words import LANGUAGES
from tests.talks.tables import HOME, PEOPLE, PLACES, both, csv, xlsx

ROOT = "广安街道"
STEPS = tuple(HOME.split("/"))
GRANNY = PersonRow("", 2, "赵奶奶", "13900001111", STEPS, None, (), "oral", None)


def problems(content: bytes) -> list[str]:
    """What is wrong with a file, in words."""
    return [said(problem, "zh") for problem in read(content, ROOT, "zh")[1]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_is_read_however_it_was_saved(encoding: str) -> None:
    content = csv(
        ("姓名", "电话", "住址", "同意方式"),
        ("赵奶奶", "139 0000 1111", HOME, "口头"),
        encoding=encoding,
    )
    assert read(content, ROOT, "zh")[0].people == [GRANNY]


def test_columns_stand_in_any_order_with_spaces_and_in_either_language() -> None:
    head = ("Home*", " 同 意 方 式 ", "姓名：", "Telephone")
    row = (f"{ROOT} / {HOME.replace('/', ' ／ ')}", "Orally", " 赵奶奶\u202e", 13900001111)
    book, wrong = read(xlsx({"": [head, row]}), ROOT, "zh")
    assert wrong == []
    [person] = book.people
    assert (person.name, person.phone, person.home) == ("赵奶奶", GRANNY.phone, STEPS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_empty_table_is_one_of_ours_and_runs_nothing(language: str) -> None:
    sheets = files.sheets(template(language))
    assert not any(
        cell.startswith(tuple("=+-@")) for s in sheets for _, row in s.rows for cell in row
    )
    assert read(template(language), ROOT, language)[1][0].reason == "empty"


def test_every_wrong_row_is_named_as_the_spreadsheet_counts() -> None:
    places = [
        (None, "新社区", None, "1号楼"),
        (None,) * 5,
        (None, "新社区", "=1+1"),
        (None, "新社区", "新小区", date(2026, 3, 1)),
        (None, "新社区", "一/二"),
        (None, None, "新小区"),
        (ROOT,),
    ]
    people = [
        ("赵奶奶", "12", HOME, None, None, "口头"),
        ("钱爷爷", None, None, "楼道长", HOME, "点头"),
        (None, None, HOME, "大王", None, "书面"),
        ("孙" * 41, "+8613900001111", HOME, None, None, "电话"),
        ("@SUM(1)", "-1", HOME, None, None, "电话"),
    ]
    assert problems(both(places, people)) == [
        "“地点”第 2 行：这一格不能空着：小区",
        "“地点”第 4 行：不收公式，也不收以 = + - @ 开头的内容：=1+1",
        "“地点”第 5 行：这一格变成了日期，请改成文本：楼栋",
        "“地点”第 6 行：名称里不能有斜杠：一/二",
        "“地点”第 7 行：这一格不能空着：社区",
        "“人员”第 2 行：这不像电话号码：12",
        "“人员”第 3 行：这一格不能空着：住址",
        "“人员”第 3 行：同意方式请写口头、书面或电话，不能写：点头",
        "“人员”第 3 行：有角色的人要填电话。",
        "“人员”第 4 行：这一格不能空着：姓名",
        "“人员”第 4 行：没有这个角色：大王",
        "“人员”第 4 行：这一格不能空着：角色范围",
        "“人员”第 4 行：有角色的人要填电话。",
        f"“人员”第 5 行：太长了：{'孙' * 40}",
        "“人员”第 6 行：不收公式，也不收以 = + - @ 开头的内容：@SUM(1)",
        "“人员”第 6 行：不收公式，也不收以 = + - @ 开头的内容：-1",
    ]


def test_wrong_columns_are_named() -> None:
    assert problems(csv(("名单",), ("赵奶奶",))) == [
        "第 1 行：第一行要写列名，和空白表格里的一样。"
    ]
    assert problems(csv((*PLACES, "层", "社区"))) == [
        "第 1 行：空白表格里没有这一列：层",
        "第 1 行：这一列写了两遍：社区",
    ]
    assert problems(csv(PEOPLE)) == ["表格里一行内容也没有。"]


def test_a_role_of_administrators_does_not_come_by_table() -> None:
    row = ("赵奶奶", "13900001111", HOME, "管理员", HOME, "口头", "")
    assert problems(csv(PEOPLE, row)) == ["第 2 行：没有这个角色：管理员"]


def with_part(name: str, content: bytes, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A spreadsheet in which one part is another."""
    old, made = zipfile.ZipFile(io.BytesIO(both())), io.BytesIO()
    with zipfile.ZipFile(made, "w", packed) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, content)
    return made.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
ENTITIES = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;">]><worksheet>&c;</worksheet>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'
FAR = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    '<row r="1"><c r="B1" t="inlineStr"><is><t>社区</t></is></c></row>'
    '<row r="1048577"><c r="A1048577" t="inlineStr"><is><t>新社区</t></is></c></row>'
    "</sheetData></worksheet>"
).encode()
TOO_LARGE, UNREADABLE = "表格太大了，请分成几个。", "这个文件读不出表格，请发 .xlsx 或 .csv。"


REFUSED = (
    (b"", "表格里一行内容也没有。"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\0", UNREADABLE),
    (bytes(3000), UNREADABLE),
    (b"\xff\xfe\x00\xd8", UNREADABLE),
    (b"PK\x03\x04" + bytes(200), UNREADABLE),
    (both()[:-300], UNREADABLE),
    (with_part(SHEET, b"<worksheet><sheetData>"), UNREADABLE),
    (with_part(SHEET, ENTITIES), UNREADABLE),
    (with_part(SHEET, OUTSIDE), UNREADABLE),
    (with_part(SHEET, ENTITIES.decode().encode("utf-16")), UNREADABLE),
    (with_part("xl/styles.xml", ENTITIES), UNREADABLE),
    (with_part(SHEET, FAR), TOO_LARGE),
    (with_part(SHEET, b"<a/>" * (files.TAGS_MOST + 1)), TOO_LARGE),
    (with_part("xl/media/image1.png", bytes(files.UNFOLDED_MOST)), TOO_LARGE),
    (with_part("../../../../tmp/x", b"x", zipfile.ZIP_LZMA), UNREADABLE),
    (csv(PLACES, *[("", f"社区{at}") for at in range(files.ROWS_MOST + 1)]), TOO_LARGE),
    (b'"' + b"a" * 200_000, UNREADABLE),
    (bytes(files.FILE_MOST + 1), TOO_LARGE),
)


@pytest.mark.parametrize(("content", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_table_or_too_much_is_refused(content: bytes, said: str) -> None:
    assert problems(content) == [said]


def test_names_of_parts_are_never_paths() -> None:
    book, wrong = read(with_part("../../x.xml", b"<a/>"), ROOT, "zh")
    assert (book.rows, [problem.reason for problem in wrong]) == ([], ["empty"])


def test_what_nobody_sees_is_taken_out() -> None:
    content = csv(("社区", "小区"), ("新\u200b社\u202e区", " 新 \t 小区\x07 "))
    assert read(content, ROOT, "zh")[0].places == [PlaceRow("", 2, "", ("新社区", "新 小区"))]
