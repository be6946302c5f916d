#include "model/edge_list.h"

#include "base/number_text.h"
#include "base/snap.h"
#include "model/expression_text.h"

namespace kenko {

std::optional<Edge> EdgeList::Read(SectionReader* reader, bool is_last) {
  if (is_last) {
    for (const std::string_view key : keys_) {
      reader->Forbid(key, "the last " + what_ + " has no edge: it takes all that is left");
    }
    return std::nullopt;
  }
  const auto key = reader->ExactlyOne(keys_);
  if (!key) return std::nullopt;
  const YamlNode& node = *reader->Find(*key);
  const std::optional<double> x = ReadNumber(node, *key, sink_);
  if (!x) return std::nullopt;
  if (previous_ && !SnappedLess(*x, *previous_)) {
    sink_->Error(node, "edges must fall from " + what_ + " to " + what_ + " (best first): " +
                           FormatPlain(*x) + " is not below " + FormatPlain(*previous_));
  }
  previous_ = x;
  return Edge{*x, *key};
}

void EdgeList::CheckName(const YamlNode& node, const std::string& name) {
  if (!names_.insert(name).second) {
    sink_->Error(node, "another " + what_ + " is called " + Quoted(name) + " too");
  }
}

}  // namespace kenko
