"""The compact table is derived from the public description of the API."""

from simulator.derive import derive


def field(
    name: str, *types: str, required: bool = True, description: str = ""
) -> dict[str, object]:
    return {"name": name, "types": types, "required": required, "description": description}


def test_methods_and_the_types_they_need_are_kept() -> None:
    api = {
        "version": "Bot API 1",
        "methods": {
            "getMe": {},
            "sendAlbum": {
                "fields": [
                    field("chat_id", "Integer", "String"),
                    field("media", "Array of Media"),
                    field("silent", "Boolean", required=False),
                ]
            },
        },
        "types": {
            "Media": {"subtypes": ["MediaPhoto"]},
            "MediaPhoto": {
                "fields": [
                    field("type", "String", description="Type of the media, must be photo"),
                    field("next", "Media", required=False),
                ]
            },
            "NeverTaken": {"fields": []},
        },
    }
    assert derive(api) == {
        "version": "Bot API 1",
        "methods": {
            "getMe": {},
            "sendAlbum": {
                "chat_id!": "Integer|String",
                "media!": "Array of Media",
                "silent": "Boolean",
            },
        },
        "types": {
            "Media": ["MediaPhoto"],
            "MediaPhoto": {"type!": "=photo", "next": "Media"},
        },
    }
