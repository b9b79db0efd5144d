"""What people and the bot send besides text: kept bytes under file ids."""

import random
import struct
import zlib
from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]

UPLOAD_LIMIT = 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file as it came in a multipart body."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class File:
    """One kept file."""

    id: str
    unique_id: str
    kind: str
    path: str
    mime: str
    data: bytes
    facts: JSON

    def described(self) -> JSON:
        """The object of the Bot API that stands for this file in a message."""
        return {
            "file_id": self.id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
            **self.facts,
        }


class Files:
    """All kept files, found by file_id, by file_unique_id and by download path."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._by_id: dict[str, File] = {}
        self._by_unique_id: dict[str, File] = {}
        self._by_path: dict[str, File] = {}

    def keep(self, kind: str, upload: Upload, **facts: Any) -> File:
        """Keep an upload; the kind is the field of Message it will stand in."""
        suffix = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        file = File(
            id=self._token("AgACAgUAAxkBAA", 40),
            unique_id=self._token("AQAD", 12),
            kind=kind,
            path=f"{kind}s/file_{len(self._by_id)}.{suffix}",
            mime=upload.mime,
            data=upload.data,
            facts=facts,
        )
        self._by_id[file.id] = file
        self._by_unique_id[file.unique_id] = file
        self._by_path[file.path] = file
        return file

    def by_id(self, file_id: str) -> File | None:
        """The file a bot names."""
        return self._by_id.get(file_id)

    def by_unique_id(self, unique_id: str) -> File | None:
        """The file a page shows."""
        return self._by_unique_id.get(unique_id)

    def by_path(self, path: str) -> File | None:
        """The file a bot downloads."""
        return self._by_path.get(path)

    def _token(self, prefix: str, length: int) -> str:
        return prefix + "".join(self._rng.choices(_ALPHABET, k=length))


def sample_picture(number: int, width: int = 320, height: int = 240) -> Upload:
    """A small coloured PNG, another one for every number."""
    red, green, blue = (40 + number * factor % 150 for factor in (67, 131, 29))
    rows = bytearray()
    for y in range(height):
        shade = y * 60 // height
        rows += b"\0" + bytes((red + shade // 2, green + shade, blue + shade)) * width
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(rows))), (b"IEND", b""))
    data = b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)
    return Upload(f"picture-{number}.png", "image/png", data)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG, JPEG, GIF or WebP; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return 512, 512
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the frame header, which carries the size."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
