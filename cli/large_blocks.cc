// A plan of 20 MB is read into few large blocks, and most of the time goes into the kernel's
// handing them out page by page. Where the kernel may give larger pages it is asked to. Linked into
// the program alone.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

#include <sys/mman.h>

#if defined(MADV_HUGEPAGE) && !defined(REMORA_SANITIZED)

namespace {

constexpr std::size_t kHugePage = std::size_t{1} << 21;
// Below it a block is a small part of what the program takes anyway.
constexpr std::size_t kLarge = 2 * kHugePage;

void* large_block(std::size_t size) {
  if (size > PTRDIFF_MAX - kHugePage) {
    return nullptr;
  }
  // Whole pages, as aligned_alloc wants them; the last one may stay small, so that nothing is taken
  // that is not used.
  const std::size_t whole = size / kHugePage * kHugePage;
  void* const block = std::aligned_alloc(kHugePage, whole + kHugePage);
  if (block != nullptr) {
    // Only advice: where it is not followed the block is as any other.
    static_cast<void>(madvise(block, whole, MADV_HUGEPAGE));
  }
  return block;
}

}  // namespace

// Hides the library's; `operator delete` of both gives blocks back with free.
void* operator new(std::size_t size) {
  void* const block = size >= kLarge ? large_block(size) : std::malloc(size == 0 ? 1 : size);
  if (block == nullptr) {
    throw std::bad_alloc();
  }
  return block;
}

void operator delete(void* block) noexcept {
  std::free(block);
}

void operator delete(void* block, std::size_t) noexcept {
  std::free(block);
}

#endif
