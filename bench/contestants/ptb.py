"""The report with python-telegram-bot as its documentation shows it: ConversationHandler,
PicklePersistence, run_polling, everything else as it comes.

python -m bench.contestants.ptb <Bot API root> <token> <folder>
"""

import itertools
import logging
import sys
import warnings
from pathlib import Path
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, ReplyKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    PicklePersistence,
    filters,
)
from telegram.warnings import PTBUserWarning

from bench.contestants import words

CATEGORY, PLACE, STORY, PHOTO, CONFIRM = range(5)
Context = ContextTypes.DEFAULT_TYPE
numbers = itertools.count(1)


def keyboard(pairs: list[tuple[str, str]], columns: int) -> InlineKeyboardMarkup:
    """Inline buttons of (label, data), with the way out below."""
    buttons = [InlineKeyboardButton(label, callback_data=data) for label, data in pairs]
    rows = [buttons[at : at + columns] for at in range(0, len(buttons), columns)]
    return InlineKeyboardMarkup(
        [*rows, [InlineKeyboardButton(words.CANCEL, callback_data="cancel")]]
    )


async def start(update: Update, _context: Context) -> None:
    assert update.message is not None
    menu = ReplyKeyboardMarkup([[words.REPORT]], resize_keyboard=True)
    await update.message.reply_text(words.WELCOME, reply_markup=menu)


async def report(update: Update, _context: Context) -> int:
    assert update.message is not None
    pairs = [(label, f"category:{at}") for at, label in enumerate(words.CATEGORIES)]
    await update.message.reply_text(words.WHAT, reply_markup=keyboard(pairs, 2))
    return CATEGORY


async def category(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    assert context.user_data is not None
    await query.answer()
    context.user_data["category"] = words.CATEGORIES[int(query.data.partition(":")[2])]
    places = [(f"🏠 {words.HOME}", "place:home"), *((c, f"place:{c}") for c in words.COMMUNITIES)]
    await query.edit_message_text(words.WHERE, reply_markup=keyboard(places, 1))
    return PLACE


async def place(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    assert context.user_data is not None
    await query.answer()
    name = query.data.partition(":")[2]
    context.user_data["place"] = words.HOME if name == "home" else name
    await query.edit_message_text(words.STORY, reply_markup=keyboard([], 1))
    return STORY


async def story(update: Update, context: Context) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data["story"] = update.message.text
    skip = keyboard([(words.SKIP, "skip")], 1)
    await update.message.reply_text(words.PHOTOS, reply_markup=skip)
    return PHOTO


async def skip_photo(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    assert context.user_data is not None
    await query.answer()
    given = context.user_data
    text = words.summary(given["category"], given["place"], given["story"])
    await query.edit_message_text(text, reply_markup=keyboard([(words.SEND, "send")], 1))
    return CONFIRM


async def send(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    assert context.user_data is not None
    await query.answer()
    context.user_data.clear()
    await query.edit_message_text(words.received(next(numbers)))
    return ConversationHandler.END


async def cancel(update: Update, context: Context) -> int:
    query = update.callback_query
    assert query is not None
    assert context.user_data is not None
    await query.answer()
    context.user_data.clear()
    await query.edit_message_text(words.CANCELLED)
    return ConversationHandler.END


def conversation() -> ConversationHandler[Any]:
    """The report."""
    return ConversationHandler(
        entry_points=[MessageHandler(filters.Text([words.REPORT]), report)],
        states={
            CATEGORY: [CallbackQueryHandler(category, pattern="^category:")],
            PLACE: [CallbackQueryHandler(place, pattern="^place:")],
            STORY: [MessageHandler(filters.TEXT & ~filters.COMMAND, story)],
            PHOTO: [CallbackQueryHandler(skip_photo, pattern="^skip$")],
            CONFIRM: [CallbackQueryHandler(send, pattern="^send$")],
        },
        fallbacks=[CallbackQueryHandler(cancel, pattern="^cancel$")],
        name="report",
        persistent=True,
    )


def main() -> None:
    root, token, folder = sys.argv[1:]
    logging.basicConfig(level=logging.WARNING)
    # It warns of the mixture of messages and taps that every such conversation has.
    warnings.filterwarnings("ignore", category=PTBUserWarning)
    application = (
        Application.builder()
        .token(token)
        .base_url(f"{root}/bot")
        .base_file_url(f"{root}/file/bot")
        .persistence(PicklePersistence(filepath=Path(folder) / "conversations"))
        .build()
    )
    application.add_handler(CommandHandler("start", start))
    application.add_handler(conversation())
    application.run_polling()


if __name__ == "__main__":
    main()
