"""A volunteer who reads English alone: from the first day to the certificate."""

from simulator.client import JSON, Phone
from tests.talks.test_english import chinese
from tests.talks.test_tasks import DOOR, HOUR_MS, NAME, at_nine, gives_out, opens_page, passes
from tests.town import Town

WORDS = ("帮一位老人买药送上门", NAME, DOOR)


async def joins(town: Town, mary: Phone, li: Phone) -> None:
    """Mary, registered in the estate, becomes a volunteer."""
    await mary.says("/start")
    await mary.taps("I agree")
    await mary.taps("广安社区")
    await mary.taps("森林公园小区")
    await mary.taps("Just 森林公园小区")
    await mary.taps("✅ Send")
    await mary.sees("Thank you. It is noted.")
    await mary.taps("🧡 I want to help")
    await mary.taps("📝 Become a volunteer")
    await mary.sees("What could you do for others?")
    await mary.taps("🛒 Shopping and errands")
    await mary.taps("☑️")
    await mary.sees("When may we ask you?")
    await mary.taps("🕛 Any time")
    await mary.taps("☑️")
    await mary.sees("How far would you go?")
    await mary.taps("🚶 In my community")
    await mary.taps("18 to 69")
    await mary.sees("Is there anything you had better not do?")
    await mary.taps("⏭ Skip")
    await mary.taps("Not now")
    await mary.taps("🧡 Yes, ask me")
    await mary.taps("✅ Send")
    await mary.sees("⏳ We look it over")
    await li.taps("✅ 通过")
    await mary.sees("🧡 Welcome among the volunteers!")
    await town.quiet()


async def test_from_the_first_day_to_the_certificate_in_english(town: Town, li: Phone) -> None:
    await at_nine(town)
    mary = await town.phone("Mary", 900_300, language_code="en-GB")
    said: list[JSON] = []
    town.telegram.listen(said.append, mary.id)
    await joins(town, mary, li)
    await gives_out(town, li, urgent=False)
    await passes(town, 0)
    await mary.sees("If you have time, tap “I come”.")
    await mary.taps("I come")
    await mary.sees("🙋 You have offered.")
    await passes(town, 3 * HOUR_MS)
    chosen = await mary.sees("🧡 It is you!")
    assert DOOR in chosen["text"]
    await passes(town, 25 * HOUR_MS + 1)
    await mary.sees("⏰ In two hours:")
    await mary.taps("I set out")
    await mary.sees("When will you be there?")
    await mary.taps("in 20 minutes")
    await mary.sees("🚶 You are on your way")
    await mary.taps("I cannot come")
    await mary.sees("Shall others be asked at once?")
    await mary.taps("⬅️ Back")
    await mary.sees("🚶 You are on your way")
    await mary.taps("Done")
    await mary.taps("1 hour")
    await mary.sees("Is there anything to tell who sees to it?")
    await mary.taps("⏭ Skip")
    await mary.sees("Would you like to send photos of it?")
    await mary.taps("⏭ Skip")
    await mary.sees("🌷 You have done it.")
    await li.taps("🌷 说声谢谢")
    await mary.sees("🌷 Somebody says thank you for")
    await li.taps("🗂 工作台")
    await li.taps("📥")
    await li.taps("⏱")
    await li.taps("✅ 确认")
    await mary.sees("⏱ Confirmed: 1 h on")
    await opens_page(town, mary, "🧡 I want to help")
    assert await mary.shows("⏱ 1 h confirmed")
    await mary.taps("👥 The teams")
    await mary.sees("👥 Stations and their teams")
    await mary.taps("⏱ My hours")
    await mary.taps("📄 Certificate")
    paper = await mary.sees("Your certificate.")
    assert paper["document"]["file_name"] == "certificate.pdf"
    await opens_page(town, mary, "🧡 I want to help")
    await mary.taps("🚪 Stop helping")
    await mary.sees("What you have taken on is offered to others at once")
    await town.quiet()
    await mary.look()
    shown = [event["message"] for event in said if "message" in event]
    texts = [*(m for m in shown if m["out"]), *(m for m in mary.messages.values() if m["out"])]
    assert len(texts) > 30
    assert [left for left in map(foreign, texts) if left] == []
    answers = [event for event in said if event.get("type") == "answer"]
    assert [left for left in map(foreign, answers) if left] == []


def foreign(message: JSON) -> list[str]:
    """What is Chinese in it, but for names and what others have written."""
    text = str(message.get("text", ""))
    for word in WORDS:
        text = text.replace(word, "")
    return chinese({**message, "text": text})
