"""The words that random models and portfolios are made of; many of them are not ASCII."""

from __future__ import annotations

ATTRIBUTES = {
    "plan": "text", "地域": "text",
    "mrr": "number", "seats": "number", "größe": "number",
    "strategic": "flag", "активен": "flag",
    "signed_on": "time", "churned_on": "time", "renewal_date": "time", "go_live": "time",
}
ROLES = {"started_at": "signed_on", "ended_at": "churned_on", "renews_at": "renewal_date", "value": "mrr"}
WHOLE_ATTRIBUTES = ("seats",)  # whole numbers, so that % of them is exact

ACTIVITY_ATTRIBUTES = {"severity": "text", "роль": "text", "minutes": "number", "billable": "flag"}

TEXTS = {
    "plan": ["basic", "pro", "no", "on", "größer", "プロ", "it's \"x\"", "null", "7"],
    "地域": ["東京", "Ñuñoa", "emea", "true"],
    "severity": ["urgent", "low", "höchst"],
    "роль": ["champion", "админ"],
    "actor": ["anna", "björn", "陽子", ""],
}

KINDS = ["session.started", "session.ended", "session", "feature.a", "feature.b", "feature.beta.x", "ticket.opened",
         "ticket.closed", "survey.csat", "pulse.csm", "会議.kickoff", "会議.qbr", "größe.x"]
PATTERNS = KINDS + ["session.*", "feature.*", "feature.beta.*", "ticket.*", "会議.*", "survey.*", "*"]

CUSTOMER_IDS = ["acme", "Ärzte", "顧客3", "c-4", "5", "six", "седьмой", "C8", "9/9"]
ACTIVITY_IDS = ["a1", "a2", "ü3", "a4"]
MEASURE_NAMES = ["logins", "aktive_Nutzer", "利用", "tickets", "change_1", "Δ席", "m7", "pulse", "_x", "tail.end", "письма"]
NODE_NAMES = ["seats in use", "Zufriedenheit", "使用", "no", "tickets: open", "trend", "été", "n-8", "x"]
RULE_NAMES = ["nobody invited", "Champion weg", "値下げ", "on", "quiet", "rescue", "правило"]
PLAN_NAMES = ["guided", "selbst", "自習", "no"]
MILESTONE_NAMES = ["kickoff", "invite team", "初回", "erster \"Bericht\"", "on", "готово", "a: b"]
STRAY_MILESTONES = ["kick-off", "nobody's"]  # in no plan
ONBOARDING_STATES = ["none", "complete", "lapsed", "stalled", "late", "on_track"]
GOAL_NAMES = ["reporting", "calm", "目標", "_g2"]
PLAY_NAMES = ["rescue meeting", "Anruf", "連絡", "off", "say thanks"]
CHANNELS = ["meeting", "E-Mail", "電話"]
ZONES = ["UTC", "Asia/Tokyo", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Sao_Paulo", "Asia/Kathmandu"]

DURATIONS = ["12h", "1d", "36h", "7d", "1w", "14d", "28d", "30d", "90d", "0.5d", "1.5w", "60d"]
