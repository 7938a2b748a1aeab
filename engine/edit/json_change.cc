#include "engine/edit/json_change.h"

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/edit/json_pointer.h"
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
    auto value = json::read_value(change.value);
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

  Result<Splice> add(const json::Value& parent, const std::string& step, const Change& change) {
    if (!parent.is_array() && !parent.is_object()) {
      return nowhere(change);
    }
    if (parent.is_object() && parent.find(step)) {
      return problem(document_, "there is a value at " + json::quoted(change.pointer) + " already");
    }
    const std::string name = parent.is_object() ? json::quoted(step) : std::string();
    const std::vector<Span> extents = extents_of(parent);
    const bool numbered = parent.is_array() && step != "-";
    const std::size_t at = (numbered ? as_count(step) : extents.size()).value_or(SIZE_MAX);
    if (at > extents.size()) {
      return nowhere(change);
    }
    auto value = json::read_value(change.value);
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
    auto made = json::read_value(whole);
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

}  // namespace

Result<Splice> json_splice(const json::Document& document,
                           const Change& change,
                           const Layout& whole) {
  return Editor(document, whole).splice(change);
}

}  // namespace remora::edit
