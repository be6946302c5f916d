#include "model/scorecard_data.h"

#include "model/model_data.h"

namespace kenko {

// Here, where Rule is complete.
Scorecard::Scorecard() = default;
Scorecard::~Scorecard() = default;
Scorecard::Scorecard(Scorecard&&) noexcept = default;
Scorecard& Scorecard::operator=(Scorecard&&) noexcept = default;

}  // namespace kenko
