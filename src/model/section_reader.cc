#include "model/section_reader.h"

#include <algorithm>
#include <utility>

#include "model/expression_text.h"

namespace kenko {
namespace {

bool Contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

SectionReader::SectionReader(const YamlNode& node, std::string what, DiagnosticSink* sink)
    : node_(node), what_(std::move(what)), sink_(sink), ok_(node.IsMapping() && !node.is_broken) {
  if (!ok_ && !node.is_broken) sink_->Error(node, what_ + " must be a mapping (key: value)");
}

const YamlNode* SectionReader::KeyNode(std::string_view key) const {
  if (!ok_) return nullptr;
  for (const YamlEntry& entry : node_.entries) {
    if (entry.key->text == key) return entry.key;
  }
  return nullptr;
}

const YamlNode* SectionReader::Find(std::string_view key) {
  if (!ok_) return nullptr;
  known_.push_back(key);
  for (const YamlEntry& entry : node_.entries) {
    if (entry.key->text == key) return entry.value;
  }
  return nullptr;
}

const YamlNode* SectionReader::Require(std::string_view key) {
  const YamlNode* value = Find(key);
  if (value == nullptr && ok_) missing_.push_back({{key}, {}});
  return value;
}

const YamlNode* SectionReader::RequireWith(std::string_view reason, std::string_view key) {
  const YamlNode* value = Find(key);
  if (value == nullptr && Has(reason)) missing_.push_back({{key}, reason});
  return value;
}

void SectionReader::Forbid(std::string_view key, std::string message) {
  if (Find(key) != nullptr) sink_->Error(*KeyNode(key), std::move(message));
}

std::optional<std::string> SectionReader::Text(std::string_view key) {
  const YamlNode* value = Find(key);
  return value != nullptr ? ReadText(*value, key, sink_) : std::nullopt;
}

std::optional<double> SectionReader::Number(std::string_view key) {
  const YamlNode* value = Find(key);
  return value != nullptr ? ReadNumber(*value, key, sink_) : std::nullopt;
}

std::optional<bool> SectionReader::Flag(std::string_view key) {
  const YamlNode* value = Find(key);
  return value != nullptr ? ReadFlag(*value, key, sink_) : std::nullopt;
}

std::optional<Duration> SectionReader::DurationOf(std::string_view key, ZeroDuration zero) {
  const YamlNode* value = Find(key);
  return value != nullptr ? ReadDuration(*value, key, zero, sink_) : std::nullopt;
}

std::optional<std::string> SectionReader::Name() {
  const YamlNode* value = Require("name");
  return value != nullptr ? ReadName(*value, "name", sink_) : std::nullopt;
}

std::vector<std::string_view> SectionReader::Present(const std::vector<std::string_view>& keys) {
  std::vector<std::string_view> present;
  if (!ok_) return present;
  known_.insert(known_.end(), keys.begin(), keys.end());
  for (const YamlEntry& entry : node_.entries) {
    const auto found = std::find(keys.begin(), keys.end(), std::string_view(entry.key->text));
    if (found != keys.end()) present.push_back(*found);
  }
  return present;
}

std::optional<std::string_view> SectionReader::ExactlyOne(
    const std::vector<std::string_view>& keys) {
  const std::vector<std::string_view> present = Present(keys);
  if (!ok_) return std::nullopt;
  if (present.empty()) {
    missing_.push_back({keys, {}});
    return std::nullopt;
  }
  if (present.size() > 1) {
    sink_->Error(*KeyNode(present[1]), what_ + " can't have " + Quoted(present[1]) + " beside " +
                                           Quoted(present[0]) + ": it takes only one of these");
    return std::nullopt;
  }
  return present[0];
}

void SectionReader::RequireAny(const std::vector<std::string_view>& keys) {
  if (ok_ && Present(keys).empty()) missing_.push_back({keys, {}});
}

void SectionReader::Finish(const std::vector<std::string_view>& also_known) {
  if (!ok_) return;
  known_.insert(known_.end(), also_known.begin(), also_known.end());
  std::vector<std::string_view> meant;  // by unknown keys
  for (const YamlEntry& entry : node_.entries) {
    const std::string& key = entry.key->text;
    if (key == "meta" || Contains(known_, key)) continue;
    const std::string_view nearest = sink_->Nearest(key, known_);
    if (!nearest.empty()) meant.push_back(nearest);
    sink_->Error(*entry.key, what_ + " has no key " + Quoted(key) + DidYouMean(nearest));
  }
  for (const auto& [keys, reason] : missing_) {
    const auto is_meant = [&](std::string_view key) { return Contains(meant, key); };
    if (std::any_of(keys.begin(), keys.end(), is_meant)) continue;
    const std::string with = reason.empty() ? "" : " with " + Quoted(reason);
    sink_->Error(node_, what_ + with + (keys.size() == 1 ? " needs the key " : " needs one of ") +
                            ListOfNames(keys));
  }
}

}  // namespace kenko
