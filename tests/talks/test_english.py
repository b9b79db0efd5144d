"""Somebody whose phone speaks English is answered in English throughout."""

import re

from simulator.client import JSON, Phone
from tests.talks.test_care import at
from tests.talks.test_settings import until
from tests.town import ZHANG, Town, answers, dispatches, greeted, standing

HAN = re.compile(r"[\u3400-\u9fff]+")
# Places and people keep their names; 号楼 and 单元 are parts of them.
NAMES = re.compile(
    "广安社区|向阳社区|新华社区|河畔社区|森林公园小区|金域华府小区|号楼|单元|中文|张师傅|小李|王阿姨"
)


def chinese(message: JSON) -> list[str]:
    """The Chinese words in a message and on its buttons, but for names."""
    markup = message.get("reply_markup", {})
    labels = [
        button["text"]
        for row in markup.get("inline_keyboard", []) + markup.get("keyboard", [])
        for button in row
    ]
    return HAN.findall(NAMES.sub("", "\n".join([message.get("text", ""), *labels])))


async def test_english_throughout(town: Town, li: Phone, zhang: Phone) -> None:
    mary = await town.phone("Mary", 900_300, language_code="en-GB")
    said: list[JSON] = []
    town.telegram.listen(said.append, mary.id)
    await mary.says("/start")
    await mary.taps("I agree")
    await mary.taps("广安社区")
    await mary.taps("森林公园小区")
    await mary.sees("📍 广安社区 森林公园小区")
    await mary.taps("Just 森林公园小区")
    await mary.taps("✅ Send")
    await mary.sees("Thank you. It is noted.")
    await mary.taps("📢 Report a problem")
    await mary.says("nonsense")
    await mary.sees("Please choose with the buttons below")
    await mary.taps("💡 Lighting")
    await mary.taps("🏠")
    await mary.sees("So far: nonsense")
    await mary.says("The lamp at gate 3 is out")
    await mary.sends("sticker")
    await mary.sees("Please send a photo here, or tap “⏭ Skip”.")
    await mary.taps("⏭ Skip")
    await mary.taps("✏️ Change")
    await mary.taps("⬅️ Back")
    await mary.taps("✅ Send")
    await mary.sees("✅ Received. Your number is")
    await dispatches(li)
    await mary.sees("handed to 张师傅")
    await zhang.taps("签收")
    await mary.sees("being worked on")
    await answers(zhang, "New lamp put in")
    await mary.taps("Not solved")
    await mary.sees("Round 2")
    await mary.taps("⏭ Skip")
    await mary.sees("It is taken up again.")
    await answers(zhang, "Really a new lamp")
    await mary.sees("solved: Really a new lamp")
    await mary.taps("Solved")
    await mary.sees("all done")
    await mary.taps("📋 My matters")
    await mary.sees("Your matters")
    await mary.says("/help")
    await mary.sees("/report — report a problem")
    await mary.says("where do I get a residence certificate")
    await mary.sees("You said: where do I get a residence certificate")
    await mary.taps("None of these")
    await mary.sees("I am sorry. Please choose below")
    await mary.says("/report")
    await mary.taps("🆘 Somebody is in danger")
    await mary.sees("🆘 Please call now")
    await mary.taps("Not an emergency")
    await mary.says("/cancel")
    await mary.sees("Cancelled. Nothing was sent.")
    await town.quiet()
    await mary.look()
    shown = [event["message"] for event in said if "message" in event]
    texts = [*(m for m in shown if m["out"]), *(m for m in mary.messages.values() if m["out"])]
    assert len(texts) > 30
    assert [chinese(message) for message in texts if chinese(message)] == []
    assert [answer for answer in said if HAN.search(str(answer.get("text", "")))] == []


