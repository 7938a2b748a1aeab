#include "engine/command/vectors.h"

#include <utility>

#include "engine/input/element_splitter.h"
#include "engine/input/input_kind.h"
#include "engine/input/settings.h"
#include "engine/input/simulation.h"
#include "engine/input/vector_reader.h"
#include "engine/json/read.h"

namespace remora::command {

Result<Vectors> read_element(const json::DocumentPtr& as_it_is, const input::WhatIf& what_if) {
  const auto json = input::with_settings(as_it_is, what_if);
  if (!json) {
    return fail(json.error());
  }
  if (input::is_simulation((*json)->root())) {
    return input::read_simulation(*json);
  }
  auto vector = input::read_vector(*json, (*json)->root());
  return vector ? Result<Vectors>(Vectors{*std::move(vector)}) : fail(vector.error());
}

Diagnostics for_each_element(const SourcePtr& source,
                             const std::function<void(const SourcePtr& element)>& take) {
  const auto part = [&](const input::ElementSplitter::Element& element) {
    return std::make_shared<const SourceText>(
        source->name(), element.text, element.start, source->intake());
  };
  input::ElementSplitter splitter;
  splitter.feed(source->text());
  splitter.finish();
  while (const auto element = splitter.next()) {
    take(part(*element));
  }
  return splitter.frame() ? input::check_frame(part(*splitter.frame())) : Diagnostics();
}

Result<SourcePtr> vectors_in(const std::string& path, FileReader& files) {
  const auto source = files.list(path) ? fail(Error()) : files.read(path);
  if (!source) {
    return SourcePtr();
  }
  const auto json = json::read(*source);
  if (!json) {
    return path.ends_with(".ndjson") || path.ends_with(".jsonl") ? *source : SourcePtr();
  }
  const json::Value root = (*json)->root();
  // A line of vectors that stands alone is one, too.
  const bool one = root.find("request") && !root.find("remora");
  if (!one && input::detect(root) != input::InputKind::Vectors) {
    return SourcePtr();
  }
  if ((*json)->yaml()) {
    return fail(Error::at(root.place(), "vectors are read as JSON here, and this is YAML"));
  }
  return *source;
}

Result<fixture::Vector> described(const RequestOptions& request,
                                  input::WhatIf what_if,
                                  FileReader& files) {
  auto vector = read_request(request, files);
  if (!vector) {
    return vector;
  }
  what_if.context.clear();  // the request has been described with it
  const auto used = input::change(*vector, what_if);
  const auto all_used = input::check_used(what_if, used);
  return all_used ? std::move(vector) : fail(all_used.error());
}

}  // namespace remora::command
