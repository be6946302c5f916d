"""What of a portfolio is held, known, counts and is visible (MODEL.md 2)."""

from __future__ import annotations

from dataclasses import dataclass, field

Row = dict[str, object]
Load = dict[str, list[Row]]

BEGINNING = -(2 ** 63)  # a missing valid_from or recorded_at


@dataclass
class Held:
    """The rows of all loads, with those that a later load replaced gone."""

    customers: list[Row] = field(default_factory=list)
    activities: list[Row] = field(default_factory=list)
    milestones: list[Row] = field(default_factory=list)
    feeds: list[Row] = field(default_factory=list)

    def customer_ids(self) -> list[str]:
        """In the order in which their first row was loaded."""
        return list(dict.fromkeys(row["customer_id"] for row in self.customers))


def held_rows(portfolio: list[Load]) -> Held:
    held = Held()
    customers: dict[tuple, Row] = {}
    milestones: dict[tuple, Row] = {}
    for load in portfolio:
        for row in load.get("customers", []):
            # a dict keeps the place of a key whose row is replaced
            customers[row["customer_id"], row.get("valid_from"), row.get("recorded_at")] = row
        for row in load.get("milestones", []):
            milestones[row["customer_id"], row["milestone"], row.get("recorded_at")] = row
        held.activities.extend(load.get("activities", []))
        # what a load says of a kind pattern stands for what earlier loads said of it
        said_anew = {row["kind"] for row in load.get("feeds", [])}
        held.feeds = [row for row in held.feeds if row["kind"] not in said_anew]
        held.feeds.extend(load.get("feeds", []))
    held.customers = list(customers.values())
    held.milestones = list(milestones.values())
    return held


def instant(row: Row, column: str) -> int:
    value = row.get(column)
    return BEGINNING if value is None else value


def is_known(row: Row, known: int) -> bool:
    return instant(row, "recorded_at") <= known


def row_in_force(known_rows: list[Row], clock: int) -> Row | None:
    """Of one customer's known rows the one that counts at the clock."""
    candidates = [row for row in known_rows if instant(row, "valid_from") <= clock]
    return max(candidates, key=lambda row: (instant(row, "valid_from"), instant(row, "recorded_at")), default=None)


def milestones_that_count(rows: list[Row], known: int) -> dict[str, Row]:
    """Of one customer's rows, by milestone, the known one that was recorded last."""
    counting: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: instant(row, "recorded_at")):
        if is_known(row, known):
            counting[row["milestone"]] = row
    return counting


def activities_that_count(rows: list[Row], known: int) -> list[Row]:
    """Of one customer's activities the known ones that no correction replaces; retracted ones too."""
    counting: list[Row] = []
    latest: dict[str, Row] = {}
    for row in rows:
        if not is_known(row, known):
            continue
        if not row.get("id"):
            counting.append(row)
        elif row["id"] not in latest or _precedence(row) > _precedence(latest[row["id"]]):
            latest[row["id"]] = row
    return counting + list(latest.values())


def _precedence(row: Row) -> tuple:
    return (instant(row, "recorded_at"), row["at"], row["kind"],
            _missing_least(row.get("value")), _missing_least(row.get("actor")))


def _missing_least(value: object) -> tuple:
    return (False,) if value is None else (True, value)


def is_visible(row: Row, clock: int) -> bool:
    """Of a row that counts."""
    until = row.get("valid_until")
    return not row.get("retracted") and row["at"] <= clock and (until is None or clock < until)


@dataclass
class Customer:
    """One customer as it is known: all that measures at any clock need."""

    id: str
    rows: list[Row]  # the known ones
    activities: list[Row]  # those that count
    milestones: dict[str, Row]  # by name, those that count
    roles: dict[str, str]
    # What stands still while the clock moves (13); None: nothing does.
    attributes_until: int | None = None
    happened_until: int | None = None
    exists_unasked_at: int | None = None

    def row_at(self, clock: int) -> Row | None:
        return row_in_force(self.rows, _lesser(clock, self.attributes_until))

    def role(self, role: str, row: Row) -> object:
        attribute = self.roles.get(role)
        return None if attribute is None else row.get(attribute)

    def started(self, clock: int) -> bool:
        row = self.row_at(clock)
        if row is None:
            return False
        started_at = self.role("started_at", row)
        return started_at is None or started_at <= clock

    def ended(self, clock: int) -> bool:
        row = self.row_at(clock)
        ended_at = None if row is None else self.role("ended_at", row)
        return ended_at is not None and ended_at <= clock

    def exists(self, clock: int) -> bool:
        return clock == self.exists_unasked_at or (self.started(clock) and not self.ended(clock))

    def visible_activities(self, clock: int) -> list[Row]:
        happened_by = self.happened_by(clock)
        return [row for row in self.activities if is_visible(row, clock) and row["at"] <= happened_by]

    def happened_by(self, clock: int) -> int:
        """Until when what happened can be seen at the clock."""
        return _lesser(clock, self.happened_until)


def _lesser(clock: int, limit: int | None) -> int:
    return clock if limit is None else min(clock, limit)


def customers_of(held: Held, model: dict, known: int, log_known: int | None = None) -> list[Customer]:
    """Every customer of the portfolio. `log_known` is for activities and milestones, where it is another (13)."""
    log_known = known if log_known is None else log_known
    spec = model.get("customer", {})
    roles = {role: spec[role] for role in ("started_at", "ended_at", "renews_at", "value") if role in spec}
    ids = held.customer_ids()
    rows, activities, milestones = (_by_customer(ids, table) for table in (held.customers, held.activities, held.milestones))
    return [Customer(id_, [row for row in rows[id_] if is_known(row, known)], activities_that_count(activities[id_], log_known),
                     milestones_that_count(milestones[id_], log_known), roles) for id_ in ids]


def _by_customer(ids: list[str], table: list[Row]) -> dict[str, list[Row]]:
    """Rows of unknown customers are left out."""
    found: dict[str, list[Row]] = {id_: [] for id_ in ids}
    for row in table:
        if row["customer_id"] in found:
            found[row["customer_id"]].append(row)
    return found
