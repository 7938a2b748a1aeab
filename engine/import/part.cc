#include "engine/import/part.h"

#include <algorithm>
#include <utility>

#include "engine/base/ascii.h"

namespace remora::imports {

namespace {

void write(const Part& part, json::DocumentBuilder& builder) {  // NOLINT(misc-no-recursion)
  builder.stand_in(part.place.source);
  const Span span = part.place.span;
  if (part.kind == json::Kind::String) {
    builder.string(span, part.text);
    return;
  }
  if (part.kind != json::Kind::Array && part.kind != json::Kind::Object) {
    builder.literal(part.kind, span, part.text);
    return;
  }
  builder.open(part.kind, span);
  for (const Part& child : part.children) {
    if (part.kind == json::Kind::Object) {
      builder.stand_in(child.place.source);
      builder.string(child.place.span, child.name);
    }
    write(child, builder);
  }
  builder.stand_in(part.place.source);
  builder.close(span.end);
}

}  // namespace

Part Part::string(std::string text, Place place) {
  return {json::Kind::String, std::move(text), std::move(place)};
}

Part Part::boolean(bool value, Place place) {
  return {json::Kind::Bool, value ? "true" : "false", std::move(place)};
}

Part Part::list(Place place) {
  return {json::Kind::Array, {}, std::move(place)};
}

Part Part::object(Place place) {
  return {json::Kind::Object, {}, std::move(place)};
}

Part Part::copy(const json::Value& value) {  // NOLINT(misc-no-recursion)
  Part part{value.kind(), std::string(value.text()), value.place()};
  for (const json::Value& element : value.elements()) {
    part.children.push_back(copy(element));
  }
  for (const json::Member& member : value.members()) {
    part.children.push_back(copy(member.value));
    part.children.back().name = member.key.text();
  }
  return part;
}

Part Part::unknown(std::string reason, Place place, std::string supply) {
  Part part = object(place);
  part.set("unknown", string(std::move(reason), place));
  if (!supply.empty()) {
    part.set("supply", string(std::move(supply), std::move(place)));
  }
  return part;
}

const Part* Part::find(std::string_view member) const {
  const auto found = std::find_if(
      children.begin(), children.end(), [&](const Part& child) { return child.name == member; });
  return kind == json::Kind::Object && found != children.end() ? &*found : nullptr;
}

Part* Part::find(std::string_view member) {
  return const_cast<Part*>(std::as_const(*this).find(member));  // NOLINT(*-const-cast)
}

Part& Part::member(std::string_view member, const Place& where) {
  if (Part* const found = find(member)) {
    return *found;
  }
  children.push_back({json::Kind::Null, {}, where, std::string(member)});
  return children.back();
}

Part& Part::set(std::string_view member, Part value) {
  value.name = member;
  this->member(member, value.place) = std::move(value);
  return *this;
}

Part& Part::append(Part element) {
  children.push_back(std::move(element));
  return *this;
}

Part* Part::at(std::string_view pointer) {
  Part* found = this;
  while (!pointer.empty() && found != nullptr) {
    pointer.remove_prefix(1);
    const std::string_view step = pointer.substr(0, pointer.find('/'));
    pointer.remove_prefix(step.size());
    const auto index = as_count(step);
    const bool element = found->kind == json::Kind::Array && index;
    found = !element                          ? found->find(step)
            : *index < found->children.size() ? &found->children[*index]
                                              : nullptr;
  }
  return found;
}

bool Part::same(const Part& other) const {  // NOLINT(misc-no-recursion)
  return kind == other.kind && text == other.text && children.size() == other.children.size() &&
         std::equal(children.begin(),
                    children.end(),
                    other.children.begin(),
                    [](const Part& a, const Part& b) { return a.name == b.name && a.same(b); });
}

json::DocumentPtr build(const Part& root, const SourcePtr& source) {
  json::DocumentBuilder builder(source, /*yaml=*/false);
  write(root, builder);
  return builder.finish();
}

}  // namespace remora::imports
