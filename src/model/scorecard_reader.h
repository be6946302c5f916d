// Reads the tree of one scorecard. Its parts: the nodes (scorecard_reader.cc), a signal
// (signal_reader.cc), and how a value becomes a subscore (shape_reader.cc).
#ifndef KENKO_MODEL_SCORECARD_READER_H_
#define KENKO_MODEL_SCORECARD_READER_H_

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/parse_context.h"
#include "model/scorecard_data.h"
#include "model/section_reader.h"

namespace kenko {

// What a node's parent does with it.
enum class Under : std::uint8_t {
  kNothing,  // the root
  kMean,
  kMinMax,
  kSum,
  kUnknown,  // the parent's `combine` is wrong, which was told
};

// Whether subscores are points there, which may be any number, rather than 0 to 100.
inline bool TakesPoints(Under under) { return under == Under::kSum || under == Under::kUnknown; }

class ScorecardReader {
 public:
  ScorecardReader(Scorecard* scorecard, ParseContext* context)
      : scorecard_(scorecard), context_(context) {}

  // Fills the scorecard's nodes from its mapping.
  void ReadTree(SectionReader* reader);

 private:
  // A group or the root; `index` is its node's.
  void ReadCombining(SectionReader* reader, std::uint32_t index, Under under);
  Under ReadCombine(SectionReader* reader, Node* node);
  void ReadSumOptions(SectionReader* reader, Node* node, Under under, Under children_are_under);
  void ReadChildren(SectionReader* reader, std::uint32_t index, Under under);
  void ReadChild(const YamlNode& node, bool is_signal, std::uint32_t parent, Under under,
                 std::set<std::string>* siblings);
  void ReadName(SectionReader* reader, std::uint32_t parent, Node* node,
                std::set<std::string>* siblings);
  void ReadWeightAndMissing(SectionReader* reader, Node* node, Under under);

  Scorecard* scorecard_;
  ParseContext* context_;
  std::set<std::string> paths_;
};

// A signal's own keys; fills `node`.
void ReadSignal(SectionReader* reader, Under under, Node* node, ParseContext* context);

// The keys of which each signal or case has one.
const std::vector<std::string_view>& ShapeKeys();
// Reads the shape under `key` of a value of that type (nothing: not known, not checked).
Shape ReadShape(std::string_view key, SectionReader* reader, std::optional<ValueType> type,
                Under under, ParseContext* context);
// `points: [0, 100]` of true_if.
void ReadPoints(SectionReader* reader, Under under, Shape* shape);

}  // namespace kenko

#endif  // KENKO_MODEL_SCORECARD_READER_H_
