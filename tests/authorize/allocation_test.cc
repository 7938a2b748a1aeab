#include <atomic>
#include <cstdlib>
#include <new>
#include <string>

#include <boost/test/unit_test.hpp>

#include "engine/authorize/authorize.h"
#include "tests/support/case.h"
#include "tests/support/print.h"

// The operators of the whole program, which count only while a test of this file wants it. Each
// form that allocates ends in `counted`, each that frees in `released`; both stay out of line, or
// GCC takes `std::free` for the wrong partner of `new`.
namespace {

std::atomic<bool> counting = false;
std::atomic<std::size_t> allocations = 0;

[[gnu::noinline]] void* counted(std::size_t size) noexcept {
  if (counting.load(std::memory_order_relaxed)) {
    allocations.fetch_add(1, std::memory_order_relaxed);
  }
  return std::malloc(size == 0 ? 1 : size);
}

[[gnu::noinline]] void released(void* memory) noexcept {
  std::free(memory);
}

}  // namespace

void* operator new(std::size_t size) {
  if (void* memory = counted(size)) {
    return memory;
  }
  throw std::bad_alloc();
}

void* operator new[](std::size_t size) {
  return operator new(size);
}

void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}

void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return counted(size);
}

void operator delete(void* memory) noexcept {
  released(memory);
}

void operator delete[](void* memory) noexcept {
  released(memory);
}

void operator delete(void* memory, std::size_t /*size*/) noexcept {
  released(memory);
}

void operator delete[](void* memory, std::size_t /*size*/) noexcept {
  released(memory);
}

void operator delete(void* memory, const std::nothrow_t& /*tag*/) noexcept {
  released(memory);
}

void operator delete[](void* memory, const std::nothrow_t& /*tag*/) noexcept {
  released(memory);
}

namespace remora::test {

namespace {

constexpr const char* kAllow = R"("Effect": "Allow", "Action": "*", "Resource": "*")";

/// A request that passes five conditions, with two levels of SCPs, a boundary and a bucket policy.
Case everyday_case() {
  Case made;
  made.asked = request("arn:aws:sts::111122223333:assumed-role/dev/session-with-a-long-name",
                       "s3:PutObject",
                       "arn:aws:s3:::a-bucket-with-a-long-name/home/ann/a/b/c",
                       {{"aws:SourceIp", "203.0.113.7"},
                        {"aws:PrincipalArn", "arn:aws:iam::111122223333:role/path/dev"},
                        {"aws:CurrentTime", "2030-01-01T00:00:00Z"},
                        {"s3:max-keys", "10"},
                        {"aws:username", "ann"},
                        {"aws:PrincipalTag/team", "Blue"}});
  made.asked.resource_account = "111122223333";
  made.identity = {R"("Effect": "Allow", "Action": ["s3:Get*", "s3:Put*"],
                      "Resource": "arn:aws:s3:::a-bucket-with-a-long-name/home/${aws:username}/*",
                      "Condition": {
                        "IpAddress": {"aws:SourceIp": ["198.51.100.0/24", "203.0.113.0/24"]},
                        "ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/path/${none, 'dev'}"},
                        "DateGreaterThan": {"aws:CurrentTime": "2020-01-01"},
                        "NumericLessThanEquals": {"s3:max-keys": "10.0"},
                        "StringEqualsIgnoreCase": {"aws:PrincipalTag/team": "blue"}})"};
  made.resource = {R"("Effect": "Deny", "Principal": {"AWS": "444455556666"}, "Action": "s3:*",
                      "Resource": "*")"};
  made.boundary = {kAllow};
  made.scps = {{kAllow}, {R"("Effect": "Allow", "NotAction": "sqs:*", "Resource": "*")"}};
  return made;
}

std::size_t allocations_of(const Request& asked, const PolicySet& policies, Verdict wanted) {
  remora::authorize(asked, policies);  // warm-up
  allocations = 0;
  counting = true;
  const Decision decision = remora::authorize(asked, policies);
  counting = false;
  BOOST_TEST(decision.verdict == wanted);
  return allocations;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(authorize)
BOOST_AUTO_TEST_SUITE(allocation)

BOOST_AUTO_TEST_CASE(the_counter_counts) {
  allocations = 0;
  counting = true;
  const std::string text(100, 'x');
  counting = false;
  BOOST_TEST(allocations > 0U);
  BOOST_TEST(text.size() == 100U);
}

BOOST_AUTO_TEST_CASE(a_decision_with_conditions_and_scps_allocates_nothing) {
  const Case of = everyday_case();
  const Policies policies(of);
  BOOST_TEST(allocations_of(of.asked, policies.set(), Verdict::Allowed) == 0U);
}

BOOST_AUTO_TEST_CASE(a_decision_that_depends_on_an_unknown_allocates_nothing) {
  Case of = everyday_case();
  of.asked.context.set_unknown("aws:SourceIp", "nobody looked");
  const Policies policies(of);
  BOOST_TEST(allocations_of(of.asked, policies.set(), Verdict::Undetermined) == 0U);
}

BOOST_AUTO_TEST_CASE(a_decision_on_a_large_policy_allocates_nothing) {
  Case of = everyday_case();
  for (int i = 0; i < 100; ++i) {
    of.identity.push_back(R"("Effect": "Deny", "Action": "s3:PutObject",
                             "Resource": "arn:aws:s3:::a-bucket-with-a-long-name/)" +
                          std::to_string(i) + "/*\"");
  }
  const Policies policies(of);
  BOOST_TEST(allocations_of(of.asked, policies.set(), Verdict::Allowed) == 0U);
}

BOOST_AUTO_TEST_CASE(filling_a_cleared_context_again_allocates_nothing) {
  RequestContext context;
  const auto fill = [&context] {
    context.clear();
    context.set("aws:SourceAccount", "111122223333");
    context.set("aws:SourceArn", "arn:aws:config:us-east-1:111122223333:*");
    context.set_multivalued("aws:SourceOrgPaths", {"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/"});
    context.set_unknown("aws:CurrentTime", "no clock is read here, whatever it says");
  };
  fill();
  allocations = 0;
  counting = true;
  fill();
  counting = false;
  BOOST_TEST(allocations == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora::test
