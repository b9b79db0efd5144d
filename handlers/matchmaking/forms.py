"""What is asked of somebody single, a short form for each part of it."""

from datetime import date
from typing import Annotated, ClassVar

from annotated_types import Ge, Le, MaxLen, MinLen
from pydantic import Field

from community.matchmaking import Children, Education, Habit, Marital, Sex, Shown, Wanted
from handlers.matchmaking.words import (
    CHILDREN,
    EDUCATION,
    HABITS,
    LABEL,
    MARITAL,
    SEXES,
    SHOWN,
)
from handlers.matchmaking.words import WANTED as WISHES
from talk.forms import Ask, AskPhone, Attach, Form, If, PhoneNumber, Photo, PickDay, PickRow
from talk.words import Word, _

MATCHMAKERS = "matchmaking.matchmakers"  # the fact of those one may choose
_UNPHONED = If("phoned", frozenset({False}))


class Registration(Form):
    """What must be known before a matchmaker begins; all the rest can wait."""

    name: ClassVar[str] = "matchmaking.registration"
    title: ClassVar[Word] = LABEL
    before_sending: ClassVar[Word | None] = _(
        "By sending this you declare: I am single, it is my own will, it is for myself, and what I"
        " say is true. The matchmaker then looks at identity card and household book with you;"
        " they are never photographed."
    )

    phoned: bool = False
    agree: Annotated[
        bool,
        Ask(
            _("Do you agree that it is kept and used to find you a partner?"),
            label=_("Consent"),
            hint=_(
                "The matchmakers are volunteers of the community; it costs nothing, ever.\n\n"
                "What you say here only your matchmaker reads. The other one reads your year of"
                " birth, schooling and the like, never your name, home, employer or number; a name"
                " and a number only when both of you have said yes. Messages travel through"
                " Telegram's servers, which are abroad. You can pause or withdraw at any time:"
                " then all of it is erased at once. Only that there was a registration or an"
                " introduction, and what was decided about a complaint, is kept, without your"
                " words."
            ),
            words={True: _("I agree"), False: _("I do not agree")},
            leaves=frozenset({False}),
        ),
    ]
    own: Annotated[
        bool,
        Ask(
            _("For whom is it?"),
            label=_("For"),
            words={True: _("For myself"), False: _("For my child, a relative or friend")},
            leaves=frozenset({False}),
            columns=1,
        ),
    ]
    marital: Annotated[
        Marital,
        Ask(
            _("Are you single now?"),
            label=_("Marriage"),
            words=MARITAL,
            leaves=frozenset({Marital.MARRIED}),
        ),
    ]
    sex: Annotated[Sex, Ask(_("You are a…"), label=_("Sex"), words=SEXES)]
    born: Annotated[
        date,
        PickDay(
            _("When were you born?"),
            label=_("Born"),
            hint=_("For example 1995-05-08. The other one reads only the year."),
            days=0,
        ),
    ]
    children: Annotated[
        Children, Ask(_("Do you have children?"), label=_("Children"), words=CHILDREN, columns=1)
    ]
    phone: Annotated[
        PhoneNumber | None,
        AskPhone(
            _("Your telephone number? Whom you meet gets it only once both have said yes."),
            label=_("Telephone"),
            when=_UNPHONED,
        ),
    ] = None
    matchmaker: Annotated[
        int | None,
        PickRow(
            _("Is there a matchmaker you would like? Otherwise one of them will take it up."),
            label=_("Matchmaker"),
            rows=MATCHMAKERS,
        ),
    ] = None


