"""Forms under way: the pure engine with a draft row before it and a message behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from talk import beside, waiting
from talk.about import subject, told
from talk.answers import read_tap
from talk.asking import Where, keep, lay_down, look_up, put, retire, settle, show, waits
from talk.forms import (
    Answer,
    Draft,
    Facts,
    Form,
    Outcome,
    Said,
    Sent,
    Step,
    Tap,
    begin,
    correct,
    filled,
    filled_needs,
    keyed,
    needs,
    take,
)
from talk.plan import plan_of
from talk.registry import FormEntry
from talk.screens import Button, Screen
from talk.standing import give_up, opened, put_away, remind_later, remove, uncover
from talk.turn import Turn
from talk.typed import Typed
from talk.waiting import AFRESH, DROP, RESUME
from talk.words import Word, _

NEXT = "next"
CANCELLED = _("Cancelled. Nothing was sent.")


def start(
    turn: Turn,
    form: type[Form],
    fixed: Mapping[str, Any] | None = None,
    given: Mapping[str, Any] | None = None,
    album: str | None = None,
    heard: Word | None = None,
) -> None:
    """Open a form; another one that was open waits below it, of the same one it is asked.

    What is `given` is answered already, as `heard` says; more of the `album` goes to its
    attachments.
    """
    draft = begin(form, turn.tx.new_id(turn.now), fixed or {}, given or {}, album)
    kept, entry = opened(turn)
    before = Draft.from_json(kept.id, kept.body) if kept and entry else None
    if before and before.answers and _same(before, draft):
        keep(turn, replace(before, waiting=True))
        turn.say(waiting.again(before, form.title, turn.who.language), shows=waits(before.id))
        return
    if kept:
        put_away(turn, kept)
    if before and before.answers:
        covered = replace(before, waiting=False)  # once it comes back it is mentioned again
        draft = replace(draft, below={"id": before.id, **covered.kept(), "below": None})
    elif before:
        draft = replace(draft, below=before.below)
    remind_later(turn, draft)
    _say_what_is_cut(turn, given or {}, draft)
    if not _met(turn, turn.registry.forms[form.name], {}, draft, Where.ANEW):
        if heard and given and draft.field is not None:
            said = filled(form, draft, look_up(turn, filled_needs(form, draft)), turn.who.language)
            heard = Word("{heard}\n{said}", None, (("heard", heard), ("said", said)))
        show(turn, form, draft, Where.ANEW, heard=heard)


def _say_what_is_cut(turn: Turn, given: Mapping[str, Any], draft: Draft) -> None:
    """Of more words than fit, say how many stand there: nothing is dropped without a word."""
    for name, value in given.items():
        kept = draft.answers.get(name)
        if isinstance(value, str) and isinstance(kept, str) and len(kept) < len(value):
            says = _(
                "That was {length} characters; the first {most} stand here now. The rest is still"
                " in your message above: please add it afterwards.",
                length=len(value),
                most=len(kept),
            )
            turn.say(says)


def resume(turn: Turn) -> bool:
    """Ask the open question again in a new message; False if no form is open."""
    kept, entry = opened(turn)
    if kept is None or entry is None:
        return False
    draft = replace(Draft.from_json(kept.id, kept.body), waiting=False)
    if _over(turn, entry, draft, look_up(turn, subject(entry.form, draft))):
        return True
    show(turn, entry.form, draft, Where.ANEW)
    return True


def answered(turn: Turn, answer: Answer) -> bool:
    """Give an answer to the open form; False if none is open, or it is another one's."""
    kept, entry = opened(turn)
    if kept is None or entry is None or (isinstance(answer, Tap) and answer.draft != kept.id):
        return False
    draft = Draft.from_json(kept.id, kept.body)
    if isinstance(answer, Tap) and answer.action in (RESUME, DROP, AFRESH, NEXT):
        _decided(turn, entry, draft, answer.action)
        return True
    facts = look_up(turn, needs(entry.form, draft, answer))
    if _over(turn, entry, draft, facts):
        return True
    step = take(entry.form, draft, answer, facts)
    if step.outcome is Outcome.STALE:
        turn.answer(_("That button is from before. Please go on here."))
        show(turn, entry.form, draft, Where.BACK)
    elif step.outcome is Outcome.ASKING:
        after = _sourced(turn, draft, step.draft, answer)
        if keyed(entry.form, draft) and not keyed(entry.form, after):
            turn.home(_("Thank you. It is noted."))
        where = _where(draft, answer)
        if step.complaint or not _met(turn, entry, draft.answers, after, where):
            show(turn, entry.form, after, where, step.complaint, step.heard)
    elif step.outcome is not Outcome.REPEATED:
        _end(turn, entry, draft, step)
    return True


