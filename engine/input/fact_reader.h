#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/input/member_reader.h"
#include "engine/input/policy_loader.h"
#include "engine/world/fact.h"

namespace remora::input {

/// The words for a fact, put together only if nobody knows it: `the account of `, `bucket logs`.
struct What {
  // Implicit on purpose: most are one text, or a list in braces.
  What(const char* text) : before(text) {}  // NOLINT(google-explicit-constructor)

  What(const std::string& text) : before(text) {}  // NOLINT(google-explicit-constructor)

  What(std::string_view first, std::string_view middle, std::string_view last = {})
      : before(first), it(middle), after(last) {}

  [[nodiscard]] std::string text() const { return std::string(before).append(it).append(after); }

  std::string_view before;
  std::string_view it = {};
  std::string_view after = {};
};

/// Reads the members of one object that are facts: instead of a value they may say that nobody
/// knows it, `{"unknown": "not in the dump"}`.
class FactReader {
 public:
  /// `path` is that of the object, as `--set` takes it: `buckets[0]`.
  FactReader(MemberReader& reader, std::string path);

  /// The fact that the member says it does not know, else what `read` gives. `what` is the fact as
  /// world::Unknown has it.
  template <class T, class Read>
  world::Fact<T> fact(std::string_view name, const What& what, const Read& read) {
    if (world::UnknownPtr unknown = this->unknown(name, what)) {
      return unknown;
    }
    return read();
  }

  /// The same, where a world that does not say it leaves it open: absent is not known.
  template <class T, class Read>
  world::Fact<T> if_said(std::string_view name, const What& what, const Read& read) {
    return reader_->non_null(name) ? fact<T>(name, what, read) : unsaid(name, what);
  }

  world::Fact<bool> boolean(std::string_view name, const What& what, bool otherwise) {
    return fact<bool>(name, what, [&] { return reader_->boolean(name).value_or(otherwise); });
  }

  world::Fact<std::string> text(std::string_view name,
                                const What& what,
                                std::string_view otherwise = {}) {
    return fact<std::string>(
        name, what, [&] { return std::string(reader_->text(name).value_or(otherwise)); });
  }

  world::Fact<std::optional<std::string>> optional_text(std::string_view name, const What& what) {
    return fact<std::optional<std::string>>(name, what, [&] {
      const auto found = reader_->text(name);
      return found ? std::optional<std::string>(*found) : std::nullopt;
    });
  }

  /// A text that must be given.
  world::Fact<std::string> required_text(std::string_view name, const What& what) {
    return fact<std::string>(name, what, [&] { return reader_->required_text(name); });
  }

  world::Fact<std::optional<bool>> optional_boolean(std::string_view name, const What& what) {
    return fact<std::optional<bool>>(name, what, [&] { return reader_->boolean(name); });
  }

  /// The policy of a member, read by `load` unless nobody has read it.
  CompiledPolicyPtr policy(std::string_view name,
                           const What& what,
                           PolicyType type,
                           PolicyLoader& policies) {
    if (UnknownPtr unknown = this->unknown(name, what)) {
      return CompiledPolicy::unread(type, std::move(unknown));
    }
    return policies.load(*reader_, name, type);
  }

  /// The same of a list of them: one that nobody knows is one policy that nobody has read.
  PolicyGroup policies(std::string_view name,
                       const What& what,
                       PolicyType type,
                       PolicyLoader& policies) {
    if (UnknownPtr unknown = this->unknown(name, what)) {
      return {CompiledPolicy::unread(type, std::move(unknown))};
    }
    return policies.load_all(reader_->array(name), type);
  }

  /// Why the member is not known; null if it is, or is absent.
  world::UnknownPtr unknown(std::string_view name, const What& what);

  /// Why a member that is absent is not known.
  [[nodiscard]] world::UnknownPtr unsaid(std::string_view name, const What& what) const;

 private:
  [[nodiscard]] std::string path_of(std::string_view name) const;

  MemberReader* reader_;
  std::string path_;
  bool any_;  // some member is not known; of most objects all are
};

}  // namespace remora::input
