"""Media of every kind, both ways; albums, copies, forwards, polls, pins and quotes."""

from typing import Any

import pytest
from aiogram import Bot as AiogramBot
from aiogram.types import BufferedInputFile, InputMediaVideo
from telegram import (
    Bot,
    InputMediaAudio,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest

from simulator.client import Phone, Phones
from simulator.files import sample_picture
from tests.simulator.conftest import Wire

PICTURE = sample_picture(3).data
FILES = ("animation", "audio", "document", "photo", "sticker", "video", "video_note", "voice")


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[-1]


async def arrived(bot: Bot) -> Message:
    message = (await newest(bot)).message
    assert message
    return message


@pytest.mark.parametrize("kind", FILES)
async def test_every_kind_of_file_is_sent(bot: Bot, mei: Phone, kind: str) -> None:
    sent = await getattr(bot, f"send_{kind}")(mei.id, PICTURE)
    file = getattr(sent, kind)[-1] if kind == "photo" else getattr(sent, kind)
    again = await getattr(bot, f"send_{kind}")(mei.id, file.file_id)
    assert getattr(again, kind)
    fetched = await bot.get_file(file.file_id)
    assert bytes(await fetched.download_as_bytearray()) == PICTURE


@pytest.mark.parametrize("kind", [*FILES, "venue", "poll", "dice", "location", "contact"])
async def test_every_kind_arrives(bot: Bot, mei: Phone, kind: str) -> None:
    await mei.sends(kind)
    assert getattr(await arrived(bot), kind)


async def test_what_is_said_of_a_file_stands_in_the_message(bot: Bot, mei: Phone) -> None:
    video = await bot.send_video(
        mei.id, b"mp4", duration=7, caption="停车场", thumbnail=PICTURE, has_spoiler=True
    )
    assert video.video
    assert (video.to_dict()["video"]["duration"], video.caption) == (7, "停车场")
    assert video.video.thumbnail
    assert video.has_media_spoiler
    song = await bot.send_audio(mei.id, b"ID3", performer="合唱团", title="茉莉花")
    assert song.audio
    assert (song.audio.performer, song.audio.title) == ("合唱团", "茉莉花")
    animation = await bot.send_animation(mei.id, b"gif")
    assert animation.document


async def test_venue_and_dice_are_sent(bot: Bot, mei: Phone) -> None:
    venue = await bot.send_venue(mei.id, 36.6, 117.0, "居委会", "幸福路1号")
    assert venue.venue
    assert venue.venue.location.latitude == 36.6
    dice = await bot.send_dice(mei.id, emoji="🎯")
    assert dice.dice
    assert 1 <= dice.dice.value <= 6
    with pytest.raises(BadRequest, match=r"(?i)wrong dice emoji"):
        await bot.send_dice(mei.id, emoji="🌧")


async def test_a_poll_is_asked_voted_in_and_closed(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_poll(mei.id, "几点开会？", ["九点", "十点"], is_anonymous=False)
    await mei.votes(sent.message_id, 1)
    poll, answer = (await bot.get_updates())[-2:]
    assert poll.poll
    assert [option.voter_count for option in poll.poll.options] == [0, 1]
    assert answer.poll_answer
    assert answer.poll_answer.user
    assert (answer.poll_answer.user.id, answer.poll_answer.option_ids) == (mei.id, (1,))
    await mei.votes(sent.message_id)
    assert (await bot.stop_poll(mei.id, sent.message_id)).total_voter_count == 0
    with pytest.raises(BadRequest, match=r"(?i)already been closed"):
        await bot.stop_poll(mei.id, sent.message_id)
    with pytest.raises(AssertionError, match="no open poll"):
        await mei.votes(sent.message_id, 0)


async def test_albums_hold_what_fits_together(bot: Bot, mei: Phone) -> None:
    songs = await bot.send_media_group(mei.id, [InputMediaAudio(b"1"), InputMediaAudio(b"2")])
    assert len({message.media_group_id for message in songs}) == 1
    mixed: list[InputMediaPhoto | InputMediaDocument] = [
        InputMediaPhoto(PICTURE),
        InputMediaDocument(b"1"),
    ]
    with pytest.raises(BadRequest, match=r"(?i)can't be mixed"):
        await bot.send_media_group(mei.id, mixed)


async def test_an_album_of_a_person_arrives_as_one(bot: Bot, mei: Phone) -> None:
    await mei.sends_album("photo", "video", "photo", caption="楼道")
    messages = [update.message for update in (await bot.get_updates())[-3:]]
    assert [message and message.caption for message in messages] == ["楼道", None, None]
    assert len({message and message.media_group_id for message in messages}) == 1


async def test_a_medium_is_replaced(aiogram: AiogramBot, bot: Bot, mei: Phone) -> None:
    sent = await aiogram.send_photo(mei.id, BufferedInputFile(PICTURE, "a.png"), caption="前")
    video = InputMediaVideo(media=BufferedInputFile(b"mp4", "a.mp4"), caption="后")
    where: dict[str, Any] = {"chat_id": mei.id, "message_id": sent.message_id}
    edited = await aiogram.edit_message_media(video, **where)
    assert not isinstance(edited, bool)
    assert (edited.photo, edited.caption) == (None, "后")
    assert edited.video
    same = InputMediaVideo(media=edited.video.file_id, caption="后")
    with pytest.raises(Exception, match="message is not modified"):
        await aiogram.edit_message_media(same, **where)
    text = await bot.send_message(mei.id, "请看")
    changed = await bot.edit_message_media(InputMediaPhoto(PICTURE), mei.id, text.message_id)
    assert isinstance(changed, Message)
    assert (changed.text, bool(changed.photo)) == (None, True)


async def test_copies_hide_their_origin_and_forwards_show_it(
    bot: Bot, phones: Phones, mei: Phone
) -> None:
    li = await phones.person("老李")
    await li.says("/start")
    said = await mei.says("路灯坏了")
    photo = await mei.sends("photo", caption="看")
    copied = await bot.copy_messages(li.id, mei.id, [said["message_id"], photo["message_id"], 999])
    assert len(copied) == 2
    assert "forward_origin" not in await li.sees("看")
    forwarded = await bot.forward_message(li.id, mei.id, said["message_id"])
    assert forwarded.forward_origin
    assert forwarded.forward_origin.type == "user"
    assert forwarded.forward_origin.sender_user.id == mei.id  # type: ignore[attr-defined]
    again = await bot.forward_messages(mei.id, li.id, [forwarded.message_id])
    assert (await mei.sees("路灯坏了"))["forward_origin"]["sender_user"]["id"] == mei.id
    assert again[0].message_id == mei.last["message_id"]


async def test_an_album_stays_one_when_sent_on(bot: Bot, mei: Phone) -> None:
    first, second = await mei.sends_album("photo", "photo")
    await bot.forward_messages(mei.id, mei.id, [first["message_id"], second["message_id"]])
    await mei.look()
    albums = [message.get("media_group_id") for message in mei.messages.values()][-2:]
    assert albums[0] == albums[1] != first["media_group_id"]


async def test_protected_content_stays(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "电话在这里", protect_content=True)
    with pytest.raises(BadRequest, match=r"(?i)protected content"):
        await bot.forward_message(mei.id, mei.id, sent.message_id)
    with pytest.raises(AssertionError, match="can't be forwarded"):
        await mei.forwards(sent.message_id)


async def test_people_forward(bot: Bot, phones: Phones, mei: Phone) -> None:
    said = await mei.says("网格员报的")
    await mei.forwards(said["message_id"], hidden=True)
    origin = (await arrived(bot)).forward_origin
    assert origin
    assert origin.to_dict()["sender_user_name"] == "小梅"
    channel = await phones.group("社区公告", mei, kind="channel")
    post = await channel.says(mei, "明天停水")
    await mei.forwards(post["message_id"], from_chat_id=channel.id)
    origin = (await arrived(bot)).forward_origin
    assert origin
    assert (origin.type, origin.to_dict()["chat"]["id"]) == ("channel", channel.id)


async def test_a_reply_may_quote(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "📢 明天停水，后天停电")
    await mei.says("几点？", sent.message_id, quote="停电")
    message = await arrived(bot)
    assert message.quote
    assert (message.quote.text, message.quote.position) == ("停电", 10)
    with pytest.raises(AssertionError, match="QUOTE_TEXT_INVALID"):
        await mei.says("几点？", sent.message_id, quote="停气")
    answer = await bot.send_message(
        mei.id, "八点", reply_parameters=ReplyParameters(message.message_id, quote="几点")
    )
    assert answer.quote


async def test_several_messages_are_deleted(bot: Bot, mei: Phone) -> None:
    sent = [await bot.send_message(mei.id, text) for text in "一二三"]
    assert await bot.delete_messages(mei.id, [sent[0].message_id, sent[2].message_id, 999])
    await mei.look()
    assert (await mei.shows("一"), await mei.shows("二"), await mei.shows("三")) == (
        False,
        True,
        False,
    )


async def test_pins(bot: Bot, phones: Phones, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "值班电话")
    assert await bot.pin_chat_message(mei.id, sent.message_id)
    pinned = (await arrived(bot)).pinned_message
    assert pinned
    assert pinned.message_id == sent.message_id
    shown = (await bot.get_chat(mei.id)).pinned_message
    assert shown
    assert shown.message_id == sent.message_id
    assert await bot.unpin_chat_message(mei.id)
    with pytest.raises(BadRequest, match=r"(?i)message to unpin not found"):
        await bot.unpin_chat_message(mei.id)
    assert await bot.unpin_all_chat_messages(mei.id)
    group = await phones.group("3号楼", mei)
    told = await bot.send_message(group.id, "大家好")
    with pytest.raises(BadRequest, match=r"(?i)not enough rights to manage pinned"):
        await bot.pin_chat_message(group.id, told.message_id)


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("sendPoll", {"question": " ", "options": [{"text": "是"}]}, "question must be non-empty"),
        ("sendPoll", {"question": "去吗", "options": []}, "from 1 to 12 options"),
        ("forwardMessage", {"from_chat_id": 1, "message_id": 9}, "chat not found"),
        ("copyMessages", {"message_ids": [2, 1]}, "strictly increasing order"),
        ("copyMessages", {"message_ids": [998, 999]}, "no messages to copy"),
        ("forwardMessages", {"message_ids": [999]}, "no messages to forward"),
        ("deleteMessages", {"message_ids": []}, "not specified"),
        ("pinChatMessage", {"message_id": 999}, "message to pin not found"),
    ],
)
async def test_what_makes_no_sense_is_refused(
    wire: Wire, mei: Phone, method: str, params: dict[str, Any], words: str
) -> None:
    if method.endswith("Messages") and method != "deleteMessages":
        params = {"from_chat_id": mei.id, **params}
    assert words in await wire.refusal(method, chat_id=mei.id, **params)


async def test_a_service_message_goes_nowhere(wire: Wire, phones: Phones, mei: Phone) -> None:
    group = await phones.group("3号楼", mei)
    await group.look()
    where = {"chat_id": mei.id, "from_chat_id": group.id, "message_id": group.last["message_id"]}
    assert "can't be copied" in await wire.refusal("copyMessage", **where)
    assert "can't be forwarded" in await wire.refusal("forwardMessage", **where)
