#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace remora {

/// Memory for texts, and rows of plain things, that are kept together and let go together. What is
/// stored stays where it is until `clear`, also when the arena is moved. An arena that is cleared
/// and filled again with as much as before allocates nothing.
class Arena {
 public:
  Arena() = default;

  /// With a first block of that many bytes, where more is to come than a request's context.
  explicit Arena(std::size_t first_block) : first_block_(first_block) {}

  Arena(const Arena&) = delete;
  Arena& operator=(const Arena&) = delete;

  Arena(Arena&& other) noexcept { *this = std::move(other); }

  Arena& operator=(Arena&& other) noexcept {
    blocks_ = std::exchange(other.blocks_, {});
    next_ = std::exchange(other.next_, nullptr);
    left_ = std::exchange(other.left_, 0);
    block_size_ = std::exchange(other.block_size_, 0);
    return *this;
  }

  ~Arena() = default;

  /// A copy of the text.
  std::string_view store(std::string_view text) {
    if (text.empty()) {
      return {};
    }
    char* const copy = take(text.size());
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }

  /// A copy of the texts, and of the row of them.
  std::span<const std::string_view> store(std::span<const std::string_view> texts) {
    if (texts.empty()) {
      return {};
    }
    std::size_t size = texts.size_bytes();
    for (const std::string_view text : texts) {
      size += text.size();
    }
    char* const memory = take(size);
    auto* const row = reinterpret_cast<std::string_view*>(memory);
    char* next = memory + texts.size_bytes();
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const std::size_t length = texts[i].size();
      std::copy_n(texts[i].data(), length, next);
      new (row + i) std::string_view(next, length);
      next += length;
    }
    return {row, texts.size()};
  }

  /// A row of `size` things as their default constructor makes them. Nothing destroys them.
  template <class T>

  requires std::is_trivially_destructible_v<T> std::span<T> make_row(std::size_t size) {
    static_assert(alignof(T) <= kAlign);
    if (size == 0) {
      return {};
    }
    auto* const row = reinterpret_cast<T*>(take(size * sizeof(T)));
    for (std::size_t i = 0; i < size; ++i) {
      new (row + i) T();
    }
    return {row, size};
  }

  /// Lets go of everything, and keeps the largest block for what comes next.
  void clear() {
    if (blocks_.size() > 1) {
      blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    }
    next_ = blocks_.empty() ? nullptr : blocks_.front().get();
    left_ = block_size_;
  }

 private:
  static constexpr std::size_t kAlign = alignof(std::string_view);
  static constexpr std::size_t kFirstBlock = 1024;

  /// Memory for `size` bytes, aligned for a pointer.
  char* take(std::size_t size) {
    size = (size + kAlign - 1) / kAlign * kAlign;
    if (size > left_) {
      add_block(size);
    }
    left_ -= size;
    return std::exchange(next_, next_ + size);
  }

  void add_block(std::size_t at_least);

  // NOLINTNEXTLINE(modernize-avoid-c-arrays): memory, not an array of anything
  std::vector<std::unique_ptr<char[]>> blocks_;  // the last is the largest
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t block_size_ = 0;  // of the last
  std::size_t first_block_ = kFirstBlock;
};

}  // namespace remora
