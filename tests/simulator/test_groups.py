"""Groups, supergroups and channels: what the bot hears, may do, and is refused."""

import pytest
from aiogram import Bot as AiogramBot
from aiogram.exceptions import TelegramMigrateToChat
from telegram import Bot, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

from simulator.client import Phone, Phones, Wall
from simulator.refusal import Refusal
from simulator.telegram import Telegram
from tests.simulator.conftest import Time


@pytest.fixture
async def li(phones: Phones) -> Phone:
    return await phones.person("老李", hint="楼道长")


@pytest.fixture
async def stairwell(phones: Phones, li: Phone, mei: Phone, bot: Bot) -> Wall:
    wall = await phones.group("3号楼2单元", li, mei)
    await news(bot)
    return wall


async def news(bot: Bot) -> list[Update]:
    """What is new for the bot, confirmed at once."""
    every = ["message", "edited_message", "channel_post", "edited_channel_post", "callback_query"]
    kinds = [*every, "my_chat_member", "chat_member"]
    found = list(await bot.get_updates(allowed_updates=kinds))
    if found:
        await bot.get_updates(offset=found[-1].update_id + 1, allowed_updates=kinds)
    return found


async def heard(bot: Bot) -> list[str | None]:
    messages = [update.effective_message for update in await news(bot)]
    return [message.text if message else None for message in messages]


async def test_a_bot_taken_along_hears_of_the_group(bot: Bot, phones: Phones, li: Phone) -> None:
    wall = await phones.group("3号楼2单元", li)
    mine, created = await news(bot)
    assert mine.my_chat_member
    assert mine.my_chat_member.new_chat_member.status == "member"
    assert created.message
    assert created.message.group_chat_created
    chat = await bot.get_chat(wall.id)
    assert (chat.type, chat.title) == ("group", "3号楼2单元")
    sent = await bot.send_message(wall.id, "大家好")
    assert sent.from_user
    assert sent.from_user.id == bot.id
    await wall.sees("大家好")


async def test_privacy_lets_through_what_is_meant_for_the_bot(
    bot: Bot, stairwell: Wall, mei: Phone
) -> None:
    sent = await bot.send_message(stairwell.id, "谁在家？")
    await stairwell.says(mei, "吃了吗")
    await stairwell.says(mei, "/desk")
    await stairwell.says(mei, "/desk@linli_demo_bot 一")
    await stairwell.says(mei, "/desk@another_bot")
    await stairwell.says(mei, "📢 问问 @Linli_Demo_Bot 吧")
    await stairwell.says(mei, "我在", reply_to=sent.message_id)
    await stairwell.sends(mei, "photo", caption="@linli_demo_bot 看")
    assert await heard(bot) == [
        "/desk",
        "/desk@linli_demo_bot 一",
        "📢 问问 @Linli_Demo_Bot 吧",
        "我在",
        None,
    ]


async def test_an_administrator_hears_everything(bot: Bot, stairwell: Wall, mei: Phone) -> None:
    await stairwell.member(bot.id, "administrator")
    said = await stairwell.says(mei, "吃了吗")
    await stairwell.edits(mei, said["message_id"], "吃过了吗")
    promoted, message, edited = await news(bot)
    assert promoted.my_chat_member
    assert promoted.my_chat_member.from_user.first_name == "老李"
    assert promoted.my_chat_member.new_chat_member.status == "administrator"
    assert message.message
    assert edited.edited_message
    assert edited.edited_message.text == "吃过了吗"


async def test_without_privacy_everything_is_heard(time: Time) -> None:
    telegram = Telegram(clock=time, privacy=False)
    li = telegram.join("老李")
    group = telegram.found("3号楼", li.id)
    telegram.say(li.id, "吃了吗", chat_id=group.id)
    assert telegram.updates.read(-1, 1)[0]["message"]["text"] == "吃了吗"
    assert telegram.call("getMe")["can_read_all_group_messages"] is True


