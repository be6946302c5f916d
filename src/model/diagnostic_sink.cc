#include "model/diagnostic_sink.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "base/nearest_name.h"
#include "model/expression_text.h"
#include "model/yaml_tree.h"

namespace kenko {
namespace {

constexpr std::size_t kMaxOfEach = 1000;  // errors, warnings

}  // namespace

std::string DidYouMean(std::string_view nearest) {
  if (nearest.empty()) return "";
  return "; did you mean " + Quoted(nearest) + "?";
}

void DiagnosticSink::Add(std::size_t offset, Diagnostic::Severity severity, std::size_t count,
                         std::string message) {
  if (count <= kMaxOfEach) {
    entries_.push_back({offset, severity, std::move(message)});
  } else if (count == kMaxOfEach + 1) {
    entries_.push_back({text_->text().size(), severity, "there is more of this; it is left out"});
  }
}

void DiagnosticSink::Error(std::size_t offset, std::string message) {
  Add(offset, Diagnostic::Severity::kError, ++error_count_, std::move(message));
}

void DiagnosticSink::Error(const YamlNode& at, std::string message) {
  Error(at.offset, std::move(message));
}

void DiagnosticSink::Warning(const YamlNode& at, std::string message) {
  Add(at.offset, Diagnostic::Severity::kWarning, ++warning_count_, std::move(message));
}

int DiagnosticSink::LineOf(const YamlNode& node) const { return text_->PlaceAt(node.offset).line; }

std::string_view DiagnosticSink::Nearest(std::string_view wanted,
                                         const std::vector<std::string_view>& known) {
  if (!suggests()) return {};
  compared_ += known.size() + 1;
  return NearestName(wanted, known);
}

std::string DiagnosticSink::Suggestion(std::string_view wanted,
                                       const std::vector<std::string_view>& known) {
  return DidYouMean(Nearest(wanted, known));
}

std::vector<Diagnostic> DiagnosticSink::Take() {
  const auto key = [](const Entry& e) { return std::tie(e.offset, e.severity, e.message); };
  // Stable, so that several things at one place keep the order in which they were found.
  std::stable_sort(entries_.begin(), entries_.end(),
                   [](const Entry& a, const Entry& b) { return a.offset < b.offset; });
  std::vector<Diagnostic> diagnostics;
  std::size_t run_start = 0;  // of the entries at the same offset
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].offset != entries_[run_start].offset) run_start = i;
    bool again = false;
    for (std::size_t j = run_start; j < i && !again; ++j)
      again = key(entries_[j]) == key(entries_[i]);
    if (again) continue;
    const ModelText::Place place = text_->PlaceAt(entries_[i].offset);
    diagnostics.push_back({entries_[i].severity, place.line, place.column, entries_[i].message});
  }
  return diagnostics;
}

}  // namespace kenko
