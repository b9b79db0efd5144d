"""What a person does arrives, and what a bot does shows: seen through python-telegram-bot."""

import pytest
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    LinkPreviewOptions,
    MenuButtonCommands,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    Update,
)
from telegram.error import BadRequest, Forbidden, InvalidToken

from simulator.client import Phone, Phones
from simulator.files import sample_picture
from simulator.telegram import Telegram

SIGN = InlineKeyboardMarkup([[InlineKeyboardButton("签收", callback_data="c:1")]])


async def newest(bot: Bot) -> Update:
    return (await bot.get_updates(offset=-1))[-1]


async def test_the_bot_knows_itself(bot: Bot, telegram: Telegram) -> None:
    me = await bot.get_me()
    assert (me.id, me.username) == (telegram.bot["id"], "linli_demo_bot")
    assert (await bot.get_webhook_info()).url == ""
    assert await bot.delete_webhook(drop_pending_updates=True)


async def test_a_wrong_token_is_refused(url: str) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=f"{url}/bot"):
            pass


async def test_a_text_arrives_with_its_entities(bot: Bot, mei: Phone) -> None:
    await mei.says("/start case_7 看 https://example.org/a，@linli_demo_bot")
    message = (await newest(bot)).message
    assert message
    assert message.from_user
    assert message.from_user.language_code == "zh-hans"
    assert message.chat.type == "private"
    found = {message.parse_entity(entity) for entity in message.entities}
    assert found == {"/start", "https://example.org/a", "@linli_demo_bot"}


async def test_a_reply_and_an_edit_arrive(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "在哪里？")
    said = await mei.says("三栋", reply_to=sent.message_id)
    message = (await newest(bot)).message
    assert message
    assert message.reply_to_message
    assert message.reply_to_message.text == "在哪里？"
    await mei.edits(said["message_id"], "五栋")
    edited = (await newest(bot)).edited_message
    assert edited
    assert (edited.text, edited.message_id) == ("五栋", said["message_id"])


async def test_a_tap_is_answered_once(bot: Bot, mei: Phone) -> None:
    await bot.send_message(mei.id, "新的报修", reply_markup=SIGN)
    tapped = await mei.taps("签")
    query = (await newest(bot)).callback_query
    assert query
    assert (query.id, query.data) == (tapped, "c:1")
    assert query.message
    await query.answer("好的", show_alert=True)
    assert (await mei.hears("好的"))["show_alert"] is True
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()


async def test_an_edit_shows_in_place(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "正在办", reply_markup=SIGN)
    await mei.sees("正在办")
    await bot.edit_message_text("办好了", mei.id, sent.message_id)
    seen = await mei.sees("办好了")
    assert seen["message_id"] == sent.message_id
    assert "reply_markup" not in seen
    await bot.edit_message_reply_markup(mei.id, sent.message_id, reply_markup=SIGN)
    await mei.taps("签收")


async def test_a_deleted_message_is_gone(bot: Bot, mei: Phone) -> None:
    sent = await bot.send_message(mei.id, "错了")
    await bot.delete_message(mei.id, sent.message_id)
    await bot.send_message(mei.id, "对了")
    await mei.sees("对了")
    assert not await mei.shows("错了")


async def test_a_menu_comes_and_goes(bot: Bot, mei: Phone) -> None:
    menu = ReplyKeyboardMarkup([["📢 反映问题", "📋 我的事"]], resize_keyboard=True)
    await bot.send_message(mei.id, "您好", reply_markup=menu)
    await mei.taps("我的事")
    message = (await newest(bot)).message
    assert message
    assert message.text == "📋 我的事"
    await bot.send_message(mei.id, "再见", reply_markup=ReplyKeyboardRemove())
    await mei.sees("再见")
    assert mei.view.keyboard is None


async def test_every_option_of_a_text_is_taken(bot: Bot, mei: Phone) -> None:
    first = await bot.send_message(mei.id, "一")
    sent = await bot.send_message(
        mei.id,
        "📢 <x> 二",
        entities=[MessageEntity(MessageEntity.BOLD, 3, 3)],
        disable_notification=True,
        protect_content=True,
        link_preview_options=LinkPreviewOptions(is_disabled=True),
        reply_parameters=ReplyParameters(first.message_id),
        reply_markup=ForceReply(selective=True),
    )
    assert sent.reply_to_message
    assert sent.has_protected_content
    assert [sent.parse_entity(entity) for entity in sent.entities] == ["<x>"]


