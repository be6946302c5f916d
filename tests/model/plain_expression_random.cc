#include "tests/model/plain_expression.h"

namespace kenko {
namespace {

class Maker {
 public:
  Maker(const PlainNames& names, Random* random) : names_(names), random_(random) {}

  PlainTree Make(PlainType type, int depth) {
    if (depth == 0 || OneIn(8)) return Leaf(type);
    if (OneIn(8))
      return Tree(
          "?:", {Make(PlainType::kFlag, depth - 1), Make(type, depth - 1), Make(type, depth - 1)});
    if (OneIn(10)) return Many("coalesce", type, depth);
    switch (type) {
      case PlainType::kNumber:
        return MakeNumber(depth);
      case PlainType::kFlag:
        return MakeFlag(depth);
      case PlainType::kText:
        break;
    }
    return Leaf(type);
  }

 private:
  bool OneIn(unsigned n) { return (*random_)() % n == 0; }

  template <typename Items>
  auto OneOf(const Items& items) {
    return *(std::begin(items) + (*random_)() % std::size(items));
  }

  static PlainTree Tree(std::string op, std::vector<PlainTree> parts) {
    PlainTree tree;
    tree.op = std::move(op);
    tree.parts = std::move(parts);
    return tree;
  }

  PlainTree Many(const std::string& op, PlainType type, int depth) {
    PlainTree tree = Tree(op, {});
    const std::size_t count = 1 + (*random_)() % 4;
    while (tree.parts.size() < count) tree.parts.push_back(Make(type, depth - 1));
    return tree;
  }

  PlainTree Named(const std::string& name) {
    PlainTree tree;
    tree.op = name.compare(0, 5, "done(") == 0       ? "done"
              : name.compare(0, 9, "subscore(") == 0 ? "subscore"
                                                     : "name";
    tree.name = name;
    return tree;
  }

  Cell Literal(PlainType type) {
    if (type == PlainType::kFlag) return OneIn(2);
    if (type == PlainType::kText) {
      static const char* const kTexts[] = {"", "a", "ab", "b", "a'\"\\b", "健康", "é", "A", "ba"};
      return std::string(OneOf(kTexts));
    }
    // Many that are equal, or nearly so, once snapped, and some at the ends of the range.
    static const double kNumbers[] = {0,     1,       2,          3,          0.1,           0.2,
                                      0.3,   0.5,     1e-9,       4e-10,      6e-10,         5e-10,
                                      1e6,   1e6 / 3, 999999.99,  1e15,       0.30000000049, 7.25,
                                      1e308, 1e-308,  1.0 / 1024, 3.0 / 1024, 1e6 + 1e-9,    100};
    return OneOf(kNumbers);
  }

  PlainTree Leaf(PlainType type) {
    if (OneIn(2)) {
      PlainTree tree;
      tree.op = "literal";
      tree.literal = Literal(type);
      return tree;
    }
    return Named(OneOf(type == PlainType::kNumber ? names_.numbers
                       : type == PlainType::kText ? names_.texts
                                                  : names_.flags));
  }

  PlainTree MakeNumber(int depth) {
    static const char* const kOperators[] = {"+", "-", "*", "/", "%"};
    switch ((*random_)() % 8) {
      case 0:
        return Tree("negate", {Make(PlainType::kNumber, depth - 1)});
      case 1:
        return Tree("abs", {Make(PlainType::kNumber, depth - 1)});
      case 2:
        return Many(OneIn(2) ? "min" : "max", PlainType::kNumber, depth);
      case 3:
        return Tree(OneIn(2) ? "days_since" : "days_until", {Named(OneOf(names_.times))});
      default:
        return Tree(OneOf(kOperators),
                    {Make(PlainType::kNumber, depth - 1), Make(PlainType::kNumber, depth - 1)});
    }
  }

  PlainType AnyType() {
    static const PlainType kTypes[] = {PlainType::kNumber, PlainType::kText, PlainType::kFlag};
    return OneOf(kTypes);
  }

  PlainTree MakeFlag(int depth) {
    static const char* const kOrders[] = {"<", "<=", ">", ">=", "==", "!="};
    static const char* const kMethods[] = {"startsWith", "endsWith", "contains"};
    const auto two = [&](const std::string& op, PlainType type) {
      return Tree(op, {Make(type, depth - 1), Make(type, depth - 1)});
    };
    switch ((*random_)() % 9) {
      case 0:
        return Tree("!", {Make(PlainType::kFlag, depth - 1)});
      case 1:
        return Tree("has", {OneIn(4) ? Named(OneOf(names_.times)) : Make(AnyType(), depth - 1)});
      case 2:
        return two(OneOf(kMethods), PlainType::kText);
      case 3:
        return two(OneIn(2) ? "==" : "!=", PlainType::kFlag);
      case 4:
        return two(OneOf(kOrders), OneIn(3) ? PlainType::kText : PlainType::kNumber);
      case 5: {
        const PlainType type = AnyType();
        PlainTree tree = Tree("in", {Make(type, depth - 1)});
        for (std::size_t count = (*random_)() % 5; tree.list.size() < count;) {
          tree.list.push_back(Literal(type));
          auto* const number = std::get_if<double>(&tree.list.back());
          if (number != nullptr && OneIn(3)) *number = -*number;
        }
        return tree;
      }
      default:
        return two(OneIn(2) ? "&&" : "||", PlainType::kFlag);
    }
  }

  const PlainNames& names_;
  Random* random_;
};

}  // namespace

PlainTree RandomTree(PlainType type, int depth, const PlainNames& names, Random* random) {
  return Maker(names, random).Make(type, depth);
}

}  // namespace kenko
