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

bool is_vector_file(const std::string& path, FileReader& files) {
  if (files.list(path)) {
    return false;
  }
  const auto source = files.read(path);
  const auto json = source ? json::read(*source) : fail(source.error());
  return json ? input::detect((*json)->root()) == input::InputKind::Vectors
              : source && (path.ends_with(".ndjson") || path.ends_with(".jsonl"));
}

}  // namespace remora::command
