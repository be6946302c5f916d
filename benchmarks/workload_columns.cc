#include "benchmarks/workload_columns.h"

namespace kenko::benchmarks {
namespace {

TextColumn ColumnOf(const Texts& texts) {
  return {texts.size() == 0 ? nullptr : texts.offsets.data(), texts.bytes.data(), texts.size()};
}

}  // namespace

WorkloadColumns ColumnsOf(const Workload& w) {
  WorkloadColumns columns;
  columns.customer_count = w.mrr.size();
  columns.customer_ids = w.integer_ids.data();
  columns.customer_texts = ColumnOf(w.text_ids);
  columns.plan = w.plan.data();
  columns.plans = ColumnOf(w.plan_names);
  columns.mrr = w.mrr.data();
  columns.seats = w.seats.data();
  columns.started_at = w.started_at.data();
  columns.renews_at = w.renews_at.data();
  columns.strategic_bits = w.strategic_bits.data();
  columns.activity_count = w.at.size();
  columns.activity_ids = w.activity_integer_ids.data();
  columns.at = w.at.data();
  columns.kind = w.kind.data();
  columns.kinds = ColumnOf(w.kind_names);
  columns.actor = w.actor.data();
  columns.actors = ColumnOf(w.actor_names);
  columns.value = w.value.data();
  columns.value_valid_bits = w.value_valid_bits.data();
  columns.activity_texts = ColumnOf(w.activity_id_texts);
  columns.activity_kinds = ColumnOf(w.activity_kind_texts);
  columns.activity_actors = ColumnOf(w.activity_actor_texts);
  return columns;
}

}  // namespace kenko::benchmarks
