#include "model/yaml_values.h"

#include <cmath>

#include "base/number_text.h"
#include "model/expression_text.h"

namespace kenko {
namespace {

std::string Describe(const YamlNode& node) {
  if (node.IsList()) return "a list";
  if (node.IsMapping()) return "a mapping";
  if (node.is_null) return "empty";
  return (node.is_text ? "the text " : "") + Quoted(node.text);
}

// A plain scalar's text, or null.
const std::string* PlainText(const YamlNode& node) {
  return node.IsScalar() && !node.is_text && !node.is_null && !node.is_broken ? &node.text
                                                                              : nullptr;
}

}  // namespace

void TellWrongKind(const YamlNode& node, std::string_view key, std::string_view wanted,
                   DiagnosticSink* sink) {
  if (node.is_broken) return;
  sink->Error(node, Quoted(key) + " must be " + std::string(wanted) + ", not " + Describe(node));
}

std::optional<std::string> ReadText(const YamlNode& node, std::string_view key,
                                    DiagnosticSink* sink) {
  if (!node.IsScalar() || node.is_null || node.is_broken) {
    TellWrongKind(node, key, "a text", sink);
    return std::nullopt;
  }
  if (node.text.empty()) {
    sink->Error(node, Quoted(key) + " must not be empty");
    return std::nullopt;
  }
  return node.text;
}

std::optional<std::string> ReadName(const YamlNode& node, std::string_view key,
                                    DiagnosticSink* sink) {
  std::optional<std::string> name = ReadText(node, key, sink);
  if (name && *name == "meta") {
    sink->Error(node,
                "nothing can be called `meta`, which stands for notes that kenko leaves alone");
    return std::nullopt;
  }
  return name;
}

std::optional<double> ReadNumber(const YamlNode& node, std::string_view key, DiagnosticSink* sink) {
  const std::string* text = PlainText(node);
  const std::optional<double> number = text != nullptr ? ParseNumber(*text) : std::nullopt;
  if (!number) TellWrongKind(node, key, "a number", sink);
  return number;
}

std::optional<double> ReadNumberWithin(const YamlNode& node, std::string_view key, double lowest,
                                       double highest, DiagnosticSink* sink) {
  const std::optional<double> number = ReadNumber(node, key, sink);
  if (number && !(*number >= lowest && *number <= highest)) {
    sink->Error(node, Quoted(key) + " must be from " + FormatPlain(lowest) + " to " +
                          FormatPlain(highest) + ", not " + node.text);
    return std::nullopt;
  }
  return number;
}

std::optional<double> ReadNumberNotBelow0(const YamlNode& node, std::string_view key,
                                          DiagnosticSink* sink) {
  const std::optional<double> number = ReadNumber(node, key, sink);
  if (number && *number < 0) {
    sink->Error(node, Quoted(key) + " must not be below 0");
    return std::nullopt;
  }
  return number;
}

std::optional<std::uint32_t> ReadWholeNumber(const YamlNode& node, std::string_view key,
                                             std::uint32_t lowest, std::uint32_t highest,
                                             DiagnosticSink* sink) {
  const std::optional<double> number = ReadNumber(node, key, sink);
  if (!number) return std::nullopt;
  if (!(*number >= lowest && *number <= highest) || *number != std::floor(*number)) {
    sink->Error(node, Quoted(key) + " must be a whole number from " + std::to_string(lowest) +
                          " to " + std::to_string(highest) + ", not " + node.text);
    return std::nullopt;
  }
  return static_cast<std::uint32_t>(*number);
}

std::optional<bool> ReadFlag(const YamlNode& node, std::string_view key, DiagnosticSink* sink) {
  if (const std::string* text = PlainText(node)) {
    if (*text == "true" || *text == "True" || *text == "TRUE") return true;
    if (*text == "false" || *text == "False" || *text == "FALSE") return false;
  }
  TellWrongKind(node, key, "true or false", sink);
  return std::nullopt;
}

std::optional<Duration> ReadDuration(const YamlNode& node, std::string_view key, ZeroDuration zero,
                                     DiagnosticSink* sink) {
  if (!node.IsScalar() || node.is_null || node.is_broken) {
    TellWrongKind(node, key, "a duration such as 28d", sink);
    return std::nullopt;
  }
  Duration duration = 0;
  std::string problem;
  if (!ParseDuration(node.text, &duration, &problem)) {
    sink->Error(node, Quoted(key) + " can't be " + Quoted(node.text) + ": " + problem);
    return std::nullopt;
  }
  if (duration == 0 && zero == ZeroDuration::kRefused) {
    sink->Error(node, Quoted(key) + " must be longer than 0");
    return std::nullopt;
  }
  return duration;
}

std::optional<std::pair<double, double>> ReadNumberPair(const YamlNode& node, std::string_view key,
                                                        DiagnosticSink* sink) {
  if (!node.IsList()) {
    TellWrongKind(node, key, "a list of two numbers", sink);
    return std::nullopt;
  }
  if (node.items.size() != 2) {
    sink->Error(node, Quoted(key) + " must be a list of two numbers, not of " +
                          std::to_string(node.items.size()));
    return std::nullopt;
  }
  const std::optional<double> first = ReadNumber(*node.items[0], key, sink);
  const std::optional<double> second = ReadNumber(*node.items[1], key, sink);
  if (!first || !second) return std::nullopt;
  return std::make_pair(*first, *second);
}

std::vector<const YamlNode*> ItemsOrOne(const YamlNode& node) {
  if (node.IsList()) return node.items;
  return {&node};
}

bool ExpectList(const YamlNode& node, std::string_view key, DiagnosticSink* sink) {
  if (node.IsList() && !node.is_broken) return true;
  TellWrongKind(node, key, "a list", sink);
  return false;
}

bool ExpectMapping(const YamlNode& node, std::string_view key, DiagnosticSink* sink) {
  if (node.IsMapping() && !node.is_broken) return true;
  TellWrongKind(node, key, "a mapping", sink);
  return false;
}

std::string ListOfNames(const std::vector<std::string_view>& names) {
  std::string list;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) list += i + 1 == names.size() ? " or " : ", ";
    list += Quoted(names[i]);
  }
  return list;
}

}  // namespace kenko
