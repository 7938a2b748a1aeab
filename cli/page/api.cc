#include "cli/page/api.h"

#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#include "cli/page/answer.h"

char* remora_call(const char* request, size_t length) {
  const std::string reply = remora::cli::answer(std::string_view(request, length));
  auto* const copy = static_cast<char*>(std::malloc(reply.size() + 1));
  if (copy != nullptr) {
    std::memcpy(copy, reply.c_str(), reply.size() + 1);
  }
  return copy;
}

void remora_free(char* reply) {
  std::free(reply);
}
