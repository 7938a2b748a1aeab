#include <iostream>

#include "tests/docs/messages_page.h"

/// Prints the generated page: `./dev docs` puts it where it belongs.
int main() {
  std::cout << remora::test::messages_page();
  return 0;
}
