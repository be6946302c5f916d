#include "model/fact_block.h"

#include <algorithm>
#include <optional>

namespace kenko {
namespace {

// Whether the fact is a flag; nothing where blocks can't hold it.
std::optional<bool> IsFlag(const ModelData& model, FactSlot slot) {
  for (const AttributeFact& attribute : model.customer.attributes) {
    if (attribute.slot != slot) continue;
    if (attribute.type == AttributeType::kNumber) return false;
    if (attribute.type == AttributeType::kFlag) return true;
    return std::nullopt;
  }
  const bool is_number =
      slot == kFactAgeDays || slot == kFactDaysToRenewal || slot == kFactValue ||
      slot == kFactScore ||
      std::any_of(model.measures.begin(), model.measures.end(),
                  [slot](const Measure& measure) { return measure.slot == slot; });
  return is_number ? std::optional<bool>(false) : std::nullopt;
}

}  // namespace

bool FactBlock::CanHold(const ModelData& model, const std::vector<FactSlot>& slots) {
  return std::all_of(slots.begin(), slots.end(),
                     [&](FactSlot slot) { return IsFlag(model, slot).has_value(); });
}

FactBlock::FactBlock(const ModelData& model, const std::vector<FactSlot>& slots)
    : columns_(slots.size()), places_(model.frame_size, kNowhere) {
  for (const FactSlot slot : slots) {
    places_[slot] = static_cast<std::uint32_t>(sources_.size());
    sources_.push_back({slot, *IsFlag(model, slot)});
  }
}

void FactBlock::Add(const Value* facts) {
  BlockColumn* column = columns_.data();
  for (const Source& source : sources_) {
    const Value& value = facts[source.slot];
    (*column++)[rows_] = source.is_flag ? FlagNumberOf(value) : NumberOf(value);
  }
  ++rows_;
}

void FactBlock::Set(FactSlot slot, const BlockColumn& column) {
  if (places_[slot] != kNowhere) columns_[places_[slot]] = column;
}

}  // namespace kenko
