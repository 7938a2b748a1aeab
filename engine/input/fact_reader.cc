#include "engine/input/fact_reader.h"

namespace remora::input {

world::UnknownPtr FactReader::unknown(std::string_view name, std::string what) {
  const std::optional<json::Value> value = reader_->value().find(name);
  if (!value || !value->is_object() || !value->find("unknown")) {
    return nullptr;
  }
  reader_->ignore(name);
  MemberReader inner(*value, "what is not known", reader_->sink());
  std::string reason = inner.required_text("unknown");
  inner.finish();
  return std::make_shared<const world::Unknown>(
      world::Unknown{std::move(what),
                     std::move(reason),
                     value->place(),
                     (path_.empty() ? "" : path_ + ".") + std::string(name)});
}

}  // namespace remora::input