class About(Form):
    """What somebody says of themselves."""

    name: ClassVar[str] = "matchmaking.about"
    title: ClassVar[Word] = _("🙂 About me")
    before_sending: ClassVar[Word | None] = _(
        "The other one reads this, without your name. Please leave out names, numbers, addresses"
        " and where you work."
    )

    height: Annotated[
        int | None, Ge(130), Le(220), Ask(_("How tall are you, in cm?"), label=_("Height"))
    ] = None
    education: Annotated[
        Education | None,
        Ask(_("Your schooling?"), label=_("Schooling"), words=EDUCATION, columns=1),
    ] = None
    occupation: Annotated[
        str | None,
        MaxLen(30),
        Ask(
            _("What do you do?"),
            label=_("Occupation"),
            hint=_("e.g. teacher, driver; not the name of the employer"),
        ),
    ] = None
    home_town: Annotated[
        str | None, MaxLen(20), Ask(_("Where is your home town?"), label=_("Home town"))
    ] = None
    habits: Annotated[
        list[Habit], Ask(_("How do you live, what do you like?"), label=_("Habits"), words=HABITS)
    ] = Field(default_factory=list)
    words: Annotated[
        str | None,
        MaxLen(300),
        Ask(_("A few words of your own about yourself?"), label=_("In my words")),
    ] = None


class AtCounter(Form):
    """Somebody without Telegram who sits opposite the matchmaker."""

    name: ClassVar[str] = "matchmaking.counter"
    title: ClassVar[Word] = _("☎️ Register somebody without Telegram")
    before_sending: ClassVar[Word | None] = _(
        "They sit opposite, it is their own will and for themselves; you have seen identity card"
        " and household book, and photographed nothing. You have read to them what is kept and for"
        " what."
    )

    phone: Annotated[
        str,
        AskPhone(
            _("Their telephone number? The community must have entered them under it."),
            label=_("Telephone"),
            own=False,
        ),
    ]
    signed: Annotated[
        bool,
        Ask(
            _("How did they agree?"),
            label=_("Agreed"),
            words={True: _("signed a paper"), False: _("said so")},
        ),
    ]
    marital: Annotated[
        Marital,
        Ask(
            _("Are they single now?"),
            label=_("Marriage"),
            words=MARITAL,
            leaves=frozenset({Marital.MARRIED}),
        ),
    ]
    sex: Annotated[Sex, Ask(_("They are a…"), label=_("Sex"), words=SEXES)]
    born: Annotated[
        date, PickDay(_("When were they born, by the identity card?"), label=_("Born"), days=0)
    ]
    children: Annotated[
        Children, Ask(_("Do they have children?"), label=_("Children"), words=CHILDREN, columns=1)
    ]
    height: Annotated[
        int | None, Ge(130), Le(220), Ask(_("How tall are they, in cm?"), label=_("Height"))
    ] = None
    education: Annotated[
        Education | None,
        Ask(_("Their schooling?"), label=_("Schooling"), words=EDUCATION, columns=1),
    ] = None
    occupation: Annotated[
        str | None, MaxLen(30), Ask(_("What do they do?"), label=_("Occupation"))
    ] = None
    home_town: Annotated[
        str | None, MaxLen(20), Ask(_("Where is their home town?"), label=_("Home town"))
    ] = None
    habits: Annotated[
        list[Habit], Ask(_("How do they live, what do they like?"), label=_("Habits"), words=HABITS)
    ] = Field(default_factory=list)


class Hoping(Form):
    """What somebody hopes for."""

    name: ClassVar[str] = "matchmaking.hopes"
    title: ClassVar[Word] = _("🌷 What I hope for")

    single: int = 0  # somebody without Telegram, for whom their matchmaker enters it
    youngest: Annotated[
        int | None, Ge(20), Le(99), Ask(_("How old at least?"), label=_("Youngest"))
    ] = None
    oldest: Annotated[int | None, Ge(20), Le(99), Ask(_("And at most?"), label=_("Oldest"))] = None
    least_height: Annotated[
        int | None, Ge(130), Le(220), Ask(_("How tall at least, in cm?"), label=_("Height"))
    ] = None
    must: Annotated[
        list[Wanted],
        MaxLen(4),
        Ask(
            _("What must be? Who does not fit is never proposed to you."),
            label=_("Must"),
            hint=_("The fewer the better: at most four."),
            words=WISHES,
        ),
    ] = Field(default_factory=list)
    nice: Annotated[
        list[Wanted], Ask(_("And what would be nice?"), label=_("Would be nice"), words=WISHES)
    ] = Field(default_factory=list)


