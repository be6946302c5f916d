// Why a customer has its plain band, as the tables show it.
#ifndef KENKO_EVALUATE_BAND_REASON_H_
#define KENKO_EVALUATE_BAND_REASON_H_

#include <cstdint>
#include <string>
#include <vector>

#include "evaluate/customer_evaluator.h"
#include "model/model_data.h"

namespace kenko {

// All reasons that a model can give.
std::vector<std::string> BandReasonNames(const ModelData& model);
// The index into them.
std::int32_t BandReasonCode(const ModelData& model, const CustomerHealth& health);

}  // namespace kenko

#endif  // KENKO_EVALUATE_BAND_REASON_H_
