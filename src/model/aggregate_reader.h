// The aggregating measures of MODEL.md 4 (count … days_since_first), named or written in a signal.
#ifndef KENKO_MODEL_AGGREGATE_READER_H_
#define KENKO_MODEL_AGGREGATE_READER_H_

#include <optional>
#include <string_view>
#include <vector>

#include "model/measure_data.h"
#include "model/parse_context.h"
#include "model/section_reader.h"

namespace kenko {

// The keys that say what is aggregated.
const std::vector<std::string_view>& AggregateKeys();
bool IsAggregateKey(std::string_view key);

// Reads what goes with `key`. Tells what is wrong; then gives nothing.
std::optional<Aggregate> ReadAggregate(std::string_view key, SectionReader* reader,
                                       ParseContext* context);
// The keys that only aggregating measures take, so that others can refuse them by name.
const std::vector<std::string_view>& AggregateOptions();

// `measure: {count: page.pricing, window: 14d}` in a signal. The new measure's slot, or nothing.
std::optional<FactSlot> ReadMeasureInPlace(const YamlNode& node, ParseContext* context);

}  // namespace kenko

#endif  // KENKO_MODEL_AGGREGATE_READER_H_
