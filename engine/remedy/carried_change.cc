#include "engine/remedy/carried_change.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/code/statement.h"
#include "engine/edit/json_pointer.h"
#include "engine/json/writer.h"

namespace remora::remedy {

namespace {

using edit::Change;
using json::Value;

std::string compact(const Value& value) {
  return json::Writer(json::Writer::Style::Compact).value(value).take();
}

class Carrier {
 public:
  Carrier(const PolicyDocument& policy, const json::DocumentPtr& file)
      : policy_(*policy.value), file_(file) {}

  Result<Change> carry(Change change) {
    if (const auto symbols = code::symbols_in(change.value); !symbols.empty()) {
      return fail(
          Error::at(policy_.place(), "only AWS knows what " + symbols.front() + " will be"));
    }
    std::string rest;
    Value at = deepest(change.pointer, rest);
    const auto own = in_file(at);
    const bool whole = rest.empty() && change.operation != edit::Operation::Add;
    if (!own || own->kind() != at.kind() || (whole && compact(*own) != compact(at)) ||
        has_index(rest)) {
      return fail(Error::at(at.place(), "what is to be changed here comes from a function"));
    }
    change.pointer = edit::pointer_to(*own) + rest;
    return change;
  }

 private:
  /// The value of the policy as it was that the pointer comes to, and in `rest` its last steps,
  /// which lead further into what is new.
  Value deepest(std::string_view pointer, std::string& rest) const {
    std::size_t size = pointer.size();
    while (true) {
      if (const auto found = edit::find_value(policy_, pointer.substr(0, size))) {
        rest = pointer.substr(size);
        return *found;
      }
      if (size == 0) {
        return policy_;
      }
      size = pointer.rfind('/', size - 1);
    }
  }

  /// The value of the file that stands where this one of the policy does.
  [[nodiscard]] std::optional<Value> in_file(const Value& value) const {
    return value.source() == policy_.source() ? in_file(file_->root(), value) : std::nullopt;
  }

  // As deep as the reader.
  // NOLINTNEXTLINE(misc-no-recursion)
  static std::optional<Value> in_file(const Value& root, const Value& wanted) {
    const auto is_it = [&](const Value& one) {
      return one.span().begin == wanted.span().begin && one.span().end == wanted.span().end &&
             one.kind() == wanted.kind();
    };
    if (is_it(root)) {
      return root;
    }
    const auto look = [&](const Value& one) -> std::optional<Value> {
      return one.span().begin <= wanted.span().begin ? in_file(one, wanted) : std::nullopt;
    };
    for (const Value& element : root.elements()) {
      if (auto found = look(element)) {
        return found;
      }
    }
    for (const json::Member& member : root.members()) {
      if (auto found = look(member.value)) {
        return found;
      }
    }
    return std::nullopt;
  }

  /// Whether a step counts elements, which the file may have more of.
  static bool has_index(std::string_view pointer) {
    while (!pointer.empty()) {
      pointer.remove_prefix(1);
      const std::string_view step = pointer.substr(0, pointer.find('/'));
      if (!step.empty() && all_digits(step)) {
        return true;
      }
      pointer.remove_prefix(step.size());
    }
    return false;
  }

  Value policy_;
  const json::DocumentPtr& file_;
};

}  // namespace

Result<std::vector<Change>> carried_changes(const PolicyDocument& policy,
                                            const std::vector<Change>& changes,
                                            const json::DocumentPtr& file) {
  Carrier carrier(policy, file);
  std::vector<Change> carried;
  for (const Change& change : changes) {
    auto one = carrier.carry(change);
    if (!one) {
      return fail(one.error());
    }
    carried.push_back(*std::move(one));
  }
  return carried;
}

}  // namespace remora::remedy
