#pragma once

#include <array>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace remora {

// NOLINTBEGIN(cppcoreguidelines-pro-type-member-init): bytes that no text needs stay as they are

/// A text that stands in the object itself while it is short, as nearly every ARN is: making and
/// copying one allocates nothing then. Views into it end with the object, also when it is moved;
/// one that was moved from is empty.
class ShortText {
 public:
  ShortText() = default;

  explicit ShortText(std::string_view text) { assign(text); }

  ShortText(const ShortText& other) { assign(other.view()); }

  ShortText(ShortText&& other) noexcept { take(other); }

  ShortText& operator=(const ShortText& other) {
    if (this != &other) {
      assign(other.view());
    }
    return *this;
  }

  ShortText& operator=(ShortText&& other) noexcept {
    if (this != &other) {
      take(other);
    }
    return *this;
  }

  ~ShortText() = default;

  [[nodiscard]] std::string_view view() const {
    return {size_ <= kInline ? inline_.data() : long_.get(), size_};
  }

 private:
  void assign(std::string_view text) {
    size_ = text.size();
    if (size_ > kInline) {
      long_.reset(new char[size_]);  // not set to 0; libc++ 13 lacks make_unique_for_overwrite
      std::memcpy(long_.get(), text.data(), size_);
    } else if (size_ > 0) {
      std::memcpy(inline_.data(), text.data(), size_);
    }
  }

  void take(ShortText& other) noexcept {
    size_ = std::exchange(other.size_, 0);
    long_ = std::move(other.long_);
    if (size_ > 0 && size_ <= kInline) {
      std::memcpy(inline_.data(), other.inline_.data(), size_);
    }
  }

  static constexpr std::size_t kInline = 120;
  std::size_t size_ = 0;
  std::array<char, kInline> inline_;  // the first `size_` are set
  std::unique_ptr<char[]> long_;      // NOLINT(modernize-avoid-c-arrays): where the text is longer
};

// NOLINTEND(cppcoreguidelines-pro-type-member-init)

}  // namespace remora
