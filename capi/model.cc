#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "capi/arguments.h"
#include "capi/entry.h"
#include "capi/handles.h"
#include "capi/text.h"

using kenko::AttributeDeclaration;
using kenko::InvalidArgument;
using kenko::Location;
using kenko::Model;
using kenko::NotFound;
using kenko::Result;
using kenko::Status;
using kenko::StatusCode;
using kenko::capi::CheckArray;
using kenko::capi::CheckPointers;
using kenko::capi::Enter;
using kenko::capi::GiveText;
using kenko::capi::TakeText;

namespace {

Status Parse(std::string_view text, const std::string& file, kenko_model** model,
             kenko_diagnostics** diagnostics) {
  std::unique_ptr<kenko_diagnostics> found;
  if (diagnostics != nullptr) found = std::make_unique<kenko_diagnostics>();
  Result<Model> parsed = Model::Parse(text, file, found ? &found->items : nullptr);
  std::unique_ptr<kenko_model> made;
  if (parsed.ok()) made.reset(new kenko_model{std::move(*parsed)});
  // Nothing below fails, so that all outputs are there or none.
  if (diagnostics != nullptr) *diagnostics = found.release();
  *model = made.release();
  return parsed.status();
}

Status FileError(const std::string& path, int error_number) {
  switch (error_number) {
    case ENOENT:
    case ENOTDIR:
      return NotFound(path + ": there is no such file");
    case EACCES:
    case EPERM:
      return InvalidArgument(path + ": may not be read: permission denied");
    case EISDIR:
      return InvalidArgument(path + ": is a directory, not a model file");
    case ENOMEM:
    case EMFILE:
    case ENFILE:
      return Status(StatusCode::kResourceExhausted,
                    path + ": can't be opened: the system is out of memory or of open files");
    default:
      return InvalidArgument(path + ": can't be read (errno " + std::to_string(error_number) + ")");
  }
}

// By C's own streams: C++'s would go through whatever locale the host has made the global one.
Result<std::string> ReadFile(const std::string& path) {
  constexpr std::size_t kMostBytes = 2u << 20;  // more than the parser takes: it refuses the rest
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  errno = 0;
  const std::unique_ptr<std::FILE, Close> file(std::fopen(path.c_str(), "rb"));
  if (!file) return FileError(path, errno);
  std::string text;
  char bytes[16384];
  while (const std::size_t count = std::fread(bytes, 1, sizeof bytes, file.get())) {
    text.append(bytes, count);
    if (text.size() > kMostBytes) break;
  }
  if (std::ferror(file.get()) != 0) return FileError(path, errno);
  return text;
}

Result<std::string> ReadFileAt(std::string_view path) {
  if (path.empty()) return InvalidArgument("path is empty");
  if (path.find('\0') != std::string_view::npos) return InvalidArgument("path holds a NUL");
  Result<std::string> text = ReadFile(std::string(path));
  if (text.ok()) return text;
  Location where;
  where.file = path;
  return Status(text.status().code(), text.status().message(), std::move(where));
}

const char* AttributeName(const std::vector<AttributeDeclaration>& attributes, size_t index,
                          size_t* length) {
  if (index >= attributes.size()) return GiveText(nullptr, length);
  return GiveText(attributes[index].name, length);
}

int32_t AttributeTypeAt(const std::vector<AttributeDeclaration>& attributes, size_t index) {
  return index < attributes.size() ? static_cast<int32_t>(attributes[index].type) : -1;
}

}  // namespace

kenko_status kenko_model_parse(const char* text, size_t text_length, const char* file,
                               size_t file_length, kenko_model** model,
                               kenko_diagnostics** diagnostics, kenko_error** error) {
  const auto body = [&]() -> Status {
    if (Status status = CheckPointers({{"model", model}}); !status.ok()) return status;
    if (Status status = CheckArray("text", text, text_length, 1); !status.ok()) return status;
    std::string_view name;
    if (Status status = TakeText("file", file, file_length, &name); !status.ok()) return status;
    // Whether the text is UTF-8 is the parser's to say, with line and column.
    return Parse({text, text_length}, std::string(name), model, diagnostics);
  };
  return Enter(error, body, model, diagnostics);
}

kenko_status kenko_model_parse_file(const char* path, size_t path_length, kenko_model** model,
                                    kenko_diagnostics** diagnostics, kenko_error** error) {
  const auto body = [&]() -> Status {
    if (Status status = CheckPointers({{"path", path}, {"model", model}}); !status.ok()) {
      return status;
    }
    std::string_view name;
    if (Status status = TakeText("path", path, path_length, &name); !status.ok()) return status;
    const Result<std::string> text = ReadFileAt(name);
    if (!text.ok()) return text.status();
    return Parse(*text, std::string(name), model, diagnostics);
  };
  return Enter(error, body, model, diagnostics);
}

void kenko_model_free(kenko_model* model) { delete model; }

const char* kenko_model_name(const kenko_model* model, size_t* length) {
  if (model == nullptr) return GiveText(nullptr, length);
  return GiveText(model->model.name(), length);
}

const char* kenko_model_hash(const kenko_model* model, size_t* length) {
  if (model == nullptr) return GiveText(nullptr, length);
  return GiveText(model->model.hash(), length);
}

int64_t kenko_model_stability_every(const kenko_model* model) {
  return model != nullptr ? model->model.stability_every() : 0;
}

int64_t kenko_model_stability_look_back(const kenko_model* model) {
  return model != nullptr ? model->model.stability_look_back() : 0;
}

int32_t kenko_model_clock_count(const kenko_model* model) {
  return model != nullptr ? model->model.clock_count() : 0;
}

const char* kenko_model_customer_id_column(const kenko_model* model, size_t* length) {
  if (model == nullptr) return GiveText(nullptr, length);
  return GiveText(model->model.customer_id_column(), length);
}

const char* kenko_model_valid_from_column(const kenko_model* model, size_t* length) {
  if (model == nullptr) return GiveText(nullptr, length);
  return GiveText(model->model.valid_from_column(), length);
}

size_t kenko_model_customer_attribute_count(const kenko_model* model) {
  return model != nullptr ? model->model.customer_attributes().size() : 0;
}

const char* kenko_model_customer_attribute_name(const kenko_model* model, size_t index,
                                                size_t* length) {
  if (model == nullptr) return GiveText(nullptr, length);
  return AttributeName(model->model.customer_attributes(), index, length);
}

int32_t kenko_model_customer_attribute_type(const kenko_model* model, size_t index) {
  return model != nullptr ? AttributeTypeAt(model->model.customer_attributes(), index) : -1;
}

size_t kenko_model_activity_attribute_count(const kenko_model* model) {
  return model != nullptr ? model->model.activity_attributes().size() : 0;
}

const char* kenko_model_activity_attribute_name(const kenko_model* model, size_t index,
                                                size_t* length) {
  if (model == nullptr) return GiveText(nullptr, length);
  return AttributeName(model->model.activity_attributes(), index, length);
}

int32_t kenko_model_activity_attribute_type(const kenko_model* model, size_t index) {
  return model != nullptr ? AttributeTypeAt(model->model.activity_attributes(), index) : -1;
}
