"""Whatever people and forged clients send, a form stays whole."""

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from talk import pressed
from talk.forms import (
    Answer,
    Attachment,
    Contact,
    Form,
    Outcome,
    Position,
    Said,
    Sent,
    Tap,
    begin,
    read_tap,
)
from talk.plan import plan_of
from talk.questions import spoken
from talk.screens import Screen, units
from talk.words import LANGUAGES
from tests.talk.example import Filler, Report
from tests.talk.test_conditions import Complaint
from tests.talk.test_dates import Visit, Visitor
from tests.talk.test_several import Wisher, Wishes
from tests.talk.test_shared import Known
from tests.talk.test_shared import Visitor as Sharing

anything = st.text(st.characters(exclude_categories=[]), max_size=300)
TYPED = "3|十五|明天下午3点|12月8日|13800138000|vacancy|noise|light,noise|⏭ Skip"
UNMOVED = (Outcome.STALE, Outcome.REPEATED)
ACTIONS = (
    "pick into up here home page enough again back skip keep cancel send change field "
    "day days hour row all done usual"
)
actions = st.sampled_from(ACTIONS.split(" "))
values = st.one_of(
    anything, st.integers().map(str), st.sampled_from(["light", "fire", "yes", "story", "1", "12"])
)
photos = st.builds(Attachment, file_id=st.text(), unique_id=st.sampled_from("abcde"))
answers: st.SearchStrategy[Answer] = st.one_of(
    st.builds(Said, anything),
    st.builds(Said, st.sampled_from(TYPED.split("|"))),
    st.builds(Said, st.sampled_from(["💡 A lamp", "1号楼", "是", "no", "x" * 4096, "😀" * 1000])),
    st.builds(
        Sent,
        st.sampled_from(["photo", "sticker", "voice", "contact", "location"]),
        st.none() | photos,
        anything,
        st.sampled_from([0, 10**9]),
        st.sampled_from([None, "album", "another"]),
        st.none() | st.builds(Contact, anything, st.booleans()),
        st.none() | st.builds(Position, latitude=st.floats(-90, 90), longitude=st.just(0.0)),
    ),
)
# A number chooses one of the buttons shown; a pair is a forged tap.
moves = st.one_of(answers, st.integers(0, 60), st.tuples(actions, values))


FILLERS: tuple[tuple[type[Filler], type[Form]], ...] = (
    (Filler, Report),
    (Visitor, Visit),
    (Wisher, Wishes),
    (Known, Sharing),
    (Filler, Complaint),
)


@given(st.sampled_from(FILLERS), st.lists(moves, max_size=25), st.sampled_from(["zh", "en"]))
@settings(deadline=None, max_examples=250)
def test_a_form_survives_anything(
    who: tuple[type[Filler], type[Form]], made: list[Answer | int | tuple[str, str]], language: str
) -> None:
    filler = who[0](who[1], language)
    for move in made:
        before = filler.draft
        if isinstance(move, int):
            shown = [button for row in filler.screen.rows for button in row]
            if not shown:
                filler.says(str(move))
                continue
            data = shown[move % len(shown)].data
            tap = read_tap(data or "")
            assert tap is not None
            filler.gives(tap)
            assert filler.outcome is not Outcome.STALE, data
        elif isinstance(move, tuple):
            filler.forges(*move)
        else:
            filler.gives(move)
        if filler.outcome in (Outcome.DONE, Outcome.CANCELLED, Outcome.LEFT):
            return
        assert (filler.draft == before) is (filler.outcome in UNMOVED)
        assert filler.draft.revision == before.revision + (filler.outcome is Outcome.ASKING)
        check(filler.screen)


LABELS = {
    question.label.to(language)
    for question in plan_of(Report).questions.values()
    for language in LANGUAGES
}


def check(screen: Screen) -> None:
    assert len(screen.text) <= 4096
    screen.text.plain.encode()
    raw = screen.text.plain.encode("utf-16-le")
    for span in screen.text.spans:
        covered = raw[span.offset * 2 : (span.offset + span.length) * 2].decode("utf-16-le")
        assert span.kind == "bold"
        assert covered.endswith(("?", "？")) or covered in LABELS
    for row in screen.rows:
        for button in row:
            assert button.label
            assert button.data is not None
            assert len(button.data.encode()) <= 64


@given(anything)
@settings(deadline=None)
def test_any_data_is_a_tap_or_none(data: str) -> None:
    tap = read_tap(data)
    assert tap is None or isinstance(tap, Tap)


@given(st.text(alphabet="f:0123456789az-x\n字", max_size=64).map("f:".__add__))
@settings(deadline=None)
def test_any_likely_data_is_survived(data: str) -> None:
    tap = read_tap(data)
    if tap is not None:
        Filler().gives(tap)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=5, max_size=200))
@settings(deadline=None)
def test_typed_words_come_back_as_they_were(story: str) -> None:
    assume(spoken(story) not in pressed.ACTIONS)  # those are buttons, in words
    mei = Filler().taps("💡 A lamp").taps("🏠 2号楼").says(story)
    if len(story.strip()) < 5:
        assert mei.field == "story"
        return
    assert mei.draft.answers["story"] == story.strip()
    for _n in range(3):
        mei.taps("⏭ Skip")
    assert story.strip() in mei.text
    check(mei.screen)
    start = units(mei.text[: mei.text.index("Story: ") + len("Story: ")])
    end = start + units(story.strip())
    assert not any(
        span.offset < end and start < span.offset + span.length for span in mei.screen.text.spans
    )


def test_a_draft_with_the_longest_id_has_room_for_its_buttons() -> None:
    filler = Filler()
    filler.draft = begin(Report, 2**63 - 1)
    for _n in range(1200):
        filler.forges("back")
    check(filler.screen)
