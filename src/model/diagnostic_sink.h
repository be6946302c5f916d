// Gathers what is wrong with a model file, so that all of it is told at once.
#ifndef KENKO_MODEL_DIAGNOSTIC_SINK_H_
#define KENKO_MODEL_DIAGNOSTIC_SINK_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/model.h"
#include "model/model_text.h"

namespace kenko {

struct YamlNode;

// "; did you mean 'x'?", or nothing for an empty name.
std::string DidYouMean(std::string_view nearest);

class DiagnosticSink {
 public:
  // `text` must outlive the sink.
  explicit DiagnosticSink(const ModelText* text) : text_(text) {}

  void Error(std::size_t offset, std::string message);
  void Error(const YamlNode& at, std::string message);
  void Warning(const YamlNode& at, std::string message);

  bool has_errors() const { return error_count_ > 0; }
  int LineOf(const YamlNode& node) const;

  // The nearest of `known`, or empty. So that a hostile file with many names and many errors costs
  // no time, only so many names are compared; where suggests() is false, `known` need not be
  // gathered.
  bool suggests() const { return compared_ < kMaxCompared; }
  // For names that were looked at to gather `known`, but are none of these.
  void CountPassedOver(std::size_t names) { compared_ += names; }
  std::string_view Nearest(std::string_view wanted, const std::vector<std::string_view>& known);
  std::string Suggestion(std::string_view wanted, const std::vector<std::string_view>& known);

  // Everything told so far, in the order of the file, the same thing at the same place only once
  // (an alias makes one node stand in many places).
  std::vector<Diagnostic> Take();

 private:
  static constexpr std::size_t kMaxCompared = 200'000;
  struct Entry {
    std::size_t offset;
    Diagnostic::Severity severity;
    std::string message;
  };
  // `count` is how many of that severity there are.
  void Add(std::size_t offset, Diagnostic::Severity severity, std::size_t count,
           std::string message);

  const ModelText* text_;
  std::vector<Entry> entries_;
  std::size_t error_count_ = 0, warning_count_ = 0;
  std::size_t compared_ = 0;
};

}  // namespace kenko

#endif  // KENKO_MODEL_DIAGNOSTIC_SINK_H_
