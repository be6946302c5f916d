#include "model/time_zone.h"

namespace kenko {
namespace {

// Only names like "Asia/Tokyo" or "Etc/GMT+9": absl would also take paths of files, and
// "localtime", which is another zone on every machine.
bool MayBeZoneName(const std::string& name) {
  if (name.empty() || name.size() > 100 || name == "localtime" || name.front() == '/') return false;
  for (const char c : name) {
    const bool is_letter_or_digit =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (!is_letter_or_digit && c != '/' && c != '_' && c != '-' && c != '+') return false;
  }
  return true;
}

}  // namespace

std::optional<absl::TimeZone> LoadZone(const std::string& name) {
  absl::TimeZone zone;
  if (!MayBeZoneName(name) || !absl::LoadTimeZone(name, &zone)) return std::nullopt;
  return zone;
}

}  // namespace kenko
