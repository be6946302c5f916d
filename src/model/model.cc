#include "kenko/model.h"

#include <utility>

#include "base/float_environment.h"
#include "model/model_data.h"
#include "model/model_parser.h"

namespace kenko {

std::string FormatDiagnostic(const std::string& file, const Diagnostic& diagnostic) {
  const bool is_error = diagnostic.severity == Diagnostic::Severity::kError;
  return file + ":" + std::to_string(diagnostic.line) + ":" + std::to_string(diagnostic.column) +
         (is_error ? ": error: " : ": warning: ") + diagnostic.message;
}

Result<Model> Model::Parse(std::string_view text, const std::string& file,
                           std::vector<Diagnostic>* diagnostics) {
  const FloatEnvironment environment;
  std::vector<Diagnostic> found;
  std::shared_ptr<const ModelData> data = ParseModel(text, file, &found);
  Status status;
  if (data == nullptr) {
    std::string message;
    Location where;
    where.file = file;
    for (const Diagnostic& diagnostic : found) {
      if (diagnostic.severity != Diagnostic::Severity::kError) continue;
      if (message.empty()) {
        where.line = diagnostic.line;
        where.file_column = diagnostic.column;
      } else {
        message += "\n";
      }
      message += FormatDiagnostic(file, diagnostic);
    }
    status = InvalidArgument(std::move(message), std::move(where));
  }
  if (diagnostics != nullptr) *diagnostics = std::move(found);
  if (data == nullptr) return status;
  return Model(std::move(data));
}

const std::string& Model::name() const { return data_->name; }
const std::string& Model::hash() const { return data_->hash; }
int Model::clock_count() const { return static_cast<int>(data_->clocks.size()) - 1; }
Duration Model::stability_every() const { return data_->stability ? data_->stability->every : 0; }
Duration Model::stability_look_back() const {
  return data_->stability ? data_->stability->look_back : 0;
}
const std::string& Model::customer_id_column() const { return data_->customer.id_column; }
const std::string& Model::valid_from_column() const { return data_->customer.valid_from_column; }

const std::vector<AttributeDeclaration>& Model::customer_attributes() const {
  return data_->customer_declarations;
}
const std::vector<AttributeDeclaration>& Model::activity_attributes() const {
  return data_->activity_declarations;
}

}  // namespace kenko
