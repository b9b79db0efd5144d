"""Forms in a chat: interrupted, reminded of, corrected, deployed over; albums and keys."""

from functools import partial
from typing import Annotated, Any

import pytest

from bot.units import Done
from storage import timers
from storage.engine import Database
from storage.tx import Tx
from talk import filling
from talk.answers import Photo
from talk.forms import Ask, AskPhone, Attach, Form, If
from talk.registry import Capability, Command, FormEntry, MenuItem
from talk.reminders import reminding
from talk.turn import Turn
from talk.words import _
from tests.talk.chat import MEI, Chat, buttons, home, opened, photo
from tests.talk.example import Matter

HOUR_MS = 3_600_000


class Story(Form):
    name = "example.story"
    title = _("Report")

    matter: Annotated[Matter, Ask(_("What is it about?"))]
    story: Annotated[str, Ask(_("What happened?"))]
    noise: Annotated[
        str | None, Ask(_("How loud?"), when=If("matter", frozenset({Matter.NOISE})))
    ] = None
    photos: Annotated[list[Photo], Attach(_("Photos?"), most=3)] = []  # noqa: RUF012
    phone: Annotated[str | None, AskPhone(_("Your number?"))] = None


class Card(Form):
    name = "example.card"
    title = _("Answer")

    text: Annotated[str, Ask(_("Say it."))]


class Newer(Form):
    """The story after a deploy: one question is gone, one is new, one has become narrower."""

    name = "example.story"
    title = _("Report")

    story: Annotated[Matter, Ask(_("What happened?"))]
    extra: Annotated[str, Ask(_("What else?"))]


def submitted(turn: Turn, form: Any) -> None:
    turn.reply(_("✅ Sent. {form}", form=repr(form)))


EXAMPLE = Capability(
    stem="example",
    menu=(MenuItem(_("📋 My matters"), home, 1),),
    commands=(
        Command("start", _("begin"), home),
        Command("story", _("begin"), lambda turn: filling.start(turn, Story)),
        Command("card", _("begin"), lambda turn: filling.start(turn, Card)),
        Command("cancel", _("begin"), lambda turn: turn.home() if filling.cancel(turn) else None),
    ),
    forms=(FormEntry(Story, submitted), FormEntry(Card, submitted)),
)
DEPLOYED = Capability(stem="example", forms=(FormEntry(Newer, submitted),))
LINE = "“Report” is kept, half filled in."


@pytest.fixture
async def mei(database: Database) -> Chat:
    return await opened(database, (EXAMPLE, reminding((EXAMPLE,))))


