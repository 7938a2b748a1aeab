#define BOOST_TEST_MODULE remora
#include <boost/test/unit_test.hpp>
