// A model file's text → a checked, compiled ModelData.
#ifndef KENKO_MODEL_MODEL_PARSER_H_
#define KENKO_MODEL_MODEL_PARSER_H_

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "kenko/model.h"
#include "model/model_data.h"

namespace kenko {

// Null where there are errors. `diagnostics` receives errors and warnings in the order of the file.
std::shared_ptr<const ModelData> ParseModel(std::string_view text, const std::string& file,
                                            std::vector<Diagnostic>* diagnostics);

}  // namespace kenko

#endif  // KENKO_MODEL_MODEL_PARSER_H_
