#include "engine/base/arena.h"

#include <algorithm>

namespace remora {

void Arena::add_block(std::size_t at_least) {
  block_size_ = std::max(block_size_ == 0 ? first_block_ : block_size_ * 2, at_least);
  blocks_.emplace_back(new char[block_size_]);  // not set to 0
  next_ = blocks_.back().get();
  left_ = block_size_;
}

}  // namespace remora
