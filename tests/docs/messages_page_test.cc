#include "tests/docs/messages_page.h"

#include <boost/test/unit_test.hpp>

#include "cli/files.h"
#include "tests/support/build.h"
#include "tests/support/paths.h"

namespace remora::test {

BOOST_AUTO_TEST_SUITE(docs)
BOOST_AUTO_TEST_SUITE(messages)

BOOST_AUTO_TEST_CASE(the_page_is_what_the_catalogue_gives) {
  cli::DiskReader files;
  const SourcePtr page = value_of(files.read(source_dir() + "/docs/messages.md"));
  BOOST_TEST(page->text() == messages_page(), "docs/messages.md is out of date: run ./dev docs");
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