def refused(turn: Turn, why: Word) -> bool:
    """Say in the form why what was tapped is not possible; False if it was not the form's."""
    kept, entry = opened(turn)
    tap = read_tap(turn.event.data or "")
    if kept is None or entry is None or tap is None or tap.draft != kept.id:
        return False
    show(turn, entry.form, Draft.from_json(kept.id, kept.body), Where.TAPPED, why)
    return True


def edited(turn: Turn, text: str) -> bool:
    """Take other words for an answer of the open form; False if they came too late."""
    kept, entry = opened(turn)
    if kept is None or entry is None:
        return False
    draft = Draft.from_json(kept.id, kept.body)
    sources = draft.sources.items()
    name = next((name for name, number in sources if number == turn.event.message_id), None)
    if name is None:
        return False
    if name == draft.field and name not in draft.answers:
        return answered(turn, Said(text))
    facts = look_up(turn, needs(entry.form, draft.asking(name)))
    step = correct(entry.form, draft, name, text, facts)
    if step is None:
        return False
    show(turn, entry.form, step.draft, Where.STANDING, step.complaint)
    return True


def fix(turn: Turn, **values: str) -> None:
    """Keep something with the open form that it does not ask."""
    draft = draft_of(turn)
    if draft is not None:
        keep(turn, replace(draft, fixed={**draft.fixed, **values}))


def cancel(turn: Turn) -> bool:
    """Give up the open form; False if none is open."""
    draft = draft_of(turn)
    given_up = give_up(turn)
    if draft:
        uncover(turn, draft)
    return given_up


def draft_of(turn: Turn) -> Draft | None:
    """Return the open form as it stands."""
    kept, entry = opened(turn)
    return Draft.from_json(kept.id, kept.body) if kept and entry else None


def asks_for_words(turn: Turn, draft: Draft) -> bool:
    """Tell whether the open question is answered in somebody's own words."""
    questions = plan_of(turn.registry.forms[draft.form].form).questions
    return isinstance(questions.get(draft.field or ""), Typed)


def is_answer(turn: Turn, draft: Draft, said: Said) -> bool:
    """Tell whether words answer the open question, or may: some are kept beside what is asked."""
    entry = turn.registry.forms[draft.form]
    if told(entry.form, draft, look_up(turn, subject(entry.form, draft))) is not None:
        return True  # what is said of a matter may be anything
    step = take(entry.form, draft, said, look_up(turn, needs(entry.form, draft, said)))
    return step.complaint is None and step.heard not in beside.KEPT_ASIDE


def keeps_words(turn: Turn, draft: Draft) -> bool:
    """Tell whether anything in the open form is answered in somebody's own words."""
    questions = plan_of(turn.registry.forms[draft.form].form).questions
    return any(isinstance(question, Typed) for question in questions.values())


