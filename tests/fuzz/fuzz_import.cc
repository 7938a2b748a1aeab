#include <cstdlib>

#include "engine/base/file_reader.h"
#include "engine/fixture/run.h"
#include "engine/input/imported.h"
#include "engine/input/standalone.h"
#include "tests/fuzz/fuzz.h"

using namespace remora;

namespace {

/// One file, under any name.
class OneFile : public FileReader {
 public:
  explicit OneFile(std::string_view text) : source_(source_of(text)) {}

  Result<SourcePtr> read(const std::string& /*path*/) override { return source_; }

 private:
  SourcePtr source_;
};

}  // namespace

/// Events, manifests, dumps and policies: whatever is read becomes a scenario that is run, and that
/// can be written down.
void fuzz_one(std::string_view text) {
  OneFile files(text);
  imports::Sources sources{{"input"}, {}, nullptr, {}};
  sources.options.account = "111122223333";
  sources.options.region = "us-east-1";
  const auto loaded = input::load_imported(sources, {}, files);
  if (!loaded) {
    return;
  }
  fixture::run("input", loaded->scenario, loaded->scenario->assumptions, {});
  input::standalone(*loaded->scenario, files);
}
