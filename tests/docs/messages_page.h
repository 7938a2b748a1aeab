#pragma once

#include <string>

namespace remora::test {

/// The page docs/messages.md, as the catalogue of messages gives it (`./dev docs` writes it).
std::string messages_page();

}  // namespace remora::test
