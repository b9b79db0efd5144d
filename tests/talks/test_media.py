"""Photos of cases: kept sealed, sent when the platform has forgotten them, erased with the case."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.client import Phone
from simulator.files import sample_picture
from storage import chores, media
from storage.chores import Asked
from storage.cipher import Cipher
from storage.kept import Kept, name_of
from storage.tx import Tx
from tests.town import Town, answers, cast

DAY_MS = 86_400_000


def folder(town: Town) -> Path:
    return town.settings.media_folder


def kept(town: Town) -> Kept:
    return town.app.chores._tools.kept


def files(town: Town) -> list[bytes]:
    """What lies on the disk."""
    return [path.read_bytes() for path in folder(town).rglob("*") if path.is_file()]


async def shows(wang: Phone, *pictures: bytes, story: str = "健身器材坏了") -> None:
    """王阿姨 reports something with photos."""
    await wang.taps("📢 反映问题")
    await wang.taps("🔧 公共设施")
    await wang.taps("🏠")
    await wang.says(story)
    await wang.sees("有照片吗")
    for picture in pictures:
        await wang.sends_photo(data=picture)
    await wang.sees(f"已收到{len(pictures)}张照片")
    await wang.taps("发完了")
    await wang.taps("✅ 提交")
    await wang.sees("✅ 已收到")


async def at_rest(town: Town) -> None:
    """Wait until the chores are done, too."""
    await town.quiet()
    await town.app.chores.all_done()
    await town.quiet()


async def test_photos_are_kept_sealed_and_each_once(town: Town, wang: Phone) -> None:
    first, second = sample_picture(1).data, sample_picture(2).data
    await shows(wang, first, second)
    await at_rest(town)
    assert await town.count("media", "kept IS NOT NULL") == 2
    assert len(files(town)) == 2
    assert {kept(town).get(name) for name in kept(town).names()} == {first, second}
    assert not any(b"PNG" in content or b"IDAT" in content for content in files(town))
    assert all(path.stat().st_mode & 0o77 == 0 for path in folder(town).rglob("*.sealed"))


async def test_what_the_platform_has_forgotten_is_sent_from_here(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    picture = sample_picture(3).data
    await shows(wang, picture)
    await at_rest(town)
    town.telegram.files._by_id.clear()
    await li.sees("📢 新的反映")
    await li.taps("📷 照片（1）")
    await town.quiet()
    await li.look()
    [sent] = [message for message in li.messages.values() if "photo" in message]
    file = town.telegram.files.by_unique_id(sent["photo"][-1]["file_unique_id"])
    assert file is not None
    assert file.data == picture
    assert ["wrong file identifier" in said for said in town.refused()] == [True]


@pytest.mark.parametrize("ends", ["erased", "old"])
async def test_files_go_with_their_case(town: Town, wang: Phone, li: Phone, ends: str) -> None:
    picture = sample_picture(4).data
    await shows(wang, picture)
    await at_rest(town)
    assert len(files(town)) == 1
    if ends == "erased":
        await wang.says("/privacy")
        await wang.taps("🗑 全部删除")
        await wang.taps("🗑 是，全部删除")
        await wang.sees("您的信息已全部删除")
    else:
        await li.taps("受理派单")
        await li.taps("小李 · 社区工作者")
        await li.taps("签收")
        await answers(li, "修好了")
        await wang.taps("解决了")
        await town.quiet()
        town.clock.advance((town.settings.retention_days + 1) * DAY_MS)
        await town.app.tidy()
    await at_rest(town)
    assert files(town) == []
    assert await town.count("media") == 0


async def test_a_file_that_comes_after_its_case_has_gone_goes_too(town: Town, wang: Phone) -> None:
    await shows(wang, sample_picture(5).data)
    await at_rest(town)
    now, [name] = town.clock.now(), kept(town).names()

    def begun_again(tx: Tx) -> Asked | None:
        row = tx.one("SELECT id, unique_id, case_id FROM media")
        assert row is not None
        chores.ask(tx, media.FETCH, row[0], None, {"unique_id": row[1]}, now)
        asked = chores.claim(tx, now, now + 60_000)
        media.take_away(tx, row[2], now)
        return asked

    asked = await town.run(begun_again)
    assert asked is not None
    await town.app.chores.all_done()
    assert files(town) == []
    kept(town).put(name, b"late")
    await town.run(town.app.chores._units.apply(asked, kept(town), now))
    assert files(town) == []
    assert await town.count("chores", "done IS NULL") == 0


async def test_what_is_no_photo_is_not_kept(rough_town: Town) -> None:
    town = rough_town
    wang, li, _zhang = await cast(town)
    await shows(wang, b"MZ\x90\x00" + bytes(100))
    await at_rest(town)
    assert files(town) == []
    assert await town.count("chores", "state = 'failed'") == 1
    await li.sees("📢 新的反映")


async def test_what_no_case_refers_to_is_swept(town: Town, wang: Phone) -> None:
    await shows(wang, sample_picture(6).data)
    await at_rest(town)
    kept(town).put("ab" * 32, b"of a case that an older copy does not know")
    assert len(files(town)) == 2
    now = town.clock.now()
    await town.run(lambda tx: chores.ask(tx, media.SWEEP, 1, None, {}, now))
    await at_rest(town)
    assert len(files(town)) == 1


@given(st.text(max_size=200))
def test_a_number_from_outside_is_never_a_path(number: str) -> None:
    assert re.fullmatch("[0-9a-f]{64}", name_of(number))


def test_files_of_another_key_or_another_name_do_not_open(tmp_path: Path) -> None:
    old, new = Cipher.new_secret(), Cipher.new_secret()
    kept = Kept(tmp_path, Cipher.from_secret(old))
    one, other = name_of("1"), name_of("2")
    kept.put(one, b"photo")
    assert not kept.seal_anew(one)
    both = Kept(tmp_path, Cipher.from_secret(f"{new},{old}"))
    assert both.seal_anew(one)
    assert not both.seal_anew(one)
    assert Kept(tmp_path, Cipher.from_secret(new)).get(one) == b"photo"
    assert kept.get(one) is None
    moved = tmp_path / other[:2] / f"{other}.sealed"
    moved.parent.mkdir()
    (tmp_path / one[:2] / f"{one}.sealed").rename(moved)
    assert both.get(other) is None
    both.drop(other)
    assert list(both.names()) == []
