// What a model file's diagnostics are, for tests that list them.
#ifndef KENKO_TESTS_MODEL_DIAGNOSE_H_
#define KENKO_TESTS_MODEL_DIAGNOSE_H_

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "kenko/model.h"

namespace kenko {

// A piece of a model, and what is told of it: "line:column: error: …".
struct DiagnosticCase {
  std::string snippet;  // a line break in front does not count
  std::vector<std::string> expected;
};

enum class Snippets { kWithoutHead, kWholeFiles };

// `kenko: 1` and a name follow a snippet without them, so that its lines are those of the file.
inline std::vector<std::string> Diagnose(std::string snippet, Snippets snippets) {
  if (!snippet.empty() && snippet.front() == '\n') snippet.erase(0, 1);
  if (snippets == Snippets::kWithoutHead) snippet += "\nkenko: 1\nname: m\n";
  std::vector<Diagnostic> diagnostics;
  const Result<Model> model = Model::Parse(snippet, "", &diagnostics);
  bool has_errors = false;
  std::vector<std::string> told;
  for (const Diagnostic& diagnostic : diagnostics) {
    has_errors = has_errors || diagnostic.severity == Diagnostic::Severity::kError;
    told.push_back(FormatDiagnostic("", diagnostic).substr(1));
  }
  EXPECT_EQ(model.ok(), !has_errors) << snippet;
  return told;
}

inline void CheckDiagnostics(const std::vector<DiagnosticCase>& cases,
                             Snippets snippets = Snippets::kWithoutHead) {
  for (const DiagnosticCase& c : cases) {
    EXPECT_EQ(Diagnose(c.snippet, snippets), c.expected) << c.snippet;
  }
}

}  // namespace kenko

#endif  // KENKO_TESTS_MODEL_DIAGNOSE_H_
