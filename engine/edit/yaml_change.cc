#include "engine/edit/yaml_change.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/edit/json_pointer.h"
#include "engine/edit/yaml_block.h"
#include "engine/json/read.h"
#include "engine/json/writer.h"
#include "engine/json/written_scalar.h"

namespace remora::edit {

namespace {

/// Of an array an element, of an object a member. Where a list or a map stands in block style, its
/// children begin at a dash or at a name.
struct YamlChild {
  Span whole;
  std::optional<json::Value> name;
  json::Value value;
};

class YamlEditor {
 public:
  explicit YamlEditor(const json::Document& document)
      : document_(document), text_(document.source()->text()), habits_(YamlHabits::of(document)) {}

  std::optional<Splice> splice(const Change& change) {
    const auto value =
        json::read_value(change.operation == Operation::Remove ? "null" : change.value);
    if (!value) {
      return std::nullopt;
    }
    const auto parts = split_pointer(change.pointer);
    if (change.operation == Operation::Add) {
      const auto parent = parts ? find_value(document_.root(), parts->parent) : std::nullopt;
      return parent ? add(*parent, *parts, (*value)->root()) : std::nullopt;
    }
    const auto target = find_value(document_.root(), change.pointer);
    if (!target || (change.operation == Operation::Remove && !parts)) {
      return std::nullopt;
    }
    return change.operation == Operation::Replace
               ? replace(change.pointer, *target, (*value)->root())
               : remove(*parts, *target);
  }

 private:
  [[nodiscard]] char at(std::size_t offset) const {
    return offset < text_.size() ? text_[offset] : '\0';
  }

  [[nodiscard]] bool has_brackets(const json::Value& value) const {
    const char first = at(value.span().begin);
    return first == '[' || first == '{';
  }

  /// True if the value that a pointer leads to stands between brackets, or has its own.
  [[nodiscard]] bool in_brackets(std::string_view pointer) const {
    for (std::size_t end = 0; end != std::string_view::npos;) {
      const auto value = find_value(document_.root(), pointer.substr(0, end));
      if (value && (value->is_array() || value->is_object()) && has_brackets(*value)) {
        return true;
      }
      end = end == pointer.size() ? std::string_view::npos
                                  : std::min(pointer.find('/', end + 1), pointer.size());
    }
    return false;
  }

  [[nodiscard]] std::size_t line_begin(std::size_t offset) const {
    return offset == 0 ? 0 : text_.rfind('\n', offset - 1) + 1;  // npos + 1 is the beginning
  }

  [[nodiscard]] std::size_t column(std::size_t offset) const { return offset - line_begin(offset); }

  /// Behind blanks, line ends, commas and comments.
  [[nodiscard]] std::size_t behind_gap(std::size_t offset) const {
    while (offset < text_.size()) {
      if (text_[offset] == '#') {
        offset = std::min(text_.find('\n', offset), text_.size());
      } else if (std::string_view(" \t\r\n,").find(text_[offset]) != std::string_view::npos) {
        ++offset;
      } else {
        break;
      }
    }
    return offset;
  }

  /// All of a value; the marks of YAML's reader say only where it begins.
  // As deep as the reader.
  [[nodiscard]] std::optional<Span> extent(
      const json::Value& value) const {  // NOLINT(misc-no-recursion)
    if (value.is_array() || value.is_object()) {
      const auto children = children_of(value);
      if (!children || (children->empty() && !has_brackets(value))) {
        return std::nullopt;
      }
      std::uint32_t end = children->empty() ? value.span().begin + 1 : children->back().whole.end;
      if (has_brackets(value)) {
        end = static_cast<std::uint32_t>(behind_gap(end)) + 1;
        if (at(end - 1U) != ']' && at(end - 1U) != '}') {
          return std::nullopt;
        }
      }
      return Span{value.span().begin, end};
    }
    const auto written = json::find_written(text_, value.span().begin, value.text());
    return written && written->span.begin < written->span.end ? std::optional(written->span)
                                                              : std::nullopt;
  }

  /// Nothing if one of them is not seen through.
  [[nodiscard]] std::optional<std::vector<YamlChild>> children_of(  // NOLINT(misc-no-recursion)
      const json::Value& value) const {
    std::vector<YamlChild> children;
    for (const json::Value& element : value.elements()) {
      auto whole = extent(element);
      if (!whole) {
        return std::nullopt;
      }
      if (!has_brackets(value)) {
        const std::size_t dash = text_.substr(0, whole->begin).find_last_not_of(" \t\r\n");
        if (dash == std::string_view::npos || text_[dash] != '-') {
          return std::nullopt;
        }
        whole->begin = static_cast<std::uint32_t>(dash);
      }
      children.push_back({*whole, std::nullopt, element});
    }
    for (const json::Member& member : value.members()) {
      const auto name = extent(member.key);
      auto whole = extent(member.value);
      if (name && !whole && member.value.is_null()) {
        // Nothing is written behind the colon.
        const std::size_t colon = text_.find_first_not_of(" \t", name->end);
        whole = Span{name->begin, static_cast<std::uint32_t>(colon) + 1};
      }
      if (!name || !whole || whole->end <= name->end) {
        return std::nullopt;
      }
      children.push_back({{name->begin, whole->end}, member.key, member.value});
    }
    return children;
  }

  /// The end of the line, without what ends it.
  [[nodiscard]] std::uint32_t line_end(std::size_t offset) const {
    const std::size_t end = std::min(text_.find('\n', offset), text_.size());
    return static_cast<std::uint32_t>(end - (end > offset && text_[end - 1] == '\r' ? 1 : 0));
  }

