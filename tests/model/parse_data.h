// What the parser makes of a model, for tests that look into it.
#ifndef KENKO_TESTS_MODEL_PARSE_DATA_H_
#define KENKO_TESTS_MODEL_PARSE_DATA_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "model/model_data.h"

namespace kenko {

// A model without errors; `kenko: 1` and a name follow the snippet.
inline std::shared_ptr<const ModelData> ParseData(const std::string& snippet) {
  const Result<Model> model = Model::Parse(snippet + "\nkenko: 1\nname: m\n", "m.yaml");
  EXPECT_TRUE(model.ok()) << model.status().message();
  return model.ok() ? model->shared_data() : std::make_shared<const ModelData>();
}

}  // namespace kenko

#endif  // KENKO_TESTS_MODEL_PARSE_DATA_H_
