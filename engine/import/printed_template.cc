#include "engine/import/printed_template.h"

#include <utility>

#include "engine/import/part.h"
#include "engine/json/embedded_text.h"
#include "engine/json/read.h"

namespace remora::imports {

bool is_printed_template(const json::Value& root) {
  return root.find("TemplateBody").has_value() && root.find("StagesAvailable").has_value();
}

Result<std::optional<File>> template_in(const File& file) {
  if (!is_printed_template(file.root())) {
    return std::optional<File>();
  }
  const json::Value body = *file.root().find("TemplateBody");
  if (body.is_object()) {
    return std::optional(File{file.source, build(Part::copy(body), file.source), file.of_folder});
  }
  const SourcePtr text = body.is_string() ? json::embedded_text(body) : nullptr;
  if (text == nullptr) {
    return fail(Error::at(body.place(), "\"TemplateBody\" holds no template"));
  }
  auto json = json::read(text);
  if (!json) {
    return fail(json.error());
  }
  return std::optional(File{text, *std::move(json), file.of_folder});
}

}  // namespace remora::imports
