#include "kenko/status.h"

namespace kenko {

const std::string& Status::EmptyText() {
  static const std::string* const empty = new std::string;  // never destroyed: usable at exit
  return *empty;
}

const Location& Status::EmptyLocation() {
  static const Location* const empty = new Location;
  return *empty;
}

}  // namespace kenko
