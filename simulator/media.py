"""Photos, documents and the rest: from uploads to the objects of a message."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from simulator import polls
from simulator.files import UPLOAD_LIMIT, File, Upload, picture_size, sample_picture
from simulator.people import Person
from simulator.refusal import bad_request, not_implemented

if TYPE_CHECKING:
    from simulator.telegram import Telegram

JSON = dict[str, Any]

_SAMPLES = {
    "document": Upload("说明.txt", "text/plain", "一份示例文件。\n".encode()),
    "animation": Upload("wave.mp4", "video/mp4", b"\0\0\0\x18ftypmp42" + bytes(40)),
    "audio": Upload("song.mp3", "audio/mpeg", b"ID3" + bytes(60)),
    "video_note": Upload("note.mp4", "video/mp4", b"\0\0\0\x18ftypmp42" + bytes(50)),
    "voice": Upload("voice.ogg", "audio/ogg", b"OggS" + bytes(60)),
    "video": Upload("video.mp4", "video/mp4", b"\0\0\0\x18ftypmp42" + bytes(60)),
    "sticker": Upload("sticker.webp", "image/webp", b"RIFF\0\0\0\0WEBP" + bytes(20)),
}


def from_person(
    telegram: "Telegram", person: Person, kind: str, upload: Upload | None, fields: JSON
) -> JSON:
    """The content of a message a person sends."""
    match kind:
        case "location":
            return {"location": {"latitude": 36.65, "longitude": 117.02, **fields}}
        case "contact":
            own = {"first_name": person.first_name, "user_id": person.id}
            return {"contact": {"phone_number": "+8613900000000", **own, **fields}}
        case "photo":
            return keep(telegram, "photo", upload or sample_picture(telegram.events.seq), fields)
        case "venue":
            location = {"latitude": 36.65, "longitude": 117.02}
            venue = {"location": location, "title": "社区居委会", "address": "幸福路1号", **fields}
            return {"location": venue["location"], "venue": venue}
        case "poll":
            question, options = fields.get("question", "几点开会？"), fields.get("options")
            return {"poll": polls.described(telegram, question, options or ["九点", "十点"])}
        case "dice":
            return {"dice": {"emoji": "🎲", "value": telegram.rng.randint(1, 6)}}
    if kind in _SAMPLES:
        return keep(telegram, kind, upload or _SAMPLES[kind], fields)
    raise bad_request(f'nobody can send the kind "{kind}"')


def from_bot(
    telegram: "Telegram",
    kind: str,
    given: Upload | str,
    uploads: Mapping[str, Upload],
    **facts: Any,
) -> JSON:
    """The content of a message the bot sends: an upload, an attachment or a known file_id."""
    given = _attached(given, uploads)
    if isinstance(given, Upload):
        if not given.data:
            raise bad_request("file must be non-empty")
        if len(given.data) > UPLOAD_LIMIT:
            raise bad_request("file is too big")
        if kind == "photo" and picture_size(given.data) is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        small = _attached(facts.pop("thumbnail", ""), uploads)
        # A thumbnail cannot be used again, so Telegram ignores a file_id here.
        if isinstance(small, Upload):
            facts["thumbnail"] = keep(telegram, "photo", small, {})["photo"][0]
        return keep(telegram, kind, given, facts)
    if "://" in given:
        raise not_implemented("how to fetch a file from an address")
    file = telegram.files.by_id(given)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if file.kind != kind:
        raise bad_request(f"can't use file of type {file.kind.title()} as {kind.title()}")
    return described(file)


def _attached(given: Upload | str, uploads: Mapping[str, Upload]) -> Upload | str:
    """The upload a parameter names, or what was given."""
    if isinstance(given, Upload) or not given.startswith("attach://"):
        return given
    name = given.removeprefix("attach://")
    if name not in uploads:
        raise bad_request(f'there is no upload named "{name}" in the request')
    return uploads[name]


def keep(telegram: "Telegram", kind: str, upload: Upload, facts: JSON) -> JSON:
    """Keep the bytes and describe them as a field of Message."""
    return described(telegram.files.keep(kind, upload, **(_facts(kind, upload) | facts)))


def _facts(kind: str, upload: Upload) -> JSON:
    named = {"file_name": upload.name, "mime_type": upload.mime}
    match kind:
        case "photo":
            width, height = picture_size(upload.data) or (800, 600)
            return {"width": width, "height": height}
        case "voice":
            return {"duration": 3, "mime_type": upload.mime}
        case "video_note":
            return {"length": 240, "duration": 3}
        case "audio":
            return {"duration": 3, **named}
        case "video" | "animation":
            return {"width": 640, "height": 360, "duration": 3, **named}
        case "sticker":
            size = {"width": 512, "height": 512}
            return {**size, "type": "regular", "is_animated": False, "is_video": False}
    return named


def described(file: File) -> JSON:
    """The field of Message for a kept file."""
    match file.kind:
        case "photo":
            return {"photo": [file.described()]}
        case "animation":
            # Telegram adds the document for clients that know no animations.
            document = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type")
            described = file.described()
            plain = {name: described[name] for name in document if name in described}
            return {"animation": described, "document": plain}
    return {file.kind: file.described()}