async def test_a_morning_in_english(town: Town, li: Phone, zhang: Phone) -> None:
    assert li.messages, "who is alarmed is there"
    assert zhang.messages
    mary = await town.phone("Mary", 900_300, language_code="en-GB")
    said: list[JSON] = []
    town.telegram.listen(said.append, mary.id)
    await mary.says("/start")
    await mary.taps("I agree")
    for place in ("广安社区", "森林公园小区", "Just 森林公园小区"):
        await mary.taps(place)
    await mary.taps("✅ Send")
    town.clock.advance(until(town.clock.now(), hour=19))
    await mary.taps("⚙️ Settings")
    await mary.taps("😊 Daily greetings")
    await mary.taps("✅ Yes, ask me each morning")
    await mary.taps("6 to 9 o'clock")
    await mary.taps("Faster: after an hour and a half")
    await mary.sees("On which number can you be phoned")
    await mary.taps("⏭ Skip")
    await mary.taps("✅ Send")
    await mary.sees("without a word we ask at 9:00")
    await mary.taps("📝 What helpers must know")
    await mary.says("The key is with the neighbour")
    for question in ("speak and knock", "Which illness", "when nobody opens"):
        await mary.sees(question)
        await mary.taps("⏭ Skip")
    await mary.taps("✅ Send")
    await mary.sees("What helpers must know, sealed: Key")
    await mary.taps("➕ Contact")
    await mary.sees("Please have a look whether you are willing")
    await at(town, "09:00")
    await mary.sees("how are you today?")
    for time in ("09:15", "09:30", "10:00"):
        await at(town, time)
    await mary.sees("We have not heard from you yet.")
    await mary.taps("😊 I am well")
    await mary.sees("😊 That is good to hear!")
    await town.quiet()
    shown = [event["message"] for event in said if "message" in event]
    texts = [*(m for m in shown if m["out"]), *(m for m in mary.messages.values() if m["out"])]
    assert [chinese(message) for message in texts if chinese(message)] == []
    assert [answer for answer in said if HAN.search(str(answer.get("text", "")))] == []


async def test_who_reads_no_chinese_finds_english_before_agreeing(town: Town) -> None:
    anna = await town.phone("Anna", 900_302, language_code="zh")
    await anna.says("/start")
    asked = await anna.sees("您同意吗？")
    assert "English: /language" in asked["text"]
    await anna.says("I speak English")
    await anna.taps("🌐 English")
    await anna.sees("Do you agree?")
    await anna.taps("I agree")
    await anna.sees("Where do you live?")
    await anna.says("/language")
    await anna.taps("🌐 中文")
    await anna.sees("您住在哪")
    await anna.taps("⏭ 跳过")
    await anna.sees("住处：没填")


async def test_labels_of_any_language_open_the_same_door(town: Town) -> None:
    wang = await greeted(await town.phone("王阿姨", 900_001))
    for label in ("📢 Report a problem", "report a problem", "反映问题"):
        await wang.says(label)
        await wang.sees("是哪方面的事？")
    await wang.says("Lighting")
    await wang.sees("在哪里？")
    await wang.says("我家")
    await wang.sees("怎么回事")


async def test_a_notice_speaks_the_readers_language(town: Town, wang: Phone, li: Phone) -> None:
    who = await town.person(ZHANG)
    await town.run(lambda tx: tx.do("UPDATE people SET language = 'en' WHERE id = :id", id=who.id))
    zhang = await greeted(await town.phone("张师傅", ZHANG))
    await wang.taps("📢 反映问题")
    await wang.taps("💡 照明")
    await wang.taps("🏠")
    await wang.says("路灯坏了")
    await wang.taps("⏭ 跳过")
    await wang.taps("✅ 提交")
    await dispatches(li)
    card = await zhang.sees("🔧 This is for you")
    assert chinese(card) == ["路灯坏了"]
    await zhang.taps("Sign for it")
    await wang.sees("👉 正在办")


async def test_a_language_nobody_speaks_here_becomes_that_of_the_settings(sqlite_url: str) -> None:
    async with standing(sqlite_url, language="en") as town:
        amelie = await town.phone("Amélie", 900_301, language_code="fr")
        await amelie.says("/start")
        asked = await amelie.sees("")
        assert "Do you agree?" in asked["text"]
