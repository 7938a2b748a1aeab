#include "engine/input/fact_reader.h"

#include <utility>

namespace remora::input {

FactReader::FactReader(MemberReader& reader, std::string path)
    : reader_(&reader), path_(std::move(path)), any_(reader.value().holds_one_with("unknown")) {}

world::UnknownPtr FactReader::unknown(std::string_view name, const What& what) {
  if (!any_) {
    return nullptr;
  }
  const std::optional<json::Value> value = reader_->value().find(name);
  if (!value || !value->is_object() || !value->find("unknown")) {
    return nullptr;
  }
  reader_->ignore(name);
  MemberReader inner(*value, "what is not known", reader_->sink());
  std::string reason = inner.required_sentence("unknown");
  const auto supply = inner.text("supply");
  inner.finish();
  return std::make_shared<const world::Unknown>(
      world::Unknown{what.text(),
                     std::move(reason),
                     value->place(),
                     supply ? std::string(*supply) : path_of(name)});
}

world::UnknownPtr FactReader::unsaid(std::string_view name, const What& what) const {
  return std::make_shared<const world::Unknown>(
      world::Unknown{what.text(), "nothing here says it", reader_->value().place(), path_of(name)});
}

std::string FactReader::path_of(std::string_view name) const {
  return (path_.empty() ? "" : path_ + ".") + std::string(name);
}

}  // namespace remora::input
