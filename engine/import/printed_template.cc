#include "engine/import/printed_template.h"

#include <utility>

#include "engine/import/part.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"

namespace remora::imports {

bool is_printed_template(const json::Value& root) {
  return root.find("TemplateBody").has_value() && root.find("StagesAvailable").has_value();
}

std::optional<File> template_in(const File& file) {
  if (!is_printed_template(file.root())) {
    return std::nullopt;
  }
  const json::Value body = *file.root().find("TemplateBody");
  if (body.is_object()) {
    return File{file.source, build(Part::copy(body), file.source), file.of_folder};
  }
  const SourcePtr text = body.is_string() ? json::embedded_text(body) : nullptr;
  auto json = text ? json::read(text) : Result<json::DocumentPtr>(fail({}));
  return json ? std::optional(File{text, *std::move(json), file.of_folder}) : std::nullopt;
}

}  // namespace remora::imports
