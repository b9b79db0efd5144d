"""The two markup languages of the Bot API: HTML and MarkdownV2."""

import html
import re
from dataclasses import dataclass, field
from typing import Any

from simulator.refusal import Refusal, bad_request

Entity = dict[str, Any]

_TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline",
    "ins": "underline", "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "code": "code", "pre": "pre", "a": "text_link", "tg-spoiler": "spoiler", "span": "spoiler",
    "blockquote": "blockquote", "tg-emoji": "custom_emoji",
}  # fmt: skip
_TAG = re.compile(r"<(?P<close>/)?(?P<name>[a-zA-Z][\w-]*)(?P<attributes>[^<>]*)>|(?P<stray><)")
_ATTRIBUTE = re.compile(r"""([\w-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+)))?""")
_MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_LINK = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _cannot_parse(problem: str) -> Refusal:
    return bad_request(f"can't parse entities: {problem}")


@dataclass(slots=True)
class _Writer:
    """Plain text so far, with the entities opened and closed in it."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    entities: list[Entity] = field(default_factory=list)

    def write(self, text: str) -> None:
        self.parts.append(text)
        self.at += _units(text)

    def close(self, kind: str, start: int, **extra: str) -> None:
        if self.at > start:
            entity = {"type": kind, "offset": start, "length": self.at - start, **extra}
            self.entities.append(entity)

    def result(self) -> tuple[str, list[Entity]]:
        return "".join(self.parts), self.entities


def parse_html(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and entities of a text in HTML style."""
    out, open_tags, last = _Writer(), list[tuple[str, int, dict[str, str]]](), 0
    for match in _TAG.finditer(source):
        out.write(html.unescape(source[last : match.start()]))
        last = match.end()
        offset = len(source[: match.start()].encode())
        if match["stray"]:
            raise _cannot_parse(f"Unclosed start tag at byte offset {offset}")
        name = match["name"].lower()
        if not match["close"]:
            open_tags.append((name, out.at, _attributes(name, match["attributes"], offset)))
            continue
        if not open_tags or open_tags[-1][0] != name:
            expected = f', expected "</{open_tags[-1][0]}>", found "</{name}>"' if open_tags else ""
            raise _cannot_parse(f"Unmatched end tag at byte offset {offset}{expected}")
        _, start, attributes = open_tags.pop()
        kind, extra = _html_entity(name, attributes)
        if kind:
            out.close(kind, start, **extra)
    out.write(html.unescape(source[last:]))
    if open_tags:
        raise _cannot_parse(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return out.result()


def _attributes(name: str, written: str, offset: int) -> dict[str, str]:
    pairs = _ATTRIBUTE.findall(written)
    attributes = {key.lower(): html.unescape(a or b or c) for key, a, b, c in pairs}
    wrong_span = name == "span" and attributes.get("class") != "tg-spoiler"
    if name not in _TAGS or wrong_span:
        raise _cannot_parse(f'Unsupported start tag "{name}" at byte offset {offset}')
    return attributes


def _html_entity(name: str, attributes: dict[str, str]) -> tuple[str | None, dict[str, str]]:
    match name:
        case "a":
            url = attributes.get("href", "")
            return ("text_link", {"url": url}) if url else (None, {})
        case "tg-emoji":
            return "custom_emoji", {"custom_emoji_id": attributes.get("emoji-id", "")}
        case "blockquote" if "expandable" in attributes:
            return "expandable_blockquote", {}
    return _TAGS[name], {}


def parse_markdown(source: str) -> tuple[str, list[Entity]]:
    """Return the plain text and entities of a text in MarkdownV2 style."""
    return _Markdown(source).parse()


class _Markdown:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.out = _Writer()
        self.open: list[tuple[str, int, int]] = []
        self.quote: int | None = None

    def parse(self) -> tuple[str, list[Entity]]:
        while self.at < len(self.source):
            self._step()
        if self.quote is not None:
            self.out.close("blockquote", self.quote)
        if self.open:
            mark, _, begun = self.open[-1]
            kind = _MARKS.get(mark, "text_link").capitalize()
            raise _cannot_parse(
                f"Can't find end of {kind} entity at byte offset {self._bytes(begun)}"
            )
        return self.out.result()

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _step(self) -> None:
        char, following = self.source[self.at], self.source[self.at + 1 : self.at + 2]
        starts_line = self.at == 0 or self.source[self.at - 1] == "\n"
        if char == "\\" and following and ord(following) < 127:
            self.out.write(following)
            self.at += 2
        elif char == "`":
            self._code("```" if self.source.startswith("```", self.at) else "`")
        elif char == ">" and starts_line:
            self.quote = self.out.at if self.quote is None else self.quote
            self.at += 1
        elif char in "*_~" or (char == "|" and following == "|"):
            self._mark("__" if char + following == "__" else "||" if char == "|" else char)
        elif char == "[":
            self.open.append(("[", self.out.at, self.at))
            self.at += 1
        elif char == "]" and self.open and self.open[-1][0] == "[":
            self._link()
        elif char in _RESERVED:
            raise _cannot_parse(
                f"Character '{char}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            self._plain(char)

    def _plain(self, char: str) -> None:
        if char == "\n" and self.quote is not None and self.source[self.at + 1 :][:1] != ">":
            self.out.close("blockquote", self.quote)
            self.quote = None
        self.out.write(char)
        self.at += 1

    def _mark(self, mark: str) -> None:
        if self.open and self.open[-1][0] == mark:
            _, start, _ = self.open.pop()
            self.out.close(_MARKS[mark], start)
        else:
            self.open.append((mark, self.out.at, self.at))
        self.at += len(mark)

    def _code(self, fence: str) -> None:
        kind = "pre" if len(fence) == 3 else "code"
        body = re.compile(r"((?:\\.|[^`\\])*)" + fence, re.DOTALL).match(
            self.source, self.at + len(fence)
        )
        if body is None:
            raise _cannot_parse(
                f"Can't find end of {kind.capitalize()} entity at byte offset"
                f" {self._bytes(self.at)}"
            )
        start = self.out.at
        language = re.match(r"(\w+)\n", body[1]) if kind == "pre" else None
        code = body[1][language.end() :] if language else body[1]
        self.out.write(re.sub(r"\\(.)", r"\1", code, flags=re.DOTALL))
        self.out.close(kind, start, **({"language": language[1]} if language else {}))
        self.at = body.end()

    def _link(self) -> None:
        _, start, _ = self.open.pop()
        target = _LINK.match(self.source, self.at)
        if target is None:
            raise _cannot_parse("Character ']' is reserved and must be escaped with the preceding"
                                " '\\'")  # fmt: skip
        self.out.close("text_link", start, url=re.sub(r"\\(.)", r"\1", target[1]))
        self.at = target.end()
