"""The workload's model as SQL for DuckDB: the fastest of several ways to write it (README.md)."""

from __future__ import annotations

from scoring import RECENT_KINDS, USE_KINDS

# A curve of four points; x is not missing.
MACROS = """
CREATE OR REPLACE MACRO curve(x, x0, y0, x1, y1, x2, y2, x3, y3) AS CASE
  WHEN x <= x0 THEN y0::DOUBLE
  WHEN x <= x1 THEN y0 + (y1 - y0) * (x - x0) / (x1 - x0)
  WHEN x <= x2 THEN y1 + (y2 - y1) * (x - x1) / (x2 - x1)
  WHEN x <= x3 THEN y2 + (y3 - y2) * (x - x2) / (x3 - x2)
  ELSE y3 END
"""


def kind_list(kinds: list[str], prefixes: tuple[str, ...]) -> str:
    return "(" + ", ".join(f"'{kind}'" for kind in kinds if kind.startswith(prefixes)) + ")"


def score_of_measures(measures: str, as_of: str) -> str:
    """From a relation of measures, a row a customer, to scores. Sums that differ in their last bit
    must not fall to two sides of a bound, hence the 1e-9."""
    return f"""
subscores AS (
  SELECT customer_id, mrr, strategic, coalesce(invites, 0) AS invites,
    {as_of} - started_at > INTERVAL 14 DAY AS is_older,
    curve(coalesce(logins, 0), 0, 0, 2, 40, 6, 80, 12, 100) AS y1,
    curve(coalesce(active_users, 0) / seats, 0, 0, 0.2, 40, 0.6, 80, 0.9, 100) AS y2,
    CASE WHEN core_before > 0 AND started_at <= {as_of} - INTERVAL 28 DAY THEN
      curve((coalesce(core_now, 0) - core_before) / core_before, -0.5, 0, 0, 60, 0.25, 85, 1, 100)
    END AS y3,
    curve(coalesce(features, 0), 0, 0, 2, 50, 4, 80, 6, 100) AS y4,
    curve(coalesce(opened, 0) - coalesce(closed, 0), -2, 100, 0, 90, 3, 50, 8, 0) AS y5,
    curve(epoch_us({as_of} - last_at) / 86400e6, 0, 100, 7, 80, 21, 40, 45, 0) AS y6,
    curve(csat, 1, 0, 3, 40, 4, 80, 5, 100) AS y7,
    curve(coalesce(pricing, 0), 0, 50, 1, 70, 2, 90, 4, 100) AS y8,
    last_at IS NOT NULL AS has_last, csat IS NOT NULL AS has_csat
  FROM {measures}
),
weighted AS (
  SELECT *, (2 * y1 + 3 * y2 + 2 * coalesce(y3, 0) + y4 + y5 + y8
      + CASE WHEN has_last THEN 2 * y6 ELSE 0 END + CASE WHEN has_csat THEN 2 * y7 ELSE 0 END)
    / (8 + CASE WHEN y3 IS NULL THEN 0 ELSE 2 END + CASE WHEN has_last THEN 2 ELSE 0 END
      + CASE WHEN has_csat THEN 2 ELSE 0 END) AS mean
  FROM subscores
),
scored AS (
  SELECT *, CASE WHEN invites = 0 AND is_older THEN least(mean, 30) ELSE mean END AS score
  FROM weighted
)
SELECT customer_id, score,
  (CASE WHEN score >= 70 - 1e-9 THEN 'GOOD' WHEN score >= 40 - 1e-9 THEN 'NORMAL' ELSE 'BAD'
    END)::bands AS band,
  (CASE WHEN strategic OR mrr >= 2000 THEN 'high' WHEN mrr >= 300 THEN 'low' ELSE 'tech'
    END)::tiers AS tier
FROM scored
"""


T = "TIMESTAMP '2025-01-01'"


def since(days: int) -> str:
    return f"ts > {T} - INTERVAL {days} DAY AND ts <= {T}"


def active_users(kinds: list[str], activities: str) -> str:
    return f"""
  SELECT customer_id, count(DISTINCT actor) AS active_users
  FROM {activities} WHERE {since(28)} AND kind IN {kind_list(kinds, USE_KINDS)} GROUP BY ALL"""


