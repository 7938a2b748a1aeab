#include "engine/edit/change.h"

#include <charconv>
#include <utility>

#include "engine/edit/json_pointer.h"
#include "engine/edit/layout.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"

namespace remora::edit {

namespace {

/// The extents of an array's elements or an object's members.
std::vector<Span> extents_of(const json::Value& container) {
  std::vector<Span> extents;
  for (const json::Value& element : container.elements()) {
    extents.push_back(element.span());
  }
  for (const json::Member& member : container.members()) {
    extents.push_back({member.key.span().begin, member.value.span().end});
  }
  return extents;
}

tl::unexpected<Error> problem(const json::Document& document, std::string message) {
  return fail(Error::at(document.root().place(), std::move(message)));
}

class Editor {
 public:
  Editor(const json::Document& document, const Layout& whole)
      : document_(document), whole_(whole), text_(document.source()->text()) {}

  Result<Splice> splice(const Change& change) {
    const auto parts = split_pointer(change.pointer);
    if (change.operation == Operation::Add) {
      const auto parent = parts ? find_value(document_.root(), parts->parent) : std::nullopt;
      return parent ? add(*parent, parts->step, change) : nowhere(change);
    }
    const auto target = find_value(document_.root(), change.pointer);
    if (!target || (change.operation == Operation::Remove && !parts)) {
      return nowhere(change);
    }
    if (change.operation == Operation::Remove) {
      return remove(*find_value(document_.root(), parts->parent), *target);
    }
    auto value = read_value(change.value);
    if (!value) {
      return fail(value.error());
    }
    const Span span = target->span();
    const bool was_flat = document_.source()->slice(span).find('\n') == std::string_view::npos;
    const bool container = target->is_array() || target->is_object();
    const Lines lines =
        was_flat && container && !extents_of(*target).empty() ? Lines::One : Lines::AsUsual;
    return Splice{span,
                  render((*value)->root(),
                         Layout::of(*target, whole_),
                         indentation_at(text_, span.begin),
                         lines)};
  }

 private:
  [[nodiscard]] tl::unexpected<Error> nowhere(const Change& change) const {
    return problem(document_, "there is nothing at " + json::quoted(change.pointer));
  }

  static Result<json::DocumentPtr> read_value(const std::string& value) {
    return json::read_json(std::make_shared<const SourceText>("the new value", value));
  }

  Result<Splice> add(const json::Value& parent, const std::string& step, const Change& change) {
    if (!parent.is_array() && !parent.is_object()) {
      return nowhere(change);
    }
    if (parent.is_object() && parent.find(step)) {
      return problem(document_, "there is a value at " + json::quoted(change.pointer) + " already");
    }
    const std::string name = parent.is_object() ? json::quoted(step) : std::string();
    const std::vector<Span> extents = extents_of(parent);
    std::size_t at = extents.size();
    if (parent.is_array() && step != "-") {
      const auto [end, bad] = std::from_chars(step.data(), step.data() + step.size(), at);
      if (bad != std::errc() || end != step.data() + step.size() || at > extents.size()) {
        return nowhere(change);
      }
    }
    auto value = read_value(change.value);
    if (!value) {
      return fail(value.error());
    }
    return extents.empty() ? fill(parent, name, change.value)
                           : insert(parent, extents, at, name, (*value)->root());
  }

  /// The only child of an empty container: the container is written anew.
  Result<Splice> fill(const json::Value& container,
                      const std::string& name,
                      const std::string& value) {
    const std::string whole =
        container.is_object() ? "{" + name + ":" + value + "}" : "[" + value + "]";
    auto made = read_value(whole);
    if (!made) {
      return fail(made.error());
    }
    const Span span = container.span();
    return Splice{span,
                  render((*made)->root(),
                         Layout::of(container, whole_),
                         indentation_at(text_, span.begin),
                         Lines::AsUsual)};
  }

  /// A child beside others: set off from them as they are from each other.
  Splice insert(const json::Value& container,
                const std::vector<Span>& extents,
                std::size_t at,
                const std::string& name,
                const json::Value& value) {
    const Layout layout = Layout::of(container, whole_);
    const bool flat =
        document_.source()->slice(container.span()).find('\n') == std::string_view::npos;
    std::string before_comma;
    std::string after_comma = layout.comma_gap;
    const std::size_t count = extents.size();
    if (count > 1) {
      const std::string_view between =
          text_.substr(extents[count - 2].end, extents[count - 1].begin - extents[count - 2].end);
      const std::size_t comma = between.find(',');
      before_comma = between.substr(0, comma);
      after_comma = between.substr(comma + 1);
    } else {
      const std::string_view lead = text_.substr(
          container.span().begin + 1, extents.front().begin - container.span().begin - 1);
      if (lead.find('\n') != std::string_view::npos) {
        after_comma = lead;
      }
    }
    const std::uint32_t place = at < count ? extents[at].begin : extents.back().end;
    const std::size_t line = after_comma.rfind('\n');
    const std::string indent = line != std::string::npos
                                   ? after_comma.substr(line + 1)
                                   : std::string(indentation_at(text_, place));
    std::string child = name.empty() ? "" : name + layout.colon;
    child +=
        render(value,
               layout,
               indent,
               flat || stands_on_one_line(container, value.kind()) ? Lines::One : Lines::AsUsual);
    const std::string comma = before_comma + "," + after_comma;
    return {{place, place}, at < count ? child + comma : comma + child};
  }

  /// True if the objects (or arrays) in this array are written one a line.
  [[nodiscard]] bool stands_on_one_line(const json::Value& array, json::Kind kind) const {
    bool any = false;
    for (const json::Value& element : array.elements()) {
      if (element.kind() == kind && !extents_of(element).empty()) {
        any = true;
        if (document_.source()->slice(element.span()).find('\n') != std::string_view::npos) {
          return false;
        }
      }
    }
    return any;
  }

  static Splice remove(const json::Value& parent, const json::Value& target) {
    const std::vector<Span> extents = extents_of(parent);
    std::size_t at = 0;
    while (extents[at].end != target.span().end) {
      ++at;
    }
    if (at > 0) {
      return {{extents[at - 1].end, extents[at].end}, {}};
    }
    if (extents.size() > 1) {
      return {{extents[0].begin, extents[1].begin}, {}};
    }
    return {{parent.span().begin + 1U, parent.span().end - 1U}, {}};
  }

  const json::Document& document_;
  const Layout& whole_;  // of the document as it was
  std::string_view text_;
};

/// Whether the document is what its own text says, and nothing that was put together from several
/// texts or had variables filled in.
bool is_its_text(const json::Document& document) {
  const auto written = json::read_json(document.source());
  const auto flat = [](const json::Document& one) {
    return json::Writer(json::Writer::Style::Compact).value(one.root()).take();
  };
  return written && flat(**written) == flat(document);
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
  if (document->yaml()) {
    return problem(*document, "remora does not edit YAML, only JSON");
  }
  if (!is_its_text(*document)) {
    return problem(*document,
                   "remora does not edit what is put together from other files or with variables");
  }
  const Layout whole = Layout::of(*document);
  SpliceChain chain(document->source()->text());
  json::DocumentPtr now = document;
  for (const Change& change : changes) {
    auto splice = Editor(*now, whole).splice(change);
    if (!splice) {
      return fail(splice.error());
    }
    chain.add(*splice);
    // Reading the text again gives the places for the next change, and proves that it is JSON.
    auto read = json::read_json(std::make_shared<const SourceText>(
        document->source()->name(), spliced(now->source()->text(), {*splice})));
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
                                              spliced(source.text(), std::move(splices)));
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
