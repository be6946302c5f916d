#ifndef KENKO_VERSION_H_
#define KENKO_VERSION_H_

// The version of this header; kenko::VersionText() is that of the library that was linked.
#define KENKO_VERSION_MAJOR 0
#define KENKO_VERSION_MINOR 1
#define KENKO_VERSION_PATCH 0

namespace kenko {

// "0.1.0".
const char* VersionText();

}  // namespace kenko

#endif  // KENKO_VERSION_H_
