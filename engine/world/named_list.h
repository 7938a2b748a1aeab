#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace remora::world {

/// Things in the order in which they were listed, each found by its names in constant time. Of two
/// with one name the first counts. `names_of(const T&)` gives the names, which must not change
/// once the thing is in the list.
template <class T>
class NamedList {
 public:
  NamedList() = default;

  NamedList(std::initializer_list<T> items) {  // NOLINT(google-explicit-constructor)
    for (const T& item : items) {
      push_back(item);
    }
  }

  void push_back(T item) {
    for (std::string& name : names_of(item)) {
      index_.try_emplace(std::move(name), items_.size());
    }
    items_.push_back(std::move(item));
  }

  void clear() {
    items_.clear();
    index_.clear();
  }

  /// The thing of that name, or null.
  [[nodiscard]] const T* find(std::string_view name) const {
    const auto found = index_.find(name);
    return found == index_.end() ? nullptr : &items_[found->second];
  }

  [[nodiscard]] T& operator[](std::size_t i) { return items_[i]; }

  [[nodiscard]] const T& operator[](std::size_t i) const { return items_[i]; }

  [[nodiscard]] const T& at(std::size_t i) const { return items_.at(i); }

  [[nodiscard]] const T* data() const { return items_.data(); }

  [[nodiscard]] std::size_t size() const { return items_.size(); }

  [[nodiscard]] bool empty() const { return items_.empty(); }

  [[nodiscard]] auto begin() const { return items_.begin(); }

  [[nodiscard]] auto end() const { return items_.end(); }

 private:
  struct Hash {
    using is_transparent = void;

    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
  };

  std::vector<T> items_;
  std::unordered_map<std::string, std::size_t, Hash, std::equal_to<>> index_;
};

}  // namespace remora::world