async def test_people_come_and_go(bot: Bot, phones: Phones, stairwell: Wall, li: Phone) -> None:
    zhang = await phones.person("张师傅")
    await stairwell.member(zhang, "member", by=li.id)
    await stairwell.member(zhang, "left")
    came, went = await news(bot)
    assert came.message
    assert came.message.from_user
    assert came.message.from_user.first_name == "老李"
    assert [user.first_name for user in came.message.new_chat_members] == ["张师傅"]
    assert went.message
    assert went.message.left_chat_member
    await stairwell.member(bot.id, "administrator")
    await stairwell.member(zhang, "member")
    *_, changed, _ = await news(bot)
    assert changed.chat_member
    assert changed.chat_member.old_chat_member.status == "left"


async def test_changes_of_others_come_only_when_asked_for(
    bot: Bot, stairwell: Wall, mei: Phone
) -> None:
    await stairwell.member(bot.id, "administrator")
    await news(bot)
    await bot.get_updates(allowed_updates=[])
    await stairwell.member(mei, "left")
    (left,) = await bot.get_updates()
    assert left.message
    assert left.message.left_chat_member


async def test_the_bot_is_thrown_out_and_let_in_again(
    bot: Bot, stairwell: Wall, li: Phone, mei: Phone
) -> None:
    await stairwell.member(bot.id, "kicked", by=li.id)
    await stairwell.says(mei, "/desk")
    (kicked,) = await news(bot)
    assert kicked.my_chat_member
    assert kicked.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(stairwell.id, "在吗")
    await stairwell.member(bot.id, "member", by=li.id)
    back, came = await news(bot)
    assert back.my_chat_member
    assert came.message
    assert came.message.new_chat_members[0].id == bot.id
    assert await bot.leave_chat(stairwell.id)
    with pytest.raises(Forbidden, match="bot is not a member of the group chat"):
        await bot.send_message(stairwell.id, "在吗")


async def test_members_can_be_asked_for(bot: Bot, stairwell: Wall, li: Phone, mei: Phone) -> None:
    assert await bot.get_chat_member_count(stairwell.id) == 3
    (owner,) = await bot.get_chat_administrators(stairwell.id)
    assert (owner.user.id, owner.status) == (li.id, "creator")
    assert (await bot.get_chat_member(stairwell.id, mei.id)).status == "member"
    with pytest.raises(BadRequest, match=r"(?i)user not found"):
        await bot.get_chat_member(stairwell.id, 42)
    with pytest.raises(BadRequest, match=r"(?i)no administrators in the private chat"):
        await bot.get_chat_administrators(mei.id)
    assert (await bot.get_chat_member(mei.id, mei.id)).status == "member"


async def test_banning_needs_the_right(bot: Bot, stairwell: Wall, li: Phone, mei: Phone) -> None:
    with pytest.raises(BadRequest, match=r"(?i)not enough rights"):
        await bot.ban_chat_member(stairwell.id, mei.id)
    await stairwell.member(bot.id, "administrator")
    assert await bot.ban_chat_member(stairwell.id, mei.id)
    assert (await bot.get_chat_member(stairwell.id, mei.id)).status == "kicked"
    with pytest.raises(AssertionError, match="not in the group"):
        await stairwell.says(mei, "还在吗")
    assert await bot.unban_chat_member(stairwell.id, mei.id, only_if_banned=True)
    assert (await bot.get_chat_member(stairwell.id, mei.id)).status == "left"
    with pytest.raises(BadRequest, match=r"(?i)can't remove chat owner"):
        await bot.ban_chat_member(stairwell.id, li.id)


async def test_others_messages_are_deleted_by_administrators(
    bot: Bot, stairwell: Wall, mei: Phone
) -> None:
    said = await stairwell.says(mei, "卖保健品")
    with pytest.raises(BadRequest, match=r"(?i)message can't be deleted"):
        await bot.delete_message(stairwell.id, said["message_id"])
    await stairwell.member(bot.id, "administrator")
    assert await bot.delete_message(stairwell.id, said["message_id"])


async def test_an_anonymous_administrator_speaks_as_the_group(
    bot: Bot, stairwell: Wall, mei: Phone
) -> None:
    await stairwell.member(mei, "administrator", anonymous=True)
    said = await stairwell.says(mei, "/desk")
    await stairwell.edits(mei, said["message_id"], "/stats")
    message = (await news(bot))[0].message
    assert message
    assert message.sender_chat
    assert message.sender_chat.id == stairwell.id
    assert message.from_user
    assert message.from_user.username == "GroupAnonymousBot"


