"""The report with aiogram as its documentation shows it: a Router, FSM in MemoryStorage,
start_polling, everything else as it comes.

python -m bench.contestants.aiogram <Bot API root> <token> <folder>
"""

import asyncio
import itertools
import logging
import sys

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
)

from bench.contestants import words

router = Router()
numbers = itertools.count(1)


class Report(StatesGroup):
    category = State()
    place = State()
    story = State()
    photo = State()
    confirm = State()


def keyboard(pairs: list[tuple[str, str]], columns: int) -> InlineKeyboardMarkup:
    """Inline buttons of (label, data), with the way out below."""
    buttons = [InlineKeyboardButton(text=label, callback_data=data) for label, data in pairs]
    rows = [buttons[at : at + columns] for at in range(0, len(buttons), columns)]
    cancel = InlineKeyboardButton(text=words.CANCEL, callback_data="cancel")
    return InlineKeyboardMarkup(inline_keyboard=[*rows, [cancel]])


@router.message(CommandStart())
async def start(message: Message) -> None:
    keys = [[KeyboardButton(text=words.REPORT)]]
    menu = ReplyKeyboardMarkup(keyboard=keys, resize_keyboard=True)
    await message.answer(words.WELCOME, reply_markup=menu)


@router.message(F.text == words.REPORT)
async def report(message: Message, state: FSMContext) -> None:
    await state.set_state(Report.category)
    pairs = [(label, f"category:{at}") for at, label in enumerate(words.CATEGORIES)]
    await message.answer(words.WHAT, reply_markup=keyboard(pairs, 2))


@router.callback_query(F.data == "cancel")
async def cancel(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.clear()
    assert isinstance(query.message, Message)
    await query.message.edit_text(words.CANCELLED)


@router.callback_query(Report.category, F.data.startswith("category:"))
async def category(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    assert query.data is not None
    assert isinstance(query.message, Message)
    await state.update_data(category=words.CATEGORIES[int(query.data.partition(":")[2])])
    await state.set_state(Report.place)
    places = [(f"🏠 {words.HOME}", "place:home"), *((c, f"place:{c}") for c in words.COMMUNITIES)]
    await query.message.edit_text(words.WHERE, reply_markup=keyboard(places, 1))


@router.callback_query(Report.place, F.data.startswith("place:"))
async def place(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    assert query.data is not None
    assert isinstance(query.message, Message)
    name = query.data.partition(":")[2]
    await state.update_data(place=words.HOME if name == "home" else name)
    await state.set_state(Report.story)
    await query.message.edit_text(words.STORY, reply_markup=keyboard([], 1))


@router.message(Report.story, F.text)
async def story(message: Message, state: FSMContext) -> None:
    await state.update_data(story=message.text)
    await state.set_state(Report.photo)
    await message.answer(words.PHOTOS, reply_markup=keyboard([(words.SKIP, "skip")], 1))


@router.callback_query(Report.photo, F.data == "skip")
async def skip_photo(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    given = await state.get_data()
    await state.set_state(Report.confirm)
    assert isinstance(query.message, Message)
    text = words.summary(given["category"], given["place"], given["story"])
    await query.message.edit_text(text, reply_markup=keyboard([(words.SEND, "send")], 1))


@router.callback_query(Report.confirm, F.data == "send")
async def send(query: CallbackQuery, state: FSMContext) -> None:
    await query.answer()
    await state.clear()
    assert isinstance(query.message, Message)
    await query.message.edit_text(words.received(next(numbers)))


async def main() -> None:
    root, token, _folder = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING)
    bot = Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(root)))
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    asyncio.run(main())
