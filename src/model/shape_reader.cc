#include <string>

#include "base/number_text.h"
#include "base/snap.h"
#include "model/expression_text.h"
#include "model/scorecard_reader.h"

namespace kenko {
namespace {

// A subscore.
std::optional<double> ReadY(const YamlNode& node, std::string_view key, Under under,
                            DiagnosticSink* sink) {
  const std::optional<double> y = ReadNumber(node, key, sink);
  if (y && !TakesPoints(under) && !(*y >= 0 && *y <= 100)) {
    sink->Error(node, "a subscore must be from 0 to 100, not " + node.text +
                          "; only under `combine: sum` it may be anything");
  }
  return y;
}

void ReadCurvePoints(const YamlNode& node, Under under, Shape* shape, DiagnosticSink* sink) {
  if (node.items.size() < 2) {
    sink->Error(node, "a curve needs at least two points [x, y]");
  }
  std::optional<double> previous_x;
  bool is_flat = node.items.size() >= 2;
  for (const YamlNode* item : node.items) {
    const auto point = ReadNumberPair(*item, "curve", sink);
    if (!point) {
      is_flat = false;
      continue;
    }
    const auto [x, y] = *point;
    if (previous_x && !SnappedLess(*previous_x, x)) {
      sink->Error(*item, "the x of a curve's points must rise: " + FormatPlain(x) +
                             " does not lie above " + FormatPlain(*previous_x));
    }
    previous_x = x;
    ReadY(*item->items[1], "curve", under, sink);
    shape->curve.push_back({x, y});
    is_flat = is_flat && y == shape->curve.front().y;
  }
  if (is_flat) sink->Warning(node, "this curve is flat: it gives the same subscore for any value");
}

void ReadCurve(const YamlNode& node, SectionReader* reader, Under under, Shape* shape) {
  DiagnosticSink* sink = reader->sink();
  if (node.IsScalar() && node.text == "identity") {
    shape->form = Shape::Form::kIdentity;
    reader->Forbid("outside", "`outside` goes only with a curve of points");
    return;
  }
  shape->form = Shape::Form::kCurve;
  if (!node.IsList()) {
    TellWrongKind(node, "curve", "a list of points [x, y] or identity", sink);
  } else if (!node.is_broken) {
    ReadCurvePoints(node, under, shape, sink);
  }
  if (const auto outside = reader->Text("outside")) {
    shape->outside_is_missing = *outside == "skip";
    if (!shape->outside_is_missing) {
      sink->Error(*reader->Find("outside"),
                  "`outside` can only be `skip`, not " + Quoted(*outside));
    }
  }
  shape->MakePieces();
}

void ReadRanges(const YamlNode& node, Under under, Shape* shape, DiagnosticSink* sink) {
  shape->form = Shape::Form::kRanges;
  if (!ExpectList(node, "ranges", sink)) return;
  if (node.items.empty()) sink->Error(node, "`ranges` needs at least one range");
  std::optional<double> previous_x, previous_y;
  for (std::size_t i = 0; i < node.items.size(); ++i) {
    const YamlNode& item = *node.items[i];
    SectionReader reader(item, "a range", sink);
    Range range;
    std::optional<double> y;
    if (i + 1 == node.items.size()) {
      for (const char* key : {"below", "up_to"}) {
        reader.Forbid(key, "the last range has no bound: it takes all that is left");
      }
    } else if (const auto key = reader.ExactlyOne({"below", "up_to"})) {
      range.bound = *key == "below" ? Range::Bound::kBelow : Range::Bound::kUpTo;
      const YamlNode& bound = *reader.Find(*key);
      if (const auto x = ReadNumber(bound, *key, sink)) {
        if (previous_x && !SnappedLess(*previous_x, *x)) {
          sink->Error(bound, "the bounds of ranges must rise: " + FormatPlain(*x) +
                                 " does not lie above " + FormatPlain(*previous_x));
        }
        range.x = *x;
        previous_x = x;
      }
    }
    if (const YamlNode* y_node = reader.Require("y")) y = ReadY(*y_node, "y", under, sink);
    reader.Finish();
    if (y && previous_y && *y == *previous_y) {
      sink->Warning(item,
                    "this range gives the same subscore as the one before it; they could be one");
    }
    previous_y = y;
    range.y = y.value_or(0);
    shape->ranges.push_back(range);
  }
}

void ReadValues(const YamlNode& node, Under under, Shape* shape, DiagnosticSink* sink) {
  shape->form = Shape::Form::kValues;
  if (!ExpectMapping(node, "values", sink)) return;
  for (const YamlEntry& entry : node.entries) {
    const std::string& text = entry.key->text;
    if (text == "meta") continue;
    const std::optional<double> y = ReadY(*entry.value, text, under, sink);
    if (text == "*") {
      shape->other_text = y.value_or(0);
    } else {
      shape->values.push_back({text, y.value_or(0)});
    }
  }
  if (shape->values.empty() && !shape->other_text) {
    sink->Error(node, "`values` needs at least one text and its subscore");
  }
}

}  // namespace

const std::vector<std::string_view>& ShapeKeys() {
  static const auto* const keys = new std::vector<std::string_view>{"curve", "ranges", "values"};
  return *keys;
}

Shape ReadShape(std::string_view key, SectionReader* reader, std::optional<ValueType> type,
                Under under, ParseContext* context) {
  Shape shape;
  DiagnosticSink* sink = context->sink;
  const YamlNode& node = *reader->Find(key);
  const bool is_for_text = key == "values";
  if (type && is_for_text != (*type == ValueType::kText)) {
    sink->Error(*reader->KeyNode(key),
                is_for_text ? "`values` takes a text, but this is a number; use `curve` or `ranges`"
                            : Quoted(key) + " takes a number, but this is a text; use `values`");
  }
  if (key != "curve") reader->Forbid("outside", "`outside` goes only with `curve`");
  if (key == "curve") {
    ReadCurve(node, reader, under, &shape);
  } else if (key == "ranges") {
    ReadRanges(node, under, &shape, sink);
  } else {
    ReadValues(node, under, &shape, sink);
  }
  return shape;
}

void ReadPoints(SectionReader* reader, Under under, Shape* shape) {
  const YamlNode* node = reader->Find("points");
  if (node == nullptr) return;
  const auto points = ReadNumberPair(*node, "points", reader->sink());
  if (!points) return;
  for (const YamlNode* item : node->items) ReadY(*item, "points", under, reader->sink());
  shape->if_false = points->first;
  shape->if_true = points->second;
}

}  // namespace kenko
