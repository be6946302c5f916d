// Expressions where they stand in a model file.
#ifndef KENKO_MODEL_EXPRESSION_READER_H_
#define KENKO_MODEL_EXPRESSION_READER_H_

#include <initializer_list>
#include <optional>
#include <string_view>

#include "model/expression.h"
#include "model/parse_context.h"
#include "model/yaml_tree.h"

namespace kenko {

// Compiles the expression that `node` holds, over the facts known at step `at`. Tells what is
// wrong, at the place in the file where it is wrong. `key` is for messages.
std::optional<Expression> ReadExpression(const YamlNode& node, std::string_view key, Step at,
                                         std::initializer_list<ValueType> allowed,
                                         ParseContext* context);
// A condition: an expression that gives a flag.
std::optional<Expression> ReadCondition(const YamlNode& node, std::string_view key, Step at,
                                        ParseContext* context);
// A number, or an expression that gives one.
std::optional<Expression> ReadAmount(const YamlNode& node, std::string_view key, Step at,
                                     ParseContext* context);
// A condition over one activity: value, actor, kind and the activity's attributes.
std::optional<Expression> ReadActivityCondition(const YamlNode& node, std::string_view key,
                                                ParseContext* context);
// A fact by its name; null, and told, where it is not known at `at` or is none of `allowed`.
const Fact* ReadFactName(const YamlNode& node, std::string_view key, Step at,
                         std::initializer_list<ValueType> allowed, ParseContext* context);

}  // namespace kenko

#endif  // KENKO_MODEL_EXPRESSION_READER_H_
