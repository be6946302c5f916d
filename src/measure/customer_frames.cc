#include "measure/customer_frames.h"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

#include "portfolio/customer_log.h"

namespace kenko {
namespace {

bool Fits(AttributeType declared, ColumnView::Type column) {
  switch (column) {
    case ColumnView::Type::kNull:
      return true;
    case ColumnView::Type::kText:
      return declared == AttributeType::kText;
    case ColumnView::Type::kInteger:
    case ColumnView::Type::kNumber:
      return declared == AttributeType::kNumber;
    case ColumnView::Type::kFlag:
      return declared == AttributeType::kFlag;
    case ColumnView::Type::kTime:
      return declared == AttributeType::kTime;
  }
  return false;
}

std::string_view ColumnTypeName(ColumnView::Type type) {
  switch (type) {
    case ColumnView::Type::kText:
      return "text";
    case ColumnView::Type::kFlag:
      return "flag";
    case ColumnView::Type::kTime:
      return "time";
    default:
      return "number";
  }
}

Result<std::vector<std::size_t>> Bind(InputTable table, const ModelData& model,
                                      const std::vector<AttributeFact>& attributes,
                                      const std::vector<AttributeColumn>& columns) {
  std::vector<std::size_t> bound;
  for (const AttributeFact& attribute : attributes) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const AttributeColumn& c) {
      return c.name == attribute.name;
    });
    if (column == columns.end()) {
      bound.push_back(kNotThere);
      continue;
    }
    if (!Fits(attribute.type, column->type)) {
      Location where;
      where.table = InputTableName(table);
      where.column = attribute.name;
      where.file = model.file;
      return InvalidArgument(where.table + ", column " + attribute.name + ": the model " +
                                 model.name + " declares a " +
                                 std::string(AttributeTypeName(attribute.type)) +
                                 ", but the column that was loaded is of type " +
                                 std::string(ColumnTypeName(column->type)),
                             where);
    }
    bound.push_back(static_cast<std::size_t>(column - columns.begin()));
  }
  return bound;
}

}  // namespace

Result<std::vector<std::size_t>> BindCustomerAttributes(const ModelData& model,
                                                        const SnapshotData& snapshot) {
  return Bind(InputTable::kCustomers, model, model.customer.attributes,
              snapshot.customer_columns());
}

Status CheckActivityAttributes(const ModelData& model, const SnapshotData& snapshot) {
  return Bind(InputTable::kActivities, model, model.activity_attributes,
              snapshot.activity_columns())
      .status();
}

CustomerFrames::CustomerFrames(const ModelData& model, const SnapshotData& snapshot,
                               const MeasureNeeds& needs,
                               const std::vector<std::size_t>& attribute_columns,
                               const DataCut& cut)
    : model_(model),
      snapshot_(snapshot),
      needs_(needs),
      attribute_columns_(attribute_columns),
      cut_(cut),
      values_(needs.instants().size() * model.frame_size),
      rows_(needs.instants().size()),
      stack_(model.stack_size) {
  for (std::size_t a = 0; a < model.customer.attributes.size(); ++a) {
    if (const std::optional<AttributeCell> cell = CellOf(a)) attributes_.push_back(*cell);
  }
  started_at_ = CellOf(model.customer.started_at);
  ended_at_ = CellOf(model.customer.ended_at);
}

std::optional<CustomerFrames::AttributeCell> CustomerFrames::CellOf(
    const std::optional<std::size_t>& attribute) const {
  if (!attribute || attribute_columns_[*attribute] == kNotThere) return std::nullopt;
  const std::size_t column = attribute_columns_[*attribute];
  return AttributeCell{model_.customer.attributes[*attribute].slot, column,
                       snapshot_.customer_columns()[column].type};
}

inline Value CustomerFrames::Read(const CustomerRow& row, const AttributeCell& cell) {
  return row.Cell(cell.column, cell.type);
}

const CustomerRow* CustomerFrames::RowAt(Slot slot, Instant at) const {
  return snapshot_.FindRow(slot, std::min(at, cut_.attributes_until), cut_.attributes_known);
}

Existence CustomerFrames::ExistenceAt(Slot slot, Instant at) const {
  const CustomerRow* const row = RowAt(slot, at);
  return row == nullptr ? Existence::kNotStarted : LifetimeOf(*row).At(at);
}

void CustomerFrames::Start(Slot slot) {
  const CustomerRow* row = nullptr;
  Lifetime lifetime;  // of that row
  for (std::size_t f = 0; f < rows_.size(); ++f) {
    const Instant at = needs_.instants()[f];
    const CustomerRow* const row_then = RowAt(slot, at);
    if (row_then != row && row_then != nullptr) lifetime = LifetimeOf(*row_then);
    row = row_then;
    const bool exists =
        row != nullptr && (lifetime.At(at) == Existence::kExists || at == cut_.existing_at);
    rows_[f] = exists ? row : nullptr;
  }
}

void CustomerFrames::Fill() {
  const CustomerRow* filled = nullptr;  // the row of the last frame that was filled
  const Value* attributes = nullptr;    // that frame
  for (std::size_t f = 0; f < rows_.size(); ++f) {
    const CustomerRow* const row = rows_[f];
    if (row == nullptr || !needs_.ReadsFacts(f)) continue;
    Value* const frame = Frame(f);
    std::memset(static_cast<void*>(frame), 0, model_.frame_size * sizeof(Value));  // all missing
    if (row == filled) {  // mostly: few customers change, and rarely
      for (const AttributeCell& cell : attributes_) frame[cell.slot] = attributes[cell.slot];
    } else {
      for (const AttributeCell& cell : attributes_) frame[cell.slot] = Read(*row, cell);
    }
    filled = row;
    attributes = frame;
    FillRoles(needs_.instants()[f], frame);
  }
}

CustomerFrames::Lifetime CustomerFrames::LifetimeOf(const CustomerRow& row) const {
  Lifetime lifetime;
  if (started_at_) lifetime.started_at = Read(row, *started_at_);
  if (ended_at_) lifetime.ended_at = Read(row, *ended_at_);
  return lifetime;
}

Existence CustomerFrames::Lifetime::At(Instant t) const {
  if (started_at.present && started_at.instant > t) return Existence::kNotStarted;
  if (ended_at.present && ended_at.instant <= t) return Existence::kEnded;
  return Existence::kExists;
}

void CustomerFrames::FillRoles(Instant t, Value* frame) const {
  const CustomerSection& customer = model_.customer;
  const auto role = [&](const std::optional<std::size_t>& attribute) {
    return attribute ? frame[customer.attributes[*attribute].slot] : Value::Missing();
  };
  frame[kFactNow] = Value::Time(t);
  const Value started_at = role(customer.started_at);
  if (started_at.present) frame[kFactAgeDays] = Value::Number(InDays(t - started_at.instant));
  const Value renews_at = role(customer.renews_at);
  if (renews_at.present) frame[kFactDaysToRenewal] = Value::Number(InDays(renews_at.instant - t));
  frame[kFactValue] = role(customer.value);
}

}  // namespace kenko
