"""Tables of places and people as offices send them in."""

import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook

PLACES = ("街道", "社区", "小区", "楼栋", "单元", "户")
PEOPLE = ("姓名", "电话", "住址", "角色", "角色范围", "同意方式", "见证人")
HOME = "广安社区/森林公园小区/3号楼/2单元"

Rows = Sequence[Sequence[object]]


def xlsx(sheets: Mapping[str, Rows]) -> bytes:
    """A spreadsheet with these sheets."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def csv(*rows: Sequence[str], encoding: str = "utf-8") -> bytes:
    """A file of comma separated values."""
    return "\r\n".join(",".join(row) for row in rows).encode(encoding)


def both(places: Rows = (), people: Rows = ()) -> bytes:
    """A spreadsheet as the template has it."""
    return xlsx({"地点": [PLACES, *places], "人员": [PEOPLE, *people]})
