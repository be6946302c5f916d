// A model file's text, made ready for the YAML parser.
#ifndef KENKO_MODEL_MODEL_TEXT_H_
#define KENKO_MODEL_MODEL_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace kenko {

// The text without a byte-order mark and with `\n` as its only line break, so that the parser's
// offsets, ours and an editor's lines are the same. Immutable.
class ModelText {
 public:
  static constexpr std::size_t kMaxBytes = 1 << 20;

  struct Place {
    int line = 1;    // from 1
    int column = 1;  // from 1, in characters
  };
  struct Problem {
    std::size_t offset;
    std::string message;
  };

  explicit ModelText(std::string_view bytes);

  // What no YAML file may hold: bytes that are not UTF-8, control characters, too much of it.
  std::optional<Problem> FindProblem() const;

  const std::string& text() const { return text_; }
  Place PlaceAt(std::size_t offset) const;

 private:
  bool too_large_ = false;
  std::string text_;
  std::vector<std::size_t> line_starts_;
};

}  // namespace kenko

#endif  // KENKO_MODEL_MODEL_TEXT_H_
