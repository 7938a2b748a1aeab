#include "cli/foreign_source.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "engine/base/symbol.h"

namespace remora::cli {

Result<SourcePtr> foreign_source(const std::string& name,
                                 std::string text,
                                 const LimitsPtr& limits) {
  const std::size_t largest = (limits == nullptr ? standard_limits() : *limits)[Limit::FileBytes];
  // Packed files begin with one, which the readers know.
  constexpr std::size_t kMagic = 2;
  const std::size_t mark = text.find_first_of(kMarks, kMagic);
  const bool too_large = text.size() > largest;
  auto source =
      std::make_shared<const SourceText>(name, std::move(text), Position(), Intake{limits, true});
  if (too_large) {
    return fail(beyond({source, {}}, Limit::FileBytes));
  }
  if (mark != std::string::npos) {
    const auto at = static_cast<std::uint32_t>(mark);
    return fail(Error::at({source, {at, at + 1}},
                          "a control character (U+001E or U+001F) stands in this text",
                          "no text of AWS holds it, take it out"));
  }
  return source;
}

}  // namespace remora::cli
