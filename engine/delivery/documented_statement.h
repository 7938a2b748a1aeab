#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/aws/arn.h"
#include "engine/policy/policy_type.h"
#include "engine/request/request.h"
#include "engine/world/world.h"

namespace remora::delivery {

struct Call;

/// One line of a statement's Condition.
struct ConditionTest {
  std::string op;
  std::string key;
  std::string value;
};

/// A statement that AWS documents for a request of a service, with this world's own names in it.
struct DocumentedStatement {
  std::string sid;
  std::vector<std::string> actions;
  std::string resource;  // empty: the policy type has no Resource
  std::vector<ConditionTest> tests;
  std::string source;  // the page it comes from
};

/// The statement that would let the denied request through, in a policy of that type; nothing where
/// AWS documents none.
std::optional<DocumentedStatement> documented_statement(const world::World& world,
                                                        const Call& call,
                                                        const Request& denied,
                                                        PolicyType policy);

/// True if the delivery is one that Control Tower sets up: its prefix is the organization's id.
bool is_control_tower(const world::World& world, const std::optional<std::string_view>& prefix);

/// The first value of a condition key of the request; empty if it carries none.
std::string value_of(const Request& request, KeyName key);

/// A documented statement in the making: begins with the denied request's action and resource.
class StatementDraft {
 public:
  explicit StatementDraft(const Request& denied);

  [[nodiscard]] std::string_view action() const { return denied_.action; }

  /// The requester is a service, not a role.
  [[nodiscard]] bool by_service() const;

  /// The request writes an object.
  [[nodiscard]] bool writes() const { return action().starts_with("s3:PutObject"); }

  /// The bucket of the request, in its partition; with `objects`, those of its objects.
  void name_bucket(std::string_view objects = {});
  /// The object's key, where the request writes one.
  [[nodiscard]] std::string_view object_key() const;

  void test(std::string op, std::string key, std::string value);
  /// The condition against confused deputies, as far as the request carries what it asks for:
  /// before 2021 CloudTrail's did not.
  void test_source(std::string key, std::string value);
  /// ... on aws:SourceArn, as the request carries it.
  void test_source_arn();

  /// A statement for a topic's key, which is the same for all who publish.
  /// Source: Amazon SNS Developer Guide, "Key management".
  std::optional<DocumentedStatement> for_topic_key();

  /// The statement is done.
  std::optional<DocumentedStatement> document(std::string_view sid, std::string_view source);

  DocumentedStatement statement;

 private:
  [[nodiscard]] std::string_view bucket_name() const;

  const Request& denied_;
  std::optional<Arn> resource_;
};

}  // namespace remora::delivery
