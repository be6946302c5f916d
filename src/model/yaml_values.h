// Typed values out of YAML nodes. Each function tells the sink what is wrong and what would be
// right, and then returns nothing. `key` is what the value belongs to, for the message: "window".
#ifndef KENKO_MODEL_YAML_VALUES_H_
#define KENKO_MODEL_YAML_VALUES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kenko/time.h"
#include "model/diagnostic_sink.h"
#include "model/yaml_tree.h"

namespace kenko {

enum class ZeroDuration { kRefused, kAllowed };

// "'window' must be <wanted>, not <what it is>"; silent for a node that is broken.
void TellWrongKind(const YamlNode& node, std::string_view key, std::string_view wanted,
                   DiagnosticSink* sink);

// A text that is not empty, as written: `no` and `5` are texts too.
std::optional<std::string> ReadText(const YamlNode& node, std::string_view key,
                                    DiagnosticSink* sink);
// Likewise, for something's name: not `meta`.
std::optional<std::string> ReadName(const YamlNode& node, std::string_view key,
                                    DiagnosticSink* sink);
std::optional<double> ReadNumber(const YamlNode& node, std::string_view key, DiagnosticSink* sink);
std::optional<double> ReadNumberWithin(const YamlNode& node, std::string_view key, double lowest,
                                       double highest, DiagnosticSink* sink);
std::optional<double> ReadNumberNotBelow0(const YamlNode& node, std::string_view key,
                                          DiagnosticSink* sink);
std::optional<std::uint32_t> ReadWholeNumber(const YamlNode& node, std::string_view key,
                                             std::uint32_t lowest, std::uint32_t highest,
                                             DiagnosticSink* sink);
std::optional<bool> ReadFlag(const YamlNode& node, std::string_view key, DiagnosticSink* sink);
std::optional<Duration> ReadDuration(const YamlNode& node, std::string_view key, ZeroDuration zero,
                                     DiagnosticSink* sink);
std::optional<std::pair<double, double>> ReadNumberPair(const YamlNode& node, std::string_view key,
                                                        DiagnosticSink* sink);

// The items of a list, or one scalar as a list of itself.
std::vector<const YamlNode*> ItemsOrOne(const YamlNode& node);
// Whether it is a list; tells if not.
bool ExpectList(const YamlNode& node, std::string_view key, DiagnosticSink* sink);
bool ExpectMapping(const YamlNode& node, std::string_view key, DiagnosticSink* sink);

// "'a', 'b' or 'c'".
std::string ListOfNames(const std::vector<std::string_view>& names);

}  // namespace kenko

#endif  // KENKO_MODEL_YAML_VALUES_H_
