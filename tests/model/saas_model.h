// The model that the language's description shows, as far as it is supported.
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
scorecards:
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
trend: {over: 28d, steady_within: 5}
)yaml";
}

}  // namespace kenko

#endif  // KENKO_TESTS_MODEL_SAAS_MODEL_H_