async def at_photos(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("It is dark.")
    assert "Photos?" in mei.text


async def test_a_menu_key_or_command_keeps_the_form_and_says_so_once(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("📋 My matters")
    assert mei.text == LINE
    count = mei.sent
    await mei.says("/start")
    assert mei.sent == count + 1, "the second time without the line"
    await mei.taps("➡️ Go on with it")
    assert "What happened?" in mei.text
    assert mei.labels == ["⬅️ Back", "✖️ Cancel"], "the line and the older question have lost theirs"
    await mei.says("It is dark.")
    assert "Photos?" in mei.text
    await mei.says("/start")
    assert mei.text == LINE, "after an answer it is said again"


async def test_a_form_that_waits_can_be_given_up(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("/start")
    await mei.taps("🗑 Never mind")
    assert mei.text == "Cancelled. Nothing was sent."
    assert mei.labels == []
    await mei.says("/cancel")
    assert await mei.database.run(lambda tx: tx.all("SELECT id FROM timers")) == []


async def test_buttons_of_a_line_about_a_form_that_is_over_do_nothing(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("/start")
    number = max(mei.messages)
    data = mei.messages[number]["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await mei.says("/cancel")
    await mei.taps_data(number, data)
    assert mei.done.alert


async def test_another_form_is_filled_in_above_the_first(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("/card")
    assert "Say it." in mei.text
    await mei.says("done")
    await mei.taps("✅ Send")
    assert mei.text == LINE
    await mei.taps("➡️ Go on with it")
    await mei.says("It is dark.")
    await mei.says("/card")
    await mei.says("/cancel")
    assert mei.text == LINE, "what is cancelled is the newer one"
    await mei.says("/cancel")
    await mei.says("hello")
    assert "did not understand" in mei.text


async def test_the_same_form_goes_on_or_is_begun_anew(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("/card")
    await mei.says("/card")
    await mei.says("done")
    await mei.taps("✅ Send")
    assert mei.text == LINE, "what waited below still does"
    await mei.says("/story")
    assert mei.text == "“Report” is half filled in already."
    await mei.taps("➡️ Go on with it")
    assert "What happened?" in mei.text
    await mei.says("/story")
    await mei.taps("🔄 Begin anew")
    assert "What is it about?" in mei.text
    await mei.taps("✖️ Cancel")
    assert mei.text == "Cancelled. Nothing was sent."
    assert await mei.database.run(lambda tx: tx.all("SELECT id FROM timers")) == []


async def fires(mei: Chat, hours: int) -> None:
    mei.now += hours * HOUR_MS
    for timer in await mei.database.run(partial(timers.due, now=mei.now, limit=9)):
        done = await mei.database.run(mei.units.fire([timer], mei.now))
        assert isinstance(done, Done)
        await mei.arrive(done.letters)


async def test_a_form_left_alone_is_reminded_of_once(mei: Chat) -> None:
    await mei.says("/story")
    await fires(mei, 19)
    await mei.taps("light")
    await fires(mei, 2)
    assert LINE not in [body["text"] for body in mei.messages.values()], "moved by the answer"
    await fires(mei, 18)
    assert mei.text == LINE
    count = mei.sent
    await fires(mei, 100)
    assert mei.sent == count
    await mei.taps("➡️ Go on with it")
    assert "What happened?" in mei.text


async def test_nobody_is_reminded_of_what_is_over(mei: Chat) -> None:
    await mei.says("/card")
    await mei.says("done")
    await mei.taps("✅ Send")
    count = mei.sent
    await fires(mei, 100)
    assert mei.sent == count


async def test_who_agreed_to_nothing_is_not_reminded(mei: Chat) -> None:
    await mei.says("/story")
    await mei.database.run(_forget_consent)
    count = mei.sent
    await fires(mei, 100)
    assert mei.sent == count


def _forget_consent(tx: Tx) -> None:
    tx.do("UPDATE people SET consented = NULL WHERE telegram_id = :id", id=int(str(MEI["id"])))


async def test_an_album_is_one_answer(mei: Chat) -> None:
    await at_photos(mei)
    count = mei.sent
    await mei.sends(*(photo(name, "a1") for name in "abc"))
    assert mei.sent == count + 1, "one message for the album"
    assert "3 of at most 3 photos received." in mei.text
    await mei.sends(photo("b", "a1"))
    assert mei.sent == count + 1
    await mei.sends(photo("x", "a2"), photo("y", "a2"))
    assert mei.sent == count + 2, "one complaint for one album"
    assert "3 photos are enough" in mei.text


async def test_words_on_an_album_are_added_to_the_story(mei: Chat) -> None:
    await at_photos(mei)
    await mei.sends(photo("a", "a1", "by the gate"), photo("b", "a1"))
    assert "2 of at most 3" in mei.text
    await mei.taps("That is all of them")
    await mei.says("⏭ Skip")
    assert "It is dark.\nby the gate" in mei.text


async def test_the_rest_of_an_album_may_come_late(mei: Chat) -> None:
    await at_photos(mei)
    await mei.sends(photo("a", "a1"))
    await mei.taps("That is all of them")
    await mei.says("⏭ Skip")
    count = mei.sent
    await mei.sends(photo("b", "a1"))
    assert "2 photo(s)" in mei.text
    assert mei.sent == count


async def test_an_album_before_its_question_is_answered_once(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    count = mei.sent
    await mei.sends(*(photo(name, "a1") for name in "abcde"))
    assert mei.sent == count + 1
    assert "3 photos are enough" in mei.text
    await mei.says("It is dark.")
    assert "Photos?" in mei.text
    assert "3 of at most 3" in mei.text


async def test_an_edited_answer_is_corrected(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    story = await mei.says("It is drak.")
    count = mei.sent
    await mei.edits(story, "It is dark.")
    assert mei.sent == count, "the question stands where it stood"
    await mei.taps("⏭ Skip")
    await mei.says("⏭ Skip")
    assert "It is dark." in mei.text
    await mei.edits(story, "It is very dark.")
    assert "It is very dark." in mei.text
    await mei.edits(story, "x" * 1001)
    assert "only 1000 fit" in mei.text
    assert "It is very dark." in mei.text
    await mei.taps("✅ Send")
    await mei.edits(story, "too late")
    assert "was taken as it was" in mei.text


async def test_an_edited_message_that_would_not_do_is_an_answer(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("noise")
    await mei.says("It is loud.")
    loud = await mei.says("x" * 1001)
    assert "only 1000 fit" in mei.text
    await mei.edits(loud, "very")
    assert "Photos?" in mei.text


async def test_an_edit_of_what_was_no_answer_or_not_words(mei: Chat) -> None:
    hello = await mei.says("hello")
    await mei.edits(hello, "hallo")
    assert "was taken as it was" in mei.text
    count = mei.sent
    location = {"location": {"latitude": 1.0, "longitude": 2.0}}
    await mei.handles({"edited_message": mei._message(location)})
    assert mei.sent == count


async def test_the_menu_comes_back_after_a_key_of_its_own(mei: Chat) -> None:
    await at_photos(mei)
    await mei.taps("⏭ Skip")
    assert mei.keyboard[0] == ["📱 Share my number"]
    assert mei.labels == [], "the question before has no buttons any more"
    contact = {"phone_number": "+8613800138000", "first_name": "Mei", "user_id": MEI["id"]}
    await mei.sends({"contact": contact | {"user_id": 78}})
    assert "somebody else's" in mei.text
    await mei.sends({"contact": contact})
    assert "13800138000" in mei.text
    assert mei.keyboard == [["📋 My matters"]]
    await mei.says("/card")
    await mei.taps("✖️ Cancel")
    await mei.taps("➡️ Go on with it")
    await mei.taps("✅ Send")
    assert "phone='13800138000'" in mei.text


async def test_a_form_cancelled_by_key_gives_the_menu_back(mei: Chat) -> None:
    await at_photos(mei)
    await mei.taps("⏭ Skip")
    await mei.says("✖️ Cancel")
    assert mei.text == "Cancelled. Nothing was sent."
    assert mei.keyboard == [["📋 My matters"]]


async def test_a_form_goes_on_where_a_button_from_before_was_tapped(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    first = max(mei.messages)
    old = buttons(mei.messages[first])[-1]["callback_data"]
    await mei.says("It is dark")
    assert not buttons(mei.messages[first])
    await mei.taps_data(first, old)
    assert mei.done.toast == "That button is from before. Please go on here."
    assert buttons(mei.messages[first])
    assert not buttons(mei.messages[max(mei.messages)]), "it stands in one place only"
    await mei.says("/cancel")
    assert not [number for number, body in mei.messages.items() if buttons(body)]


async def test_a_deploy_in_the_middle(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    await mei.says("noise")
    old = mei.messages[max(mei.messages)]["reply_markup"]["inline_keyboard"][-1][-1]
    mei.brings((DEPLOYED,))
    await mei.taps_data(max(mei.messages), old["callback_data"])
    assert mei.done.toast == "That button is from before. Please go on here."
    assert "What else?" in mei.text, "noise is still an answer; the new question is asked"
    await mei.says("Nothing")
    await mei.taps("✅ Send")
    assert "extra='Nothing'" in mei.text


async def test_a_form_that_a_deploy_took_away(mei: Chat) -> None:
    await mei.says("/story")
    await mei.taps("light")
    mei.brings((Capability(stem="other", commands=(Command("start", _("begin"), home),)),))
    await mei.says("hello")
    assert "did not understand" in mei.text
