// A health model: a YAML file of the language in docs/model-reference.md, parsed, checked and
// compiled once.
#ifndef KENKO_MODEL_H_
#define KENKO_MODEL_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kenko/status.h"
#include "kenko/time.h"

namespace kenko {

struct ModelData;

// One thing wrong with a model file (an error) or surely a mistake in it (a warning).
struct Diagnostic {
  enum class Severity : std::int32_t { kError = 0, kWarning = 1 };
  Severity severity = Severity::kError;
  int line = 0;    // from 1
  int column = 0;  // from 1
  std::string message;
};

// "saas.yaml:12:5: error: …"
std::string FormatDiagnostic(const std::string& file, const Diagnostic& diagnostic);

enum class AttributeType : std::int32_t { kText = 0, kNumber = 1, kFlag = 2, kTime = 3 };
// "text", "number", "flag", "time".
std::string_view AttributeTypeName(AttributeType type);

struct AttributeDeclaration {
  std::string name;
  AttributeType type;
};

// Immutable and cheap to copy; any number of threads may use one model at once.
class Model {
 public:
  // Parses `text`; `file` is only for messages. On failure the status' message holds every error of
  // the file, one a line, and its location the first. `diagnostics`, where given, receives all
  // errors and warnings in the order of the file, on success too.
  static Result<Model> Parse(std::string_view text, const std::string& file,
                             std::vector<Diagnostic>* diagnostics = nullptr);

  const std::string& name() const;
  // 16 hexadecimal digits of the file's bytes: the same text, the same hash.
  const std::string& hash() const;
  // How many different earlier clocks the model needs (MODEL.md 4: `change`, `difference`, trend).
  int clock_count() const;
  // The grid on which bands are held stable (MODEL.md 11): its step, and how far back it reaches.
  // Both 0 where the model has no `stability`.
  Duration stability_every() const;
  Duration stability_look_back() const;
  // The column names that tools read customers by.
  const std::string& customer_id_column() const;
  const std::string& valid_from_column() const;  // empty: none declared
  const std::vector<AttributeDeclaration>& customer_attributes() const;
  const std::vector<AttributeDeclaration>& activity_attributes() const;

  // For kenko's own parts.
  explicit Model(std::shared_ptr<const ModelData> data) : data_(std::move(data)) {}
  const ModelData& data() const { return *data_; }
  const std::shared_ptr<const ModelData>& shared_data() const { return data_; }

 private:
  std::shared_ptr<const ModelData> data_;
};

}  // namespace kenko

#endif  // KENKO_MODEL_H_
