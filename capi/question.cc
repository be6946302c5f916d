#include "capi/question.h"

#include <string_view>
#include <vector>

#include "capi/text.h"

namespace kenko::capi {

Status TakeCustomers(const GivenCustomers& given, RunOptions* options) {
  if (given.id_type == KENKO_ID_NONE) {
    if (given.count == 0) return {};
    return InvalidArgument(
        "options->customer_count is set; options->customer_id_type must say which ids they are");
  }
  std::vector<CustomerId>& customers = options->customers.emplace();
  if (given.id_type == KENKO_ID_INTEGER) {
    Status status = CheckArray("options->customer_ids", given.ids, given.count, sizeof *given.ids);
    if (status.ok()) customers.assign(given.ids, given.ids + given.count);
    return status;
  }
  if (given.id_type != KENKO_ID_TEXT) {
    return InvalidArgument("options->customer_id_type is " + std::to_string(given.id_type) +
                           "; it must be one of KENKO_ID_…");
  }
  Status status =
      CheckArray("options->customer_id_texts", given.id_texts, given.count, sizeof *given.id_texts);
  if (!status.ok()) return status;
  customers.reserve(given.count);
  for (std::size_t i = 0; i < given.count; ++i) {
    std::string_view id;
    status = TakeText("an id in options->customer_id_texts", given.id_texts[i].data,
                      given.id_texts[i].length, &id);
    if (!status.ok()) return status;
    customers.emplace_back(std::string(id));
  }
  return {};
}

Status TakeNames(const char* what, const kenko_text* items, std::size_t count,
                 std::vector<std::string>* names) {
  if (Status status = CheckArray(what, items, count, sizeof *items); !status.ok()) return status;
  const std::string item = "a name in " + std::string(what);
  names->clear();
  for (std::size_t i = 0; i < count; ++i) {
    std::string_view name;
    Status status = TakeText(item.c_str(), items[i].data, items[i].length, &name);
    if (!status.ok()) return status;
    names->emplace_back(name);
  }
  return {};
}

Status TakeGroupBy(const char* data, std::size_t length, std::string* group_by) {
  std::string_view name;
  Status status = TakeText("options->group_by", data, length, &name);
  if (status.ok()) *group_by = name;
  return status;
}

}  // namespace kenko::capi
