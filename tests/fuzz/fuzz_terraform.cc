#include <cstdlib>

#include "engine/input/imported.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

namespace {

/// One file, whatever it is asked for.
class OneFile : public FileReader {
 public:
  explicit OneFile(std::string_view text) : text_(text) {}

  Result<SourcePtr> read(const std::string& path) override {
    return path == "plan.json" ? Result<SourcePtr>(source_of(text_))
                               : Result<SourcePtr>(fail(Error::at({}, "there is no such file")));
  }

 private:
  std::string_view text_;
};

}  // namespace

void fuzz_one(std::string_view text) {
  OneFile files(text);
  imports::Sources sources;
  sources.paths.emplace_back("plan.json");
  sources.options.assume_references = text.size() % 2 == 0;
  const auto loaded = input::load_imported(sources, {}, files);
  // What was read has something to try; what was not says why.
  if (loaded ? loaded->scenario->deliveries.empty() : loaded.error().diagnostics.empty()) {
    std::abort();
  }
}
