#include "model/yaml_tree.h"

#include <exception>
#include <istream>
#include <new>
#include <streambuf>
#include <string>

#include "model/yaml_tree_builder.h"
#include "yaml-cpp/exceptions.h"
#include "yaml-cpp/parser.h"

namespace kenko {
namespace {

// Hands the text to the parser, and no more of it once it is cut: yaml-cpp has no other way to be
// stopped without an exception.
class CuttableBuffer : public std::streambuf {
 public:
  explicit CuttableBuffer(const std::string& text) {
    char* start = const_cast<char*>(text.data());  // only read from
    setg(start, start, start + text.size());
  }
  void Cut() { setg(egptr(), egptr(), egptr()); }
};

// Follows a first document.
class SecondDocument : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark& mark) override { mark_ = mark; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t,
                const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
  std::size_t offset() const { return mark_.pos < 0 ? 0 : static_cast<std::size_t>(mark_.pos); }

 private:
  YAML::Mark mark_;
};

// What mostly is behind it: an expression without the quotes that YAML wants.
std::string Hint(const std::string& problem) {
  if (problem != YAML::ErrorMsg::MAP_VALUE && problem != YAML::ErrorMsg::UNKNOWN_TOKEN) return "";
  return "; a text or an expression that holds `: `, or in { } or [ ] one of , ? [ ] { }, must be "
         "in "
         "quotes";
}

}  // namespace

bool YamlTree::Read(const ModelText& text, DiagnosticSink* sink) {
  CuttableBuffer buffer(text.text());
  YamlTreeBuilder builder(&text, this, sink, [&buffer] { buffer.Cut(); });
  // Where the builder has failed, the reason is told, and what the parser says of the cut text
  // means nothing.
  try {
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    const bool found = parser.HandleNextDocument(builder);
    if (builder.failed()) return false;
    if (!found || root_ == nullptr || root_->is_null) {
      builder.Fail(0, "the file is empty; a model begins with `kenko: 1`");
      return false;
    }
    SecondDocument second;
    if (parser.HandleNextDocument(second)) {
      builder.Fail(second.offset(), "a second YAML document begins here; a model is exactly one");
      return false;
    }
    return true;
  } catch (const YAML::Exception& error) {
    const bool placed = error.mark.pos >= 0;
    builder.Fail(placed ? static_cast<std::size_t>(error.mark.pos) : 0,
                 "this is not YAML: " + error.msg + Hint(error.msg));
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& error) {
    builder.Fail(0, std::string("this is not YAML: ") + error.what());
  }
  return false;
}

}  // namespace kenko
