#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/ascii.h"

namespace remora {

/// A condition key's name, hashed once. Names compare without regard to ASCII case, the part
/// after `/` or `kms:EncryptionContext:` included.
/// Source: IAM User Guide, "IAM JSON policy elements: Condition".
struct KeyName {
  std::string_view name;
  std::uint64_t hash = 0;

  KeyName() = default;

  // Implicit on purpose: a literal is a key name wherever one is wanted.
  KeyName(std::string_view text)  // NOLINT(google-explicit-constructor)
      : name(text), hash(hash_ignoring_case(text)) {}

  KeyName(const char* text)  // NOLINT(google-explicit-constructor)
      : KeyName(std::string_view(text)) {}

  KeyName(const std::string& text)  // NOLINT(google-explicit-constructor)
      : KeyName(std::string_view(text)) {}
};

/// What a request says about one condition key.
enum class Presence : std::uint8_t {
  Absent,   // the request carries no such key
  Present,  // it does, with the values given
  Unknown,  // nobody knows whether it does, or with which value
};

/// The condition keys of one request, with their values. All text stands in one buffer, so that
/// a context that is cleared and filled again allocates nothing.
class RequestContext {
 public:
  /// What is known about one key. A key that is multivalued *by type* (`aws:TagKeys`) stays so
  /// with one value or none: AWS never lets it satisfy an operator without ForAllValues or
  /// ForAnyValue (capture of AWS, condition_sets).
  class Entry {
   public:
    [[nodiscard]] Presence presence() const { return presence_; }

    [[nodiscard]] bool multivalued() const { return multivalued_; }

    [[nodiscard]] std::size_t size() const { return count_; }

    [[nodiscard]] std::string_view value(std::size_t i) const;
    /// The name as the request spells it.
    [[nodiscard]] std::string_view name() const;
    /// Why an unknown key is unknown.
    [[nodiscard]] std::string_view reason() const;

   private:
    friend class RequestContext;

    struct Text {
      std::uint32_t begin;
      std::uint32_t size;
    };

    const RequestContext* context_ = nullptr;
    std::uint64_t hash_ = 0;
    Text name_{0, 0};
    std::uint32_t first_ = 0;
    std::uint32_t count_ = 0;
    Presence presence_ = Presence::Absent;
    bool multivalued_ = false;
  };

  RequestContext() = default;

  RequestContext(const RequestContext& other) { *this = other; }

  RequestContext(RequestContext&& other) noexcept { *this = std::move(other); }

  RequestContext& operator=(const RequestContext& other);
  RequestContext& operator=(RequestContext&& other) noexcept;
  ~RequestContext() = default;

  /// Sets a single-valued key; replaces what was there.
  void set(KeyName key, std::string_view value);
  void set_multivalued(KeyName key, std::span<const std::string_view> values);

  void set_multivalued(KeyName key, std::initializer_list<std::string_view> values) {
    set_multivalued(key, std::span(values.begin(), values.size()));
  }

  /// Says that nobody knows this key of the request; `reason` is told to the user.
  void set_unknown(KeyName key, std::string_view reason);
  void erase(KeyName key);
  void clear();

  /// The entry of that key, or null if the request carries none. Valid until the next change.
  [[nodiscard]] const Entry* find(KeyName key) const;

  [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }

 private:
  Entry::Text store(std::string_view text);
  Entry& slot(KeyName key);
  void adopt_entries();

  std::string text_;
  std::vector<Entry> entries_;
  std::vector<Entry::Text> values_;
};

}  // namespace remora
