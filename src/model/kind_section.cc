#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/expression_text.h"
#include "model/kind_reader.h"
#include "model/sections.h"
#include "model/yaml_values.h"

namespace kenko {
namespace {

constexpr std::size_t kMaxKindItems = 200'000;

// Adds what the set `name` (without `@`) matches.
bool AddSet(const YamlNode& node, std::string_view name, KindPattern* pattern,
            ParseContext* context) {
  const auto set = context->kind_sets.find(name);
  if (set != context->kind_sets.end()) {
    context->kind_items_used += set->second.items.size();
    if (context->kind_items_used > kMaxKindItems) {
      context->sink->Error(
          node, "the kind patterns of the model, sets written out, are more than 200000");
      return false;
    }
    pattern->items.insert(pattern->items.end(), set->second.items.begin(), set->second.items.end());
    return true;
  }
  if (!context->kind_sets_incomplete) {
    std::vector<std::string_view> known;
    if (context->sink->suggests()) {
      for (const auto& [text, items] : context->kind_sets) known.push_back(text);
    }
    context->sink->Error(
        node, "no set " + Quoted(name) + " under kinds:" + context->sink->Suggestion(name, known));
  }
  return false;
}

// The same item twice says nothing more; without it, lists of sets can't grow beyond bounds.
void DropRepeated(KindPattern* pattern) {
  std::set<std::pair<std::string, bool>> seen;
  std::vector<KindPatternItem> once;
  for (KindPatternItem& item : pattern->items) {
    if (seen.emplace(item.text, item.is_prefix).second) once.push_back(std::move(item));
  }
  pattern->items = std::move(once);
}

}  // namespace

std::optional<KindPattern> ReadKindPattern(const YamlNode& node, std::string_view key,
                                           KindSets sets, ParseContext* context) {
  if (node.IsMapping()) {
    TellWrongKind(node, key, "a kind or a list of kinds", context->sink);
    return std::nullopt;
  }
  if (node.is_broken) return std::nullopt;
  const std::vector<const YamlNode*> texts = ItemsOrOne(node);
  if (texts.empty()) {
    context->sink->Error(node, Quoted(key) + " must not be an empty list");
    return std::nullopt;
  }
  KindPattern pattern;
  std::set<std::string> sets_seen;
  bool good = true;
  for (const YamlNode* text_node : texts) {
    const std::optional<std::string> text = ReadText(*text_node, key, context->sink);
    KindPatternItem item;
    if (!text) {
      good = false;
    } else if (text->front() == '@') {
      if (sets == KindSets::kRefused) {
        context->sink->Error(*text_node,
                             "a set of kinds can't hold another set (" + Quoted(*text) + ")");
        good = false;
      } else if (sets_seen.insert(*text).second) {
        good = AddSet(*text_node, text->substr(1), &pattern, context) && good;
      }
    } else if (ParseKindPatternItem(*text, &item)) {
      pattern.items.push_back(std::move(item));
    } else {
      context->sink->Error(*text_node, Quoted(*text) +
                                           " is no kind pattern: `*` stands alone or "
                                           "after the last dot, as in `session.*`");
      good = false;
    }
  }
  if (!good) return std::nullopt;
  DropRepeated(&pattern);
  return pattern;
}

void ReadKindSection(const YamlNode& node, ParseContext* context) {
  if (!ExpectMapping(node, "kinds", context->sink)) {
    context->kind_sets_incomplete = true;
    return;
  }
  for (const YamlEntry& entry : node.entries) {
    const std::string& name = entry.key->text;
    if (name == "meta") continue;
    if (name.empty()) context->sink->Error(*entry.key, "a set's name must not be empty");
    std::optional<KindPattern> pattern =
        ReadKindPattern(*entry.value, name, KindSets::kRefused, context);
    context->kind_sets[name] = pattern ? std::move(*pattern) : KindPattern();
  }
}

}  // namespace kenko