def mention(turn: Turn, before: Draft) -> None:
    """Say once that the form that was open before, or the one below it, waits."""
    draft = draft_of(turn)
    known = (before.id, before.below["id"] if before.below else None)
    if draft is None or draft.waiting or draft.id not in known:
        return
    keep(turn, replace(draft, waiting=True))
    form = turn.registry.forms[draft.form].form
    turn.say(waiting.kept(draft, form.title, turn.who.language), shows=waits(draft.id))


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether both are the same form about the same thing."""
    return one.form == other.form and one.fixed == other.fixed


def _decided(turn: Turn, entry: FormEntry, draft: Draft, action: str) -> None:
    """Go on with a form that waits, or give it up."""
    if action == NEXT:
        show(turn, entry.form, draft, Where.TAPPED)
        return
    if action == DROP:
        retire(turn, draft.id)
        _end(turn, entry, draft, Step(draft, Outcome.CANCELLED))
        return
    turn.amend(Screen(waiting.kept(draft, entry.form.title, turn.who.language).text))
    if action == AFRESH:
        retire(turn, draft.id)
        fresh = begin(entry.form, turn.tx.new_id(turn.now), draft.fixed)
        draft = replace(fresh, below=draft.below)
        remind_later(turn, draft)
    show(turn, entry.form, replace(draft, waiting=False), Where.ANEW)


def _over(turn: Turn, entry: FormEntry, draft: Draft, facts: Facts) -> bool:
    """End a form kindly whose row has gone to others or come to its end meanwhile."""
    about = told(entry.form, draft, facts)
    if about is None or about.over is None:
        return False
    settle(turn, draft.id)
    remove(turn)
    uncover(turn, draft)
    head = f"{about.line}\n" if about.line else ""
    turn.reply(Screen(head + turn.to(about.over), about.rows))
    mention(turn, draft)
    return True


def _met(
    turn: Turn, entry: FormEntry, before: Mapping[str, Any], draft: Draft, where: Where
) -> bool:
    """Show what is to be known before the next question; False if that is nothing."""
    due = (meets for meets in entry.meanwhile if meets.due(before, draft.answers))
    looked = ((meets, meets.look(turn, {**draft.fixed, **draft.answers})) for meets in due)
    meets, screen = next(((one, seen) for one, seen in looked if seen), (None, None))
    if meets is None or screen is None:
        return False
    go_on = Button(turn.to(meets.go_on), f"{draft.tap_prefix()}{NEXT}:")
    put(turn, draft.id, Screen(screen.text, (*screen.rows, (go_on,))), where)
    keep(turn, draft)
    return True


def _sourced(turn: Turn, before: Draft, after: Draft, answer: Answer) -> Draft:
    """Note which message the answer came in, to know it again when it is edited."""
    changed: set[str | None] = {
        name for name, value in after.answers.items() if value != before.answers.get(name)
    }
    changed = changed or {before.field}
    sources = {name: number for name, number in after.sources.items() if name not in changed}
    if isinstance(answer, Said) and turn.event.message_id:
        for name in changed:
            # Of words joined from several messages none is the whole answer.
            if name and not str(after.answers.get(name)).endswith(f"\n{answer.text.strip()}"):
                sources[name] = turn.event.message_id
    return after if sources == after.sources else replace(after, sources=sources)


def _where(draft: Draft, answer: Answer) -> Where:
    if isinstance(answer, Tap):
        return Where.TAPPED
    more = isinstance(answer, Sent) and draft.album and answer.album == draft.album.id
    return Where.STANDING if more else Where.ANEW


def _end(turn: Turn, entry: FormEntry, draft: Draft, step: Step) -> None:
    settle(turn, draft.id)
    remove(turn)
    uncover(turn, draft)
    if step.outcome is Outcome.DONE:
        entry.submit(turn, step.value)
    elif step.outcome is Outcome.LEFT and entry.leave:
        entry.leave(turn, *step.value)
    elif entry.give_up:
        entry.give_up(turn)
    elif keyed(entry.form, draft):
        turn.home(CANCELLED)
    else:
        turn.reply(CANCELLED)
    lay_down(turn, draft.id)
    mention(turn, draft)
