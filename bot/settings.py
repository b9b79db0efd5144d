"""Settings: from the environment or a .env file; each field's help is its line in .env.example."""

import os
import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.logs import LogFormat
from storage.cipher import Cipher
from storage.opening import POSTGRESQL, SQLITE
from talk.quiet import Hours
from talk.words import language_of

TELEGRAM = "https://api.telegram.org"
FILE = Path(".env")
OTHERS = 0o077  # the rights of everybody but the owner


class WrongSettings(Exception):
    """A setting is missing or wrong; the text is one clear sentence."""


class Settings(BaseSettings):
    """Everything an office decides before it starts the bot."""

    model_config = SettingsConfigDict(env_file=FILE, extra="ignore", frozen=True)

    bot_token: str = Field(
        min_length=10, description="The token @BotFather gave; keep it out of every other file."
    )
    secret_key: str = Field(
        min_length=40,
        description="Seals names, phones and stories; make one with: python -m bot secret."
        " To rotate, put the new one first and the old ones behind it, with commas.",
    )
    admin_ids: Annotated[frozenset[int], NoDecode] = Field(
        default=frozenset(),
        description="Telegram ids of the administrators, with commas; /help tells one's own.",
    )
    database_url: str = Field(
        default="sqlite:///data/linli.db",
        description="sqlite:///file, or postgresql://user:password@host/name.",
    )
    webhook_url: str = Field(
        default="",
        description="https address at which Telegram reaches LISTEN, for updates pushed; empty to"
        " fetch them.",
    )
    webhook_secret: str = Field(
        default="",
        description="With WEBHOOK_URL: 16 to 256 letters, digits, _ and -, of one's own choice.",
    )
    backup_dir: str = Field(
        default="",
        description="Folder of the backups, best on another disk; empty for one beside the"
        " database file.",
    )
    media_dir: str = Field(
        default="",
        description="Folder of the photos of cases, sealed; empty for one beside the database"
        " file, or data/media.",
    )
    bot_api_url: str = Field(
        default=TELEGRAM, description="Root of the Bot API server, without /bot."
    )
    timezone: str = Field(default="Asia/Shanghai", description="The zone of the office.")
    language: Literal["zh", "en"] = Field(
        default="zh", description="For people whose own language is not spoken here: zh or en."
    )
    listen: str = Field(
        default="127.0.0.1:8090",
        description="host:port of /healthz, /metrics and the webhook; empty for none.",
    )
    heartbeat_url: str = Field(
        default="",
        description="Pinged every minute while all is well, so that a watcher outside notices"
        " silence; empty for none.",
    )
    retention_days: int = Field(
        default=730,
        ge=30,
        description="Days after which ended cases lose texts, photos and numbers elsewhere, people"
        " only spoken for are forgotten, ended wishes, alarms and applications go, and wishes that"
        " still stand and complaints lose their words; figures stay.",
    )
    log_format: LogFormat = Field(
        default="text", description="text, or json for one object a line."
    )
    clock_url: str = Field(
        default="",
        description="For trials against the simulator: follow the clock at this address; empty for"
        " real time.",
    )
    quiet_hours: str = Field(
        default="21:30-07:30",
        description="When no notices go out; empty for never. Everybody may choose their own.",
    )
    notices_a_day: int = Field(
        default=3,
        ge=1,
        description="Notices and reminders a person gets one by one each day; the rest comes in"
        " one message. Alarms, answers and what becomes of one's own matters always come.",
    )
    updates_a_minute: int = Field(
        default=60,
        ge=0,
        description="Messages and taps of one person that are heard in a minute, after a burst;"
        " emergencies always are. 0 for no limit.",
    )
    reports_at_once: int = Field(
        default=5,
        ge=0,
        description="Reports one person may send in five minutes; what more they say is kept for"
        " later. 0 for no limit.",
    )
    double_tap_ms: int = Field(
        default=700,
        ge=0,
        description="Milliseconds after a tap in which another button of the same card does"
        " nothing: a finger that taps twice has not chosen it. 0 for trials by machines.",
    )
    pacing: Literal["telegram", "off"] = Field(
        default="telegram",
        description="telegram keeps to its limits; off only against a server of one's own.",
    )

    @property
    def media_folder(self) -> Path:
        """Where the photos of cases are kept."""
        if self.media_dir:
            return Path(self.media_dir)
        if not self.database_url.startswith(SQLITE):
            return Path("data/media")
        file = Path(self.database_url.removeprefix(SQLITE))
        return file.with_name(f"{file.name}.media")

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _ids(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        return frozenset(int(part) for part in value.split(",") if part.strip())

    @field_validator("secret_key")
    @classmethod
    def _keys(cls, value: str) -> str:
        Cipher.from_secret(value)
        return value

    @field_validator("database_url")
    @classmethod
    def _engine(cls, value: str) -> str:
        if not value.startswith((SQLITE, *POSTGRESQL)):
            raise ValueError("it must begin with sqlite:/// or postgresql://")
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _from_until(cls, value: str) -> str:
        if value and Hours.read(value) is None:
            raise ValueError("it must be like 21:30-07:30, or empty")
        return value

    @field_validator("listen")
    @classmethod
    def _host_and_port(cls, value: str) -> str:
        found = re.fullmatch(r".+:(\d{1,5})", value, re.ASCII)
        if value and not (found and 0 < int(found[1]) < 65536):
            raise ValueError("it must be host:port, or empty")
        return value

    @field_validator("heartbeat_url", "clock_url")
    @classmethod
    def _http(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("it must begin with http:// or https://, or be empty")
        return value

    @field_validator("language", mode="before")
    @classmethod
    def _spoken(cls, value: object) -> object:
        # Many systems set LANGUAGE themselves, as a list such as en_GB:en.
        return language_of(value) if isinstance(value, str) else value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("no such time zone") from error
        return value

    @field_validator("webhook_url")
    @classmethod
    def _reachable(cls, value: str) -> str:
        if value and not value.startswith(("https://", "http://127.0.0.1:")):
            raise ValueError("it must begin with https://, or be empty")
        return value

    @model_validator(mode="after")
    def _webhook_whole(self) -> "Settings":
        secret = re.fullmatch(r"[A-Za-z0-9_-]{16,256}", self.webhook_secret)
        if self.webhook_url and not (secret and self.listen):
            raise ValueError("WEBHOOK_URL needs LISTEN and a WEBHOOK_SECRET of 16 characters")
        return self

    @model_validator(mode="after")
    def _trials_at_home_only(self) -> "Settings":
        if urlsplit(self.bot_api_url).hostname != "api.telegram.org":
            return self
        if self.pacing == "off":
            raise ValueError("PACING=off is refused for Telegram itself")
        if self.clock_url:
            raise ValueError("CLOCK_URL is refused for Telegram itself")
        return self


def load() -> Settings:
    """Read the settings; raise WrongSettings with one sentence about the first that is wrong."""
    _kept_from_others()
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors(include_input=False, include_url=False)[0]
        name = str(problem["loc"][0]).upper() if problem["loc"] else "The settings"
        if problem["type"] == "missing":
            help_text = Settings.model_fields[str(problem["loc"][0])].description
            raise WrongSettings(f"{name} is missing: {help_text}") from None
        says = problem["msg"].removeprefix("Value error, ")
        raise WrongSettings(f"{name} is wrong: {says}.") from None


def _kept_from_others() -> None:
    if os.name == "posix" and FILE.exists() and FILE.stat().st_mode & OTHERS:
        raise WrongSettings("Others on this machine may read .env: chmod 600 .env")


def example() -> str:
    """The text of .env.example, made from the settings themselves."""
    lines = ["# Copy to .env and fill in; every setting of the bot is here.", ""]
    for name, info in Settings.model_fields.items():
        default = "" if info.is_required() else info.default
        value = ",".join(map(str, default)) if isinstance(default, frozenset) else default
        lines += [f"# {info.description}", f"{name.upper()}={value}", ""]
    return "\n".join(lines)
