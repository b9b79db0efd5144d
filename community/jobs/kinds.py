"""What employers, vacancies and the work in them can be."""

from enum import StrEnum


class Trade(StrEnum):
    """What the work is; what somebody can do is said in the same words."""

    HOUSEKEEPING = "housekeeping"
    CHILDCARE = "childcare"
    ELDERCARE = "eldercare"
    CATERING = "catering"
    RETAIL = "retail"
    FACTORY = "factory"
    SEWING = "sewing"
    OFFICE = "office"
    TEACHING = "teaching"
    HEALTH = "health"
    BEAUTY = "beauty"
    DELIVERY = "delivery"
    WAREHOUSE = "warehouse"
    ESTATES = "estates"
    OTHER = "other"


class Sort(StrEnum):
    """What kind of employer it is."""

    COMPANY = "company"
    SHOP = "shop"
    PUBLIC = "public"
    HOUSEHOLD = "household"
    OTHER = "other"


class Source(StrEnum):
    """How an employer came to the station."""

    VISIT = "visit"
    PHONE = "phone"
    ASKED = "asked"
    TABLE = "table"


class Standing(StrEnum):
    """How it stands with an employer."""

    WAITING = "waiting"
    ON_FILE = "on_file"
    DECLINED = "declined"
    BLOCKED = "blocked"


class Stage(StrEnum):
    """How it stands with a vacancy."""

    CHECKING = "checking"
    OPEN = "open"
    HIDDEN = "hidden"
    CLOSED = "closed"
    REFUSED = "refused"


class Reason(StrEnum):
    """Why a vacancy was closed."""

    FILLED = "filled"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    BLOCKED = "blocked"


class Unit(StrEnum):
    """For what the pay is."""

    MONTH = "month"
    DAY = "day"
    HOUR = "hour"


class Contract(StrEnum):
    """What is signed."""

    LABOUR = "labour"
    PART_TIME = "part_time"
    SERVICE = "service"


class Insurance(StrEnum):
    """What social insurance comes with the work."""

    FULL = "full"
    INJURY = "injury"
    ALLOWANCE = "allowance"
    NONE = "none"
