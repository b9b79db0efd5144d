"""What an open form is about: the row it was opened for, said on each of its screens."""

from __future__ import annotations

from dataclasses import dataclass

from talk.drafts import Draft
from talk.plan import Form
from talk.questions import Facts, Need
from talk.screens import Rows, Text
from talk.words import Word


@dataclass(frozen=True, slots=True)
class About:
    """The line about a row as its reader may see it; `over` says why the form ends, if it does.

    The `rows` then offer what may be done instead.
    """

    line: str
    over: Word | None = None
    rows: Rows = ()


def subject(form: type[Form], draft: Draft) -> tuple[Need, ...]:
    """Name the fact about the row that the form was opened for."""
    if form.about is None or form.about[1] not in draft.fixed:
        return ()
    fact, field = form.about
    return ((fact, draft.fixed[field]),)


def told(form: type[Form], draft: Draft, facts: Facts) -> About | None:
    """Return what is known about that row."""
    return next((facts.get(need) for need in subject(form, draft)), None)


def headed(title: str, form: type[Form], draft: Draft, facts: Facts) -> Text:
    """Return a form's title with what it is about below it."""
    about = told(form, draft, facts)
    return Text(f"{title}\n{about.line}" if about and about.line else title)
