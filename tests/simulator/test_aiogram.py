"""The same contract through a second library, so that it is Telegram's and not one client's."""

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    KeyboardButton,
    MediaUnion,
    ReplyKeyboardMarkup,
)

from simulator.client import Phone
from simulator.files import sample_picture
from simulator.telegram import Telegram

SIGN = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="签收", callback_data="c:1")]]
)


async def test_a_talk_with_taps(aiogram: Bot, mei: Phone) -> None:
    assert (await aiogram.get_me()).username == "linli_demo_bot"
    (start,) = await aiogram.get_updates()
    assert start.message
    assert start.message.text == "/start"
    sent = await aiogram.send_message(
        mei.id, "<b>新的</b> 报修", parse_mode="HTML", reply_markup=SIGN
    )
    assert sent.html_text == "<b>新的</b> 报修"
    await mei.taps("签收")
    (tap,) = await aiogram.get_updates(offset=start.update_id + 1)
    assert tap.callback_query
    await aiogram.answer_callback_query(tap.callback_query.id, text="好的")
    await mei.hears("好的")
    await aiogram.edit_message_text("办好了", chat_id=mei.id, message_id=sent.message_id)
    await mei.sees("办好了")


async def test_files_go_both_ways(aiogram: Bot, mei: Phone) -> None:
    picture = BufferedInputFile(sample_picture(1).data, "灯.png")
    sent = await aiogram.send_photo(mei.id, picture, caption="看")
    assert sent.photo
    document = await aiogram.send_document(mei.id, BufferedInputFile(b"1", "清单.csv"))
    assert document.document
    assert document.document.file_name == "清单.csv"
    album: list[MediaUnion] = [
        InputMediaPhoto(media=picture),
        InputMediaPhoto(media=sent.photo[-1].file_id),
    ]
    assert len(await aiogram.send_media_group(mei.id, album)) == 2
    await mei.sends_photo()
    update = (await aiogram.get_updates(offset=-1))[-1]
    assert update.message
    assert update.message.photo
    file = await aiogram.get_file(update.message.photo[-1].file_id)
    assert file.file_path
    downloaded = await aiogram.download_file(file.file_path)
    assert downloaded
    assert downloaded.read().startswith(b"\x89PNG")


async def test_menus_commands_and_chats(aiogram: Bot, mei: Phone) -> None:
    menu = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="📋 我的事")]], resize_keyboard=True)
    await aiogram.send_message(mei.id, "您好", reply_markup=menu)
    await mei.taps("📋 我的事")
    assert await aiogram.set_my_commands([BotCommand(command="start", description="开始")])
    assert (await aiogram.get_chat(mei.id)).first_name == "小梅"


async def test_refusals_have_their_types(aiogram: Bot, telegram: Telegram, mei: Phone) -> None:
    with pytest.raises(TelegramBadRequest, match="message text is empty"):
        await aiogram.send_message(mei.id, " ")
    telegram.faults.add("429", method="sendMessage", times=1, retry_after=7)
    with pytest.raises(TelegramRetryAfter) as caught:
        await aiogram.send_message(mei.id, "慢")
    assert caught.value.retry_after == 7
    await mei.blocks()
    with pytest.raises(TelegramForbiddenError):
        await aiogram.send_message(mei.id, "在吗？")
    changed = (await aiogram.get_updates(offset=-1))[-1].my_chat_member
    assert changed
    assert changed.new_chat_member.status == "kicked"