async def test_photos_go_both_ways(bot: Bot, mei: Phone) -> None:
    await mei.sends_photo("坏了的灯", media_group_id="7")
    message = (await newest(bot)).message
    assert message
    assert (message.caption, message.media_group_id) == ("坏了的灯", "7")
    file = await message.photo[-1].get_file()
    data = bytes(await file.download_as_bytearray())
    assert data.startswith(b"\x89PNG")
    assert file.file_unique_id == message.photo[-1].file_unique_id
    again = await bot.send_photo(mei.id, message.photo[-1].file_id, caption="您的照片")
    assert again.photo[-1].file_unique_id == message.photo[-1].file_unique_id
    edited = await bot.edit_message_caption(mei.id, again.message_id, caption="照片")
    assert edited.caption == "照片"  # type: ignore[union-attr]
    await mei.sends_photo(data=sample_picture(9).data)
    fresh = (await newest(bot)).message
    assert fresh
    assert (fresh.photo[-1].width, fresh.photo[-1].height) == (320, 240)


async def test_albums_documents_and_the_rest_are_sent(bot: Bot, mei: Phone) -> None:
    picture = sample_picture(3).data
    album = await bot.send_media_group(
        mei.id, [InputMediaPhoto(picture, caption="前"), InputMediaPhoto(picture)]
    )
    assert len({message.media_group_id for message in album}) == 1
    document = await bot.send_document(mei.id, b"a;b", filename="清单.csv")
    assert document.document
    assert document.document.file_name == "清单.csv"
    assert (await bot.send_voice(mei.id, b"OggS", duration=2)).voice
    assert (await bot.send_location(mei.id, 36.6, 117.0)).location
    assert (await bot.send_contact(mei.id, "+8612345", "物业")).contact
    assert await bot.send_chat_action(mei.id, "typing")
    copied = await bot.copy_message(mei.id, mei.id, document.message_id)
    assert copied.message_id > document.message_id


@pytest.mark.parametrize("kind", ["document", "voice", "video", "sticker", "location", "contact"])
async def test_people_send_anything(bot: Bot, mei: Phone, kind: str) -> None:
    await mei.sends(kind)
    message = (await newest(bot)).message
    assert message
    assert getattr(message, kind)


async def test_commands_are_kept_per_scope_and_language(bot: Bot, mei: Phone) -> None:
    scope = BotCommandScopeChat(mei.id)
    await bot.set_my_commands([BotCommand("start", "开始")])
    await bot.set_my_commands([BotCommand("desk", "desk")], scope=scope, language_code="en")
    assert [command.command for command in await bot.get_my_commands()] == ["start"]
    own = await bot.get_my_commands(scope=scope, language_code="en")
    assert [command.command for command in own] == ["desk"]
    await bot.delete_my_commands(scope=scope, language_code="en")
    assert not await bot.get_my_commands(scope=scope, language_code="en")


async def test_the_bot_describes_itself(bot: Bot, mei: Phone) -> None:
    await bot.set_my_description("邻里互助")
    await bot.set_my_short_description("邻里", language_code="zh")
    assert (await bot.get_my_description()).description == "邻里互助"
    assert (await bot.get_my_short_description("zh")).short_description == "邻里"
    assert await bot.set_chat_menu_button(mei.id, MenuButtonCommands())
    assert (await bot.get_chat(mei.id)).first_name == "小梅"


async def test_blocking_is_told_and_felt(bot: Bot, mei: Phone) -> None:
    await mei.blocks()
    changed = (await newest(bot)).my_chat_member
    assert changed
    assert (changed.old_chat_member.status, changed.new_chat_member.status) == ("member", "kicked")
    with pytest.raises(Forbidden, match="blocked by the user"):
        await bot.send_message(mei.id, "在吗？")
    await mei.says("我回来了")
    await bot.send_message(mei.id, "欢迎")
    await mei.sees("欢迎")


async def test_nobody_is_written_to_who_never_wrote(bot: Bot, phones: Phones) -> None:
    stranger = await phones.person("生人")
    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(stranger.id, "您好")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(42, "您好")
