// Reads one mapping of a model file: which keys it has, which it must have, and which nobody knows.
#ifndef KENKO_MODEL_SECTION_READER_H_
#define KENKO_MODEL_SECTION_READER_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic_sink.h"
#include "model/yaml_tree.h"
#include "model/yaml_values.h"

namespace kenko {

// Every key that is asked for is a known one; Finish() tells of the others, with the nearest known
// key. `meta` is left alone. A key's value is asked for once.
class SectionReader {
 public:
  // `what` is for messages: "a signal". Tells if `node` is no mapping; it then has no keys.
  // `node` and `sink` must outlive the reader.
  SectionReader(const YamlNode& node, std::string what, DiagnosticSink* sink);

  // Whether it is a mapping at all; without that, nothing more needs to be told.
  bool ok() const { return ok_; }
  const YamlNode& node() const { return node_; }
  DiagnosticSink* sink() const { return sink_; }

  // The value of a key, or null.
  const YamlNode* Find(std::string_view key);
  // Likewise; Finish() tells if it isn't there.
  const YamlNode* Require(std::string_view key);
  // Likewise, but needed only because `reason`, another key, is there; Finish() says so.
  const YamlNode* RequireWith(std::string_view reason, std::string_view key);
  // The key itself, for messages; null where it isn't there. Does not count as asking.
  const YamlNode* KeyNode(std::string_view key) const;
  bool Has(std::string_view key) const { return KeyNode(key) != nullptr; }
  // The key may not stand here: tells `message` if it does.
  void Forbid(std::string_view key, std::string message);

  // Typed values of keys that need not be there; nothing where they are not, or are wrong.
  std::optional<std::string> Text(std::string_view key);
  std::optional<double> Number(std::string_view key);
  std::optional<bool> Flag(std::string_view key);
  std::optional<Duration> DurationOf(std::string_view key,
                                     ZeroDuration zero = ZeroDuration::kRefused);
  // The required `name`.
  std::optional<std::string> Name();

  // Which of `keys` are there, in the order of the file. They are known from here on.
  std::vector<std::string_view> Present(const std::vector<std::string_view>& keys);
  // The one of `keys` that is there. Tells if several are; Finish() tells if none is.
  std::optional<std::string_view> ExactlyOne(const std::vector<std::string_view>& keys);

  // At least one of `keys` must be there; Finish() tells if none is.
  void RequireAny(const std::vector<std::string_view>& keys);

  // Tells of the unknown keys, and of the missing ones unless an unknown one is likely it,
  // mistyped. `also_known` are keys that may stand here but were not asked for.
  void Finish(const std::vector<std::string_view>& also_known = {});

 private:
  const YamlNode& node_;
  std::string what_;
  DiagnosticSink* sink_;
  bool ok_;
  std::vector<std::string_view> known_;
  struct Missing {
    std::vector<std::string_view> keys;  // one of these is needed
    std::string_view reason;             // by that key, or empty: always
  };
  std::vector<Missing> missing_;
};

}  // namespace kenko

#endif  // KENKO_MODEL_SECTION_READER_H_