  std::optional<Splice> replace(std::string_view pointer,
                                const json::Value& old,
                                const json::Value& with) {
    auto span = extent(old);
    const auto parts = split_pointer(pointer);
    if (!span && parts && old.is_null()) {
      return replace_nothing(*parts, with);
    }
    if (!span) {
      return std::nullopt;
    }
    const std::size_t begin = span->begin;
    const bool scalar = !with.is_array() && !with.is_object();
    // In block style what is nested begins a line, or stands behind dashes.
    const std::size_t line = line_begin(begin);
    const bool begins =
        text_.substr(line, begin - line).find_first_not_of("- ") == std::string_view::npos;
    const bool flow = in_brackets(pointer) || !begins;
    if (scalar && !in_brackets(pointer)) {
      return Splice{*span, yaml_scalar(with)};
    }
    return Splice{*span, flow ? yaml_flow(with) : yaml_block(with, column(begin), habits_)};
  }

  /// A member whose value is not written at all.
  std::optional<Splice> replace_nothing(const PointerParts& parts, const json::Value& with) {
    const auto parent = find_value(document_.root(), parts.parent);
    const auto children = parent ? children_of(*parent) : std::nullopt;
    for (const YamlChild& child : children ? *children : std::vector<YamlChild>()) {
      if (child.name && child.name->text() == parts.step) {
        return Splice{child.whole,
                      in_brackets(parts.parent)
                          ? named(parts.step, with)
                          : yaml_member(parts.step, with, column(child.whole.begin), habits_)};
      }
    }
    return std::nullopt;
  }

  static std::string named(std::string_view name, const json::Value& value) {
    return yaml_quoted(name) + ": " + yaml_flow(value);
  }

  std::optional<Splice> add(const json::Value& parent,
                            const PointerParts& parts,
                            const json::Value& value) {
    const auto children = children_of(parent);
    if (!children || (!parent.is_array() && !parent.is_object()) ||
        (parent.is_object() && parent.find(parts.step))) {
      return std::nullopt;
    }
    const bool numbered = parent.is_array() && parts.step != "-";
    const std::size_t index =
        (numbered ? as_count(parts.step) : children->size()).value_or(SIZE_MAX);
    if (index > children->size()) {
      return std::nullopt;
    }
    if (children->empty() || in_brackets(parts.parent)) {
      const std::string child = parent.is_object() ? named(parts.step, value) : yaml_flow(value);
      return put_between_brackets(parent, *children, index, child);
    }
    const bool last = index == children->size();
    const YamlChild& beside = last ? children->back() : (*children)[index];
    // In `- - a` the inner list has no line of its own to be seen; its dash still has a column.
    const std::size_t indent = column(beside.whole.begin);
    const std::string child = parent.is_object() ? yaml_member(parts.step, value, indent, habits_)
                                                 : "- " + yaml_block(value, indent + 2, habits_);
    const std::string margin = habits_.line_end + std::string(indent, ' ');
    if (last) {
      const std::uint32_t end = line_end(beside.whole.end);
      return Splice{{end, end}, margin + child};
    }
    return Splice{{beside.whole.begin, beside.whole.begin}, child + margin};
  }

  std::optional<Splice> put_between_brackets(const json::Value& parent,
                                             const std::vector<YamlChild>& children,
                                             std::size_t index,
                                             const std::string& child) {
    if (!has_brackets(parent)) {
      return std::nullopt;
    }
    if (index < children.size()) {
      const std::uint32_t begin = children[index].whole.begin;
      return Splice{{begin, begin}, child + ", "};
    }
    const std::uint32_t end =
        children.empty() ? parent.span().begin + 1 : children.back().whole.end;
    return Splice{{end, end}, (children.empty() ? "" : ", ") + child};
  }

  std::optional<Splice> remove(const PointerParts& parts, const json::Value& target) {
    const auto parent = find_value(document_.root(), parts.parent);
    const auto children = parent ? children_of(*parent) : std::nullopt;
    const auto extent_of_parent = parent ? extent(*parent) : std::nullopt;
    if (!children || !extent_of_parent) {
      return std::nullopt;
    }
    const auto found = std::find_if(children->begin(),
                                    children->end(),
                                    [&](const YamlChild& child) { return child.value == target; });
    if (children->size() == 1) {
      return Splice{*extent_of_parent, parent->is_array() ? "[]" : "{}"};
    }
    if (found == children->begin()) {
      return Splice{{found->whole.begin, std::next(found)->whole.begin}, {}};
    }
    const std::uint32_t before = std::prev(found)->whole.end;
    return in_brackets(parts.parent) ? Splice{{before, found->whole.end}, {}}
                                     : Splice{{line_end(before), line_end(found->whole.end)}, {}};
  }

  const json::Document& document_;
  std::string_view text_;
  YamlHabits habits_;
};

}  // namespace

tl::unexpected<Error> yaml_problem(const json::Document& document, const Change& change) {
  const auto target = find_value(document.root(), change.pointer);
  return fail(Error::at(target.value_or(document.root()).place(),
                        "this cannot be rewritten here",
                        "change it by hand"));
}

Result<Splice> yaml_splice(const json::Document& document, const Change& change) {
  auto splice = YamlEditor(document).splice(change);
  return splice ? Result<Splice>(*std::move(splice)) : yaml_problem(document, change);
}

}  // namespace remora::edit
