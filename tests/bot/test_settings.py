"""Settings: what is missing or wrong is one sentence; every one of them has its line."""

from pathlib import Path

import pytest

from bot.settings import Settings, WrongSettings, example, load
from storage.cipher import Cipher

ROOT = Path(__file__).parent.parent.parent
TOKEN = "123456789:not-a-real-token"


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A machine on which only what must be set is set."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", TOKEN)
    monkeypatch.setenv("SECRET_KEY", Cipher.new_secret())
    return monkeypatch


@pytest.mark.usefixtures("environment")
def test_two_settings_are_enough() -> None:
    settings = load()
    assert settings.database_url == "sqlite:///data/linli.db"
    assert settings.bot_api_url == "https://api.telegram.org"
    assert settings.admin_ids == frozenset()


def test_the_example_is_made_of_the_settings() -> None:
    assert (ROOT / ".env.example").read_text("utf-8").strip() == example().strip()


def test_the_example_filled_in_is_read_where_nobody_else_can(
    environment: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    environment.delenv("BOT_TOKEN")
    environment.delenv("SECRET_KEY")
    filled = example().replace("BOT_TOKEN=", f"BOT_TOKEN={TOKEN}")
    filled = filled.replace("SECRET_KEY=", f"SECRET_KEY={Cipher.new_secret()}")
    file = tmp_path / ".env"
    file.write_text(filled.replace("ADMIN_IDS=", "ADMIN_IDS=7, 8"), "utf-8")
    for rights in (0o644, 0o640, 0o604):
        file.chmod(rights)
        with pytest.raises(WrongSettings, match=r"chmod 600 \.env"):
            load()
    file.chmod(0o600)
    assert load().bot_token == TOKEN
    assert load().admin_ids == {7, 8}


@pytest.mark.parametrize("name", ["BOT_TOKEN", "SECRET_KEY"])
def test_what_is_missing_is_said_with_its_help(environment: pytest.MonkeyPatch, name: str) -> None:
    environment.delenv(name)
    with pytest.raises(WrongSettings) as caught:
        load()
    said = str(caught.value)
    assert said.startswith(f"{name} is missing: ")
    assert "\n" not in said


WRONG = [
    ("BOT_TOKEN", "short"),
    ("SECRET_KEY", "short"),
    ("ADMIN_IDS", "7;8"),
    ("TIMEZONE", "Mars/Olympus"),
    ("PACING", "fast"),
    ("LISTEN", "here:there"),
    ("HEARTBEAT_URL", "watcher"),
    ("LOG_FORMAT", "xml"),
    ("WEBHOOK_URL", "http://office.example/hook"),
    ("RETENTION_DAYS", "0"),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_what_is_wrong_is_one_sentence(
    environment: pytest.MonkeyPatch, name: str, value: str
) -> None:
    environment.setenv(name, value)
    with pytest.raises(WrongSettings) as caught:
        load()
    said = str(caught.value)
    assert said.startswith(f"{name} is wrong: ")
    assert said.endswith(".")
    assert "\n" not in said


def test_sending_without_limits_is_refused_for_telegram_itself(
    environment: pytest.MonkeyPatch,
) -> None:
    environment.setenv("PACING", "off")
    with pytest.raises(WrongSettings, match="PACING=off is refused for Telegram itself"):
        load()
    environment.setenv("BOT_API_URL", "http://127.0.0.1:8081")
    assert load().pacing == "off"


def test_another_clock_is_refused_for_telegram_itself(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("CLOCK_URL", "http://127.0.0.1:8081/sim/clock")
    with pytest.raises(WrongSettings, match="CLOCK_URL is refused for Telegram itself"):
        load()
    environment.setenv("BOT_API_URL", "http://127.0.0.1:8081")
    assert load().clock_url


@pytest.mark.parametrize("secret", ["BOT_TOKEN", "SECRET_KEY"])
def test_a_secret_is_never_quoted(environment: pytest.MonkeyPatch, secret: str) -> None:
    environment.setenv(secret, "p4ssw0rd")
    with pytest.raises(WrongSettings) as caught:
        load()
    assert "p4ssw0rd" not in str(caught.value)


@pytest.mark.parametrize(
    ("given", "spoken"), [("en", "en"), ("zh", "zh"), ("en_GB:en", "en"), ("C", "zh")]
)
def test_what_systems_put_into_language_is_understood(
    environment: pytest.MonkeyPatch, given: str, spoken: str
) -> None:
    environment.setenv("LANGUAGE", given)
    assert load().language == spoken
