// Time zones by their IANA names.
#ifndef KENKO_MODEL_TIME_ZONE_H_
#define KENKO_MODEL_TIME_ZONE_H_

#include <optional>
#include <string>

#include "absl/time/time.h"

namespace kenko {

// Nothing where this machine has no such zone, or the name is none that can be a zone's.
std::optional<absl::TimeZone> LoadZone(const std::string& name);

}  // namespace kenko

#endif  // KENKO_MODEL_TIME_ZONE_H_
