#include "engine/input/tag_reader.h"

#include <utility>

#include "engine/input/fact_reader.h"
#include "engine/input/printed.h"

namespace remora::input {

namespace {

world::TagList tag_list(const json::Value& value, DiagnosticSink& sink) {
  world::TagList tags;
  if (!value.is_object() && !value.is_array()) {
    sink.error(value.place(), "wrong-type", "tags are a list, or an object of names and values");
  }
  for (const json::Member& member : value.members()) {
    tags.emplace_back(member.key.text(), scalar_text(member.value).value_or(""));
  }
  for (const json::Value& element : value.elements()) {
    MemberReader reader(element, "a tag", sink);
    const bool of_kms = element.find("TagKey").has_value();
    std::string name = reader.required_text(of_kms ? "TagKey" : "Key");
    tags.emplace_back(std::move(name), reader.required_text(of_kms ? "TagValue" : "Value"));
    reader.finish();
  }
  return tags;
}

}  // namespace

world::Fact<world::TagList> read_tags(MemberReader& reader,
                                      const std::string& path,
                                      const std::string& it) {
  const bool capital = reader.value().find("Tags") && !reader.value().find("tags");
  const std::string_view member = capital ? "Tags" : "tags";
  return FactReader(reader, path).if_said<world::TagList>(member, {"the tags of ", it}, [&] {
    return tag_list(printed(*reader.any(member), {"TagSet", "Tags"}), reader.sink());
  });
}

}  // namespace remora::input
