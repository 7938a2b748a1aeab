#include "engine/edit/change.h"

#include <utility>

#include "engine/edit/json_change.h"
#include "engine/edit/json_pointer.h"
#include "engine/edit/layout.h"
#include "engine/edit/yaml_change.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::edit {

namespace {

std::string compact(const json::Document& document) {
  return json::Writer(json::Writer::Style::Compact).value(document.root()).take();
}

SourcePtr after(const json::Document& document, Splice splice) {
  const SourceText& source = *document.source();
  return std::make_shared<const SourceText>(source.name(),
                                            spliced(source.text(), {std::move(splice)}),
                                            Position(),
                                            source.intake_of_ours());
}

/// The same document written as JSON.
Result<json::DocumentPtr> as_json(const json::Document& document) {
  const SourceText& source = *document.source();
  return json::read_json(std::make_shared<const SourceText>(
      source.name(), compact(document), Position(), source.intake_of_ours()));
}

/// One change of a YAML text; the proof that it means what it should is the same change of the same
/// document as JSON, where it is well-founded.
Result<Splice> proven_yaml_splice(const json::Document& document, const Change& change) {
  const auto same = as_json(document);
  if (!same) {
    return fail(same.error());
  }
  const auto wanted = json_splice(**same, change, Layout::of(**same)).and_then([&](Splice splice) {
    return json::read_json(after(**same, std::move(splice)));
  });
  if (!wanted) {
    return fail(wanted.error());
  }
  auto splice = yaml_splice(document, change);
  if (splice) {
    const auto now = json::read_yaml(after(document, *splice));
    if (!now || compact(**now) != compact(**wanted)) {
      return yaml_problem(document, change);
    }
  }
  return splice;
}

/// Whether the document is what its own text says, and nothing that was put together from several
/// texts or had variables filled in.
bool is_its_text(const json::Document& document) {
  const auto written = json::read(document.source());
  return written && compact(**written) == compact(document);
}

}  // namespace

Change append(const json::Value& array, std::string value) {
  return {Operation::Add, pointer_below(pointer_to(array), "-"), std::move(value)};
}

Change add_member(const json::Value& object, std::string_view name, std::string value) {
  return {Operation::Add, pointer_below(pointer_to(object), name), std::move(value)};
}

Change replace(const json::Value& value, std::string with) {
  return {Operation::Replace, pointer_to(value), std::move(with)};
}

Change remove(const json::Value& value) {
  return {Operation::Remove, pointer_to(value), {}};
}

Change moved_below(std::string_view pointer, Change change) {
  change.pointer.insert(0, pointer);
  return change;
}

Result<std::vector<Splice>> splices_of(const json::DocumentPtr& document,
                                       std::span<const Change> changes) {
  if (!is_its_text(*document)) {
    return fail(
        Error::at(document->root().place(),
                  "remora does not edit what is put together from other files or with variables"));
  }
  const Layout whole = document->yaml() ? Layout() : Layout::of(*document);
  SpliceChain chain(document->source()->text());
  json::DocumentPtr now = document;
  for (const Change& change : changes) {
    auto splice =
        document->yaml() ? proven_yaml_splice(*now, change) : json_splice(*now, change, whole);
    if (!splice) {
      return fail(splice.error());
    }
    chain.add(*splice);
    // Reading the text again gives the places for the next change, and proves that it is one.
    auto read = json::read(after(*now, *splice));
    if (!read) {
      return fail(read.error());
    }
    now = *std::move(read);
  }
  return chain.splices();
}

Result<SourcePtr> apply(const json::DocumentPtr& document, std::span<const Change> changes) {
  return splices_of(document, changes).map([&](std::vector<Splice> splices) -> SourcePtr {
    const SourceText& source = *document->source();
    return std::make_shared<const SourceText>(source.name(),
                                              spliced(source.text(), std::move(splices)),
                                              Position(),
                                              source.intake_of_ours());
  });
}

std::string as_json_patch(std::span<const Change> changes) {
  json::Writer writer(json::Writer::Style::Compact);
  writer.begin_array();
  for (const Change& change : changes) {
    writer.begin_object().member("op", to_string(change.operation)).member("path", change.pointer);
    if (change.operation != Operation::Remove) {
      writer.key("value").raw(change.value);
    }
    writer.end_object();
  }
  return writer.end_array().take();
}

}  // namespace remora::edit