async def test_a_tap_in_a_group_is_of_one_person(
    aiogram: AiogramBot, telegram: Telegram, stairwell: Wall, mei: Phone
) -> None:
    button = {"inline_keyboard": [[{"text": "签收", "callback_data": "c:1"}]]}
    card = {"chat_id": stairwell.id, "text": "新的", "reply_markup": button}
    telegram.call("sendMessage", card)
    await stairwell.taps(mei, "签收")
    query = (await aiogram.get_updates(offset=-1))[0].callback_query
    assert query
    assert query.message
    assert (query.from_user.id, query.message.chat.id) == (mei.id, stairwell.id)
    await stairwell.migrates()
    await aiogram.answer_callback_query(query.id, text="请到私聊")
    await stairwell.hears("请到私聊")


async def test_a_group_becomes_a_supergroup(
    bot: Bot, aiogram: AiogramBot, stairwell: Wall, mei: Phone
) -> None:
    larger = await stairwell.migrates()
    to, since = await news(bot)
    assert to.message
    assert to.message.migrate_to_chat_id == larger.id
    assert since.message
    assert since.message.migrate_from_chat_id == stairwell.id
    assert str(larger.id).startswith("-100")
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(stairwell.id, "还在吗")
    assert caught.value.new_chat_id == larger.id
    with pytest.raises(TelegramMigrateToChat):
        await aiogram.send_message(stairwell.id, "还在吗")
    await aiogram.send_message(larger.id, "搬好了")
    await larger.sees("搬好了")
    with pytest.raises(AssertionError, match="upgraded to a supergroup"):
        await stairwell.says(mei, "还在吗")


async def test_a_channel_has_posts_and_no_authors(
    bot: Bot, phones: Phones, li: Phone, mei: Phone
) -> None:
    channel = await phones.group("社区公告", li, mei, kind="channel", username="linli_news")
    *_, mine = await news(bot)
    assert mine.my_chat_member
    assert mine.my_chat_member.new_chat_member.status == "administrator"
    said = await channel.says(li, "明天停水")
    await channel.edits(li, said["message_id"], "后天停水")
    post, edited = await news(bot)
    assert post.channel_post
    assert post.channel_post.from_user is None
    assert post.channel_post.sender_chat
    assert edited.edited_channel_post
    with pytest.raises(AssertionError, match="only administrators write"):
        await channel.says(mei, "收到")
    sent = await bot.send_message("@Linli_News", "来水了")
    assert sent.sender_chat
    await bot.edit_message_text("真的来水了", channel.id, sent.message_id)
    await channel.sees("真的来水了")
    await channel.member(bot.id, "member")
    with pytest.raises(BadRequest, match=r"(?i)need administrator rights"):
        await bot.send_message(channel.id, "再见")


def test_a_group_takes_twenty_a_minute(time: Time) -> None:
    telegram = Telegram(clock=time)
    group = telegram.found("3号楼", telegram.join("老李").id)
    for number in range(20):
        telegram.call("sendMessage", {"chat_id": group.id, "text": str(number)})
        time.now += 1
    with pytest.raises(Refusal, match="retry after 40"):
        telegram.call("sendMessage", {"chat_id": group.id, "text": "太多了"})


@pytest.mark.parametrize(
    ("path", "body", "words"),
    [
        ("/sim/groups", {"title": "楼"}, '"owner" must be given'),
        ("/sim/groups", {"title": "楼", "owner": 1}, "no such person"),
        ("/sim/groups", {"title": "楼", "owner": 1, "kind": "party"}, "kind must be one of"),
        ("/sim/groups/-1/says", {"person": 1, "text": "一"}, "no such group"),
    ],
)
async def test_a_senseless_group_is_refused(
    phones: Phones, path: str, body: dict[str, object], words: str
) -> None:
    with pytest.raises(AssertionError, match=words):
        await phones.post(path, body)
