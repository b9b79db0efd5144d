"""A small bot as aiogram's documentation writes one lives here, by polling and by webhook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import Command, CommandStart
from aiogram.filters.chat_member_updated import JOIN_TRANSITION, ChatMemberUpdatedFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import (
    CallbackQuery,
    ChatMemberUpdated,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    PhotoSize,
    ReplyKeyboardMarkup,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from simulator.client import Phone, Phones

SECRET = "only-for-this-test"
MENU = ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="📢 反映问题")]])
SEND = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="✅ 提交", callback_data="report:send")]]
)


class Report(StatesGroup):
    story = State()
    photo = State()
    sure = State()


def report_bot() -> Router:
    """A report in three steps, a greeting for newcomers of a group, and an echo of posts."""
    router = Router()

    @router.message(CommandStart())
    async def start(message: Message) -> None:
        await message.answer("您好，我是邻里。", reply_markup=MENU)

    @router.message(F.text == "📢 反映问题")
    async def begin(message: Message, state: FSMContext) -> None:
        await state.set_state(Report.story)
        await message.answer("怎么了？")

    @router.message(Report.story, F.text)
    async def story(message: Message, state: FSMContext) -> None:
        await state.update_data(story=message.text)
        await state.set_state(Report.photo)
        await message.answer("拍一张吧")

    @router.message(Report.photo, F.photo[-1].as_("photo"))
    async def photo(message: Message, state: FSMContext, bot: Bot, photo: PhotoSize) -> None:
        data = await bot.download(photo)
        assert data
        await state.set_state(Report.sure)
        told = (await state.get_data())["story"]
        await message.answer(f"{told}，照片 {len(data.read())} 字节", reply_markup=SEND)

    @router.callback_query(Report.sure, F.data == "report:send")
    async def send(query: CallbackQuery, state: FSMContext) -> None:
        await state.clear()
        assert isinstance(query.message, Message)
        await query.message.edit_text("已提交")
        await query.answer("谢谢")

    @router.message(Command("who"), F.chat.type.in_({"group", "supergroup"}))
    async def who(message: Message) -> None:
        leaders = await message.chat.get_administrators()
        await message.reply("、".join(leader.user.full_name for leader in leaders))

    @router.chat_member(ChatMemberUpdatedFilter(JOIN_TRANSITION))
    async def welcome(event: ChatMemberUpdated) -> None:
        await event.answer(f"欢迎 {event.new_chat_member.user.full_name}")

    @router.channel_post()
    async def post(message: Message) -> None:
        await message.reply("已读")

    return router


@asynccontextmanager
async def polling(bot: Bot) -> AsyncIterator[None]:
    dispatcher = Dispatcher()
    dispatcher.include_router(report_bot())
    running = asyncio.create_task(
        dispatcher.start_polling(
            bot,
            handle_signals=False,
            close_bot_session=False,
            allowed_updates=dispatcher.resolve_used_update_types(),
        )
    )
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await running


@asynccontextmanager
async def hooked(bot: Bot) -> AsyncIterator[None]:
    dispatcher, app = Dispatcher(), web.Application()
    dispatcher.include_router(report_bot())
    handler = SimpleRequestHandler(dispatcher, bot, handle_in_background=False, secret_token=SECRET)
    handler.register(app, path="/hook")
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    kinds = dispatcher.resolve_used_update_types()
    await bot.set_webhook(
        f"http://127.0.0.1:{runner.addresses[0][1]}/hook",
        secret_token=SECRET,
        allowed_updates=kinds,
    )
    try:
        yield
        info = await bot.get_webhook_info()
        assert info.last_error_message is None
    finally:
        await bot.delete_webhook()
        await runner.cleanup()


@pytest.fixture(params=[polling, hooked])
async def lives(request: pytest.FixtureRequest, aiogram: Bot) -> AsyncIterator[None]:
    async with request.param(aiogram):
        yield


@pytest.mark.usefixtures("lives")
async def test_a_report_from_start_to_thanks(phones: Phones) -> None:
    mei = await phones.person("小梅")
    await mei.says("/start")
    await mei.sees("我是邻里")
    await mei.taps("反映问题")
    await mei.sees("怎么了")
    await mei.says("路灯坏了")
    await mei.sees("拍一张")
    await mei.sends_photo()
    await mei.sees("路灯坏了，照片")
    await mei.taps("提交")
    await mei.sees("已提交")
    await mei.hears("谢谢")


@pytest.mark.usefixtures("lives")
async def test_a_group_and_a_channel(phones: Phones, aiogram: Bot, mei: Phone) -> None:
    li, zhang = await phones.person("老李"), await phones.person("张师傅")
    group = await phones.group("3号楼", li, mei)
    await group.says(mei, "吃了吗")
    await group.says(mei, "/who")
    assert (await group.sees("老李"))["reply_to_message"]["text"] == "/who"
    await group.member(aiogram.id, "administrator", by=li.id)
    await group.member(zhang, "member")
    await group.sees("欢迎 张师傅")
    channel = await phones.group("社区公告", li, kind="channel")
    await channel.says(li, "明天停水")
    await channel.sees("已读")
