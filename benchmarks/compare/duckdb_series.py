"""52 weekly instants in DuckDB: activities are aggregated by week first, into tables ordered by
week; then one query an instant reads of these the weeks of its windows, and of the raw table the
days by which a window is no multiple of a week. Weeks end where the instants lie, at any hour."""

from __future__ import annotations

from collections.abc import Iterator

from data import DAY, INSTANTS
from duckdb_sql import kind_list, score_of_measures
from scoring import RECENT_KINDS, USE_KINDS

WEEK = 7 * DAY
# Activities of week w lie in (instant w - 1, instant w]; before the first instant w is below 0.
WEEKS_BEFORE = 1000  # so that the division rounds down
SHIFT = WEEKS_BEFORE * WEEK - INSTANTS[0] + WEEK - 1
W = f"((epoch_us(ts) + {SHIFT}) // {WEEK} - {WEEKS_BEFORE})::SMALLINT AS w"


def aggregate(kinds: list[str]) -> list[str]:
    use, recent = kind_list(kinds, USE_KINDS), kind_list(kinds, RECENT_KINDS)
    feature = kind_list(kinds, ("feature.",))

    def count(*names: str) -> str:
        listed = ", ".join(f"'{name}'" for name in names)
        return f"count(*) FILTER (kind IN ({listed}))::INTEGER"

    return [
        f"""
CREATE OR REPLACE TABLE weekly AS
SELECT customer_id, {W}, {count("session.started")} AS logins,
  {count("feature.editor", "feature.search")} AS core, {count("page.pricing")} AS pricing,
  {count("ticket.opened")} - {count("ticket.closed")} AS open_tickets,
  {count("user.invited")} AS invites,
  bit_or(1 << enum_code(kind)::INTEGER) FILTER (kind IN {feature}) AS used,
  max(ts) FILTER (kind IN {recent}) AS last_at
FROM activities GROUP BY ALL ORDER BY w""",
        f"""
CREATE OR REPLACE TABLE users AS
SELECT DISTINCT customer_id, actor, {W} FROM activities WHERE kind IN {use} ORDER BY w""",
        """
CREATE OR REPLACE TABLE surveys AS
SELECT customer_id, ts, value FROM activities WHERE kind = 'survey.csat'""",
    ]


def query(kinds: list[str], i: int) -> str:
    """The scores at instant i."""
    t = f"make_timestamp({INSTANTS[i]})"
    feature = kind_list(kinds, ("feature.",))
    return f"""
WITH
in_56 AS (
  SELECT customer_id, sum(logins) FILTER (w > {i - 4}) AS logins,
    sum(core) FILTER (w > {i - 4}) AS core_now, sum(core) FILTER (w <= {i - 4}) AS core_before,
    sum(pricing) FILTER (w > {i - 2}) AS pricing
  FROM weekly WHERE w > {i - 8} AND w <= {i} GROUP BY ALL
),
in_90 AS (
  SELECT customer_id, bit_count(bit_or(used)) AS features FROM (
    SELECT customer_id, used FROM weekly WHERE w > {i - 12} AND w <= {i}
    UNION ALL
    SELECT customer_id, 1 << enum_code(kind)::INTEGER FROM activities
    WHERE ts > {t} - INTERVAL 90 DAY AND ts <= {t} - INTERVAL 84 DAY AND kind IN {feature}
  ) GROUP BY ALL
),
active AS (
  SELECT customer_id, count(DISTINCT actor) AS active_users
  FROM users WHERE w > {i - 4} AND w <= {i} GROUP BY ALL
),
in_180 AS (
  SELECT customer_id, avg(value) AS csat FROM surveys
  WHERE ts > {t} - INTERVAL 180 DAY AND ts <= {t} GROUP BY ALL
),
of_all_time AS (
  SELECT customer_id, sum(open_tickets) AS opened, 0 AS closed, sum(invites) AS invites,
    max(last_at) AS last_at
  FROM weekly WHERE w <= {i} GROUP BY ALL
),
measures AS (
  FROM (FROM customers WHERE started_at <= {t})
  LEFT JOIN in_56 USING (customer_id) LEFT JOIN in_90 USING (customer_id)
  LEFT JOIN active USING (customer_id) LEFT JOIN in_180 USING (customer_id)
  LEFT JOIN of_all_time USING (customer_id)
),
{score_of_measures("measures", t)}"""


def series(connection, kinds: list[str]) -> Iterator[object]:
    """An Arrow table an instant."""
    for sql in aggregate(kinds):
        connection.execute(sql)
    for i in range(len(INSTANTS)):
        yield connection.sql(query(kinds, i)).to_arrow_table()
