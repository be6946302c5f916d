// The model that the language's description shows.
#ifndef KENKO_TESTS_MODEL_SAAS_MODEL_H_
#define KENKO_TESTS_MODEL_SAAS_MODEL_H_

#include <string>

namespace kenko {

inline std::string SaasModelText() {
  return R"yaml(kenko: 1
name: b2b-saas
timezone: Asia/Tokyo
late_by: 1d
customer:
  id: account_id
  valid_from: changed_at
  started_at: signed_on
  ended_at: churned_on
  renews_at: renewal_date
  value: mrr
  attributes: {plan: text, mrr: number, seats: number, strategic: flag, goal_reports: number,
               signed_on: time, churned_on: time, renewal_date: time}
activity:
  attributes: {severity: text, role: text}
kinds:
  usage: [session.*, feature.*, report.*]
measures:
  logins:        {count: session.started, window: 28d}
  active_users:  {distinct: actor, of: "@usage", window: 28d}
  seat_use:      {formula: active_users / seats}
  logins_change: {change: logins, over: 28d, base_at_least: 10}
  features:      {distinct: kind, of: feature.*, except: feature.beta.*, window: 90d}
  integrations:  {distinct: kind, of: integration.*}
  open_tickets:  {formula: opened - closed}
  opened:        {count: ticket.opened}
  closed:        {count: ticket.closed}
  urgent:        {count: ticket.opened, where: severity == 'urgent', window: 90d}
  quiet_days:    {days_since_last: "@usage"}
  invites:       {count: user.invited}
  csat:          {mean: survey.csat, window: 180d}
  promoters:     {count: survey.nps, where: value >= 9, window: 180d}
  pulse:         {last: pulse.csm, window: 90d}
  champion_left: {count: contact.left, where: role == 'champion', window: 60d}
  pricing_views: {count: page.pricing, window: 14d}
  reports:       {count: report.shared, window: 30d}
tiers:
  by: value
  levels: [{name: high, from: 300000}, {name: low, from: 30000}, {name: tech}]
  exceptions:
    - {name: flagship brand, when: strategic, tier: high}
    - {name: complex set-up, when: integrations >= 5, at_least: low}
  capacity:
    high: {hours_per_customer: 6, hours: 320}
    low:  {hours_per_customer: 1.5, hours: 240}
  rank_by: value
onboarding:
  start: signed_on
  stalled_after: 14d
  closes_after: 180d
  plans:
    - name: guided
      when: tier != "tech"
      milestones:
        - {name: kickoff, done_by: call.kickoff, due: 7d}
        - {name: invite team, done_by: user.invited, times: 3, due: 14d, after: [kickoff]}
        - {name: first report, done_by: report.*, due: 30d, weight: 2, first_value: true}
success:
  - {name: reporting, measure: reports, target: goal_reports}
  - {name: calm, measure: open_tickets, target: 3, better: lower}
scorecards:
  - name: onboarding
    when: onboarding.status in ["on_track", "late", "stalled"]
    signals: [{name: progress, measure: onboarding.progress, curve: [[0, 0], [1, 100]]}]
  - name: adopted
    groups:
      - name: adoption
        weight: 60
        signals:
          - {name: seats in use, measure: seat_use, weight: 3, curve: [[0, 0], [0.2, 40], [0.6, 80], [0.9, 100]], says: Share of paid seats active in 28 days}
          - {name: usage trend, measure: logins_change, curve: [[-0.5, 0], [0, 70], [0.25, 100]], applies: age_days >= 56}
      - name: voice
        weight: 40
        override: pulse
        signals: [{name: satisfaction, measure: csat, curve: [[1, 0], [5, 100]]}]
      - name: support
        signals: [{name: tickets, measure: urgent, ranges: [{below: 1, y: 50}, {up_to: 2, y: 100}, {up_to: 4, y: 75}, {y: 25}]}]
    rules: []
rules:
  - {name: nobody invited, when: invites == 0 && age_days > 14, cap: 30, decides: true, says: No teammate after two weeks}
  - {name: champion left,  when: champion_left > 0, add: -15}
  - {name: reads the price page, when: plan == "free" && pricing_views >= 3, band: GOOD}
bands: [{name: GOOD, from: 70}, {name: NORMAL, from: 40}, {name: BAD}]
unknown_below_coverage: 0.5
stability: {every: 7d, look_back: 180d, margin: 3, confirm: 2, at_once: [nobody invited]}
trend: {over: 28d, steady_within: 5}
priority: "(100 - coalesce(score, 50)) * coalesce(value, 0) * (days_to_renewal >= 0 && days_to_renewal <= 90 ? 2 : 1)"
plays:
  - {name: rescue meeting, when: band == "BAD" && tier == "high", channel: meeting, within: 3d, done_by: meeting.rescue, quiet: 30d,
     says: Agree on a recovery plan in person}
)yaml";
}

}  // namespace kenko

#endif  // KENKO_TESTS_MODEL_SAAS_MODEL_H_