def score(kinds: list[str], activities: str) -> str:
    """Every customer's score. One scan a window: row groups that are too old are skipped by their
    least and greatest instants, which one scan with FILTERs can't do. The last activity is looked
    for in the last 28 days first, and further back for those who had none there."""
    recent, feature = kind_list(kinds, RECENT_KINDS), kind_list(kinds, ("feature.",))
    return f"""
WITH
in_28 AS (
  SELECT customer_id, count(*) FILTER (kind = 'session.started') AS logins,
    count(*) FILTER (kind IN ('feature.editor', 'feature.search')) AS core_now,
    count(*) FILTER (kind = 'page.pricing' AND ts > {T} - INTERVAL 14 DAY) AS pricing,
    max(ts) FILTER (kind IN {recent}) AS last_at
  FROM {activities} WHERE {since(28)} GROUP BY ALL
),
users AS ({active_users(kinds, activities)}),
in_56 AS (
  SELECT customer_id, count(*) AS core_before
  FROM {activities} WHERE ts > {T} - INTERVAL 56 DAY AND ts <= {T} - INTERVAL 28 DAY
    AND kind IN ('feature.editor', 'feature.search') GROUP BY ALL
),
in_90 AS (
  SELECT customer_id, bit_count(bit_or(1 << enum_code(kind)::INTEGER)) AS features
  FROM {activities} WHERE {since(90)} AND kind IN {feature} GROUP BY ALL
),
in_180 AS (
  SELECT customer_id, avg(value) AS csat
  FROM {activities} WHERE {since(180)} AND kind = 'survey.csat' GROUP BY ALL
),
of_all_time AS (
  SELECT customer_id, count(*) FILTER (kind = 'ticket.opened') AS opened,
    count(*) FILTER (kind = 'ticket.closed') AS closed,
    count(*) FILTER (kind = 'user.invited') AS invites
  FROM {activities} WHERE ts <= {T} AND kind IN ('ticket.opened', 'ticket.closed', 'user.invited')
  GROUP BY ALL
),
quiet AS (
  SELECT customer_id FROM customers ANTI JOIN (FROM in_28 WHERE last_at IS NOT NULL)
  USING (customer_id)
),
last_before AS (
  SELECT customer_id, max(ts) AS last_before
  FROM {activities} SEMI JOIN quiet USING (customer_id)
  WHERE ts <= {T} - INTERVAL 28 DAY AND kind IN {recent} GROUP BY ALL
),
measures AS (
  SELECT customer_id, seats, started_at, mrr, strategic, logins, core_now, pricing, active_users,
    core_before, features, csat, opened, closed, invites, coalesce(last_at, last_before) AS last_at
  FROM customers
  LEFT JOIN in_28 USING (customer_id) LEFT JOIN users USING (customer_id)
  LEFT JOIN in_56 USING (customer_id) LEFT JOIN in_90 USING (customer_id)
  LEFT JOIN in_180 USING (customer_id) LEFT JOIN of_all_time USING (customer_id)
  LEFT JOIN last_before USING (customer_id)
),
{score_of_measures("measures", T)}"""


def score_in_one_scan(kinds: list[str], activities: str) -> str:
    """The same with one scan for all but the distinct users."""
    recent, feature = kind_list(kinds, RECENT_KINDS), kind_list(kinds, ("feature.",))
    core = "kind IN ('feature.editor', 'feature.search')"
    return f"""
WITH
in_all AS (
  SELECT customer_id,
    count(*) FILTER (kind = 'session.started' AND {since(28)}) AS logins,
    count(*) FILTER ({core} AND {since(28)}) AS core_now,
    count(*) FILTER ({core} AND {since(56)} AND ts <= {T} - INTERVAL 28 DAY) AS core_before,
    bit_count(bit_or(1 << enum_code(kind)::INTEGER) FILTER (kind IN {feature} AND {since(90)}))
      AS features,
    count(*) FILTER (kind = 'ticket.opened') AS opened,
    count(*) FILTER (kind = 'ticket.closed') AS closed,
    max(ts) FILTER (kind IN {recent}) AS last_at,
    avg(value) FILTER (kind = 'survey.csat' AND {since(180)}) AS csat,
    count(*) FILTER (kind = 'page.pricing' AND {since(14)}) AS pricing,
    count(*) FILTER (kind = 'user.invited') AS invites
  FROM {activities} WHERE ts <= {T} GROUP BY ALL
),
users AS ({active_users(kinds, activities)}),
measures AS (
  FROM customers LEFT JOIN in_all USING (customer_id) LEFT JOIN users USING (customer_id)
),
{score_of_measures("measures", T)}"""