Named = Annotated[
    str | None,
    MinLen(2),
    MaxLen(200),
    Ask(
        _("Anybody by name? Relatives belong here, too: the law forbids marriage among kin."),
        label=_("By name"),
        hint=_("Full names, with a comma between them"),
    ),
]


class Shunning(Form):
    """To whom somebody is never introduced."""

    name: ClassVar[str] = "matchmaking.avoid"
    title: ClassVar[Word] = _("🚫 Do not introduce me to")
    before_sending: ClassVar[Word | None] = _(
        "Nobody reads this, not even your matchmaker: it only keeps such people away from you."
    )

    estate: Annotated[
        bool,
        Ask(
            _("People of your own estate?"),
            label=_("My estate"),
            words={True: _("Not of my estate"), False: _("I do not mind")},
        ),
    ] = False
    employer: Annotated[
        str | None,
        MinLen(2),
        MaxLen(40),
        Ask(_("Colleagues? Then please say where you work."), label=_("My employer")),
    ] = None
    names: Named = None


class ShunningFor(Form):
    """To whom somebody without Telegram is never introduced, as their matchmaker enters it."""

    name: ClassVar[str] = "matchmaking.avoid_for"
    title: ClassVar[Word] = _("🚫 Do not introduce them to")
    before_sending: ClassVar[Word | None] = _(
        "Once it is sent nobody reads it again, you neither: it only keeps such people away. It"
        " takes the place of what was said before."
    )

    single: int
    estate: Annotated[
        bool,
        Ask(
            _("People of their own estate?"),
            label=_("Their estate"),
            words={True: _("Not of their estate"), False: _("They do not mind")},
        ),
    ] = False
    employer: Annotated[
        str | None,
        MinLen(2),
        MaxLen(40),
        Ask(_("Colleagues? Then where do they work?"), label=_("Their employer")),
    ] = None
    names: Named = None


class Picture(Form):
    """A photo, and when the other one may see it."""

    name: ClassVar[str] = "matchmaking.photo"
    title: ClassVar[Word] = _("🖼 My photo")

    photos: Annotated[
        list[Photo],
        MinLen(1),
        MaxLen(1),
        Attach(_("Please send one photo of yourself."), label=_("Photo"), most=1),
    ]
    shown: Annotated[
        Shown, Ask(_("When may it be seen?"), label=_("Shown"), words=SHOWN, columns=1)
    ]


class Another(Form):
    """Another matchmaker."""

    name: ClassVar[str] = "matchmaking.another"
    title: ClassVar[Word] = _("💁 Another matchmaker")

    matchmaker: Annotated[
        int, PickRow(_("Whom would you like?"), label=_("Matchmaker"), rows=MATCHMAKERS)
    ]


class Writing(Form):
    """A word of the matchmaker to somebody they look after."""

    name: ClassVar[str] = "matchmaking.word"
    title: ClassVar[Word] = _("✉️ A word to them")

    single: int
    words: Annotated[
        str,
        MaxLen(300),
        Ask(
            _("What would you like to say?"),
            label=_("Words"),
            hint=_("e.g. Come to the station on Saturday at nine, with your identity card."),
        ),
    ]


class PassingOn(Form):
    """To which other matchmaker somebody is passed on."""

    name: ClassVar[str] = "matchmaking.pass_on"
    title: ClassVar[Word] = _("↪️ Pass on to another matchmaker")

    single: int
    matchmaker: Annotated[
        int,
        PickRow(_("To whom?"), label=_("Matchmaker"), rows="matchmaking.others"),
    ]


class Complaint(Form):
    """What somebody complains about."""

    name: ClassVar[str] = "matchmaking.complaint"
    title: ClassVar[Word] = _("⚠️ Complain")
    before_sending: ClassVar[Word | None] = _(
        "Staff of the community read this with your name, and phone both sides. Until they have"
        " decided, this person is introduced to nobody. In danger, or if you were cheated of"
        " money, call 110."
    )

    introduction: int = 0
    single: int = 0
    words: Annotated[
        str,
        MinLen(4),
        MaxLen(500),
        Ask(_("What has happened? Write it as you would say it."), label=_("What happened")),
    ]
