#include "engine/condition/operator.h"

#include <algorithm>
#include <string>

#include <boost/test/unit_test.hpp>

#include "tests/support/table.h"

namespace remora {

BOOST_AUTO_TEST_SUITE(condition)
BOOST_AUTO_TEST_SUITE(operators)

// IAM User Guide, "IAM JSON policy elements: Condition operators".
TEST_TABLE(every_operator_of_the_guide_is_known) {
  struct Row {
    const char* name;
    OperandType operand;
    Comparison comparison;
    bool negated;
  };

  const Row rows[] = {
      {"StringEquals", OperandType::String, Comparison::Equals, false},
      {"StringNotEquals", OperandType::String, Comparison::Equals, true},
      {"StringEqualsIgnoreCase", OperandType::StringIgnoringCase, Comparison::Equals, false},
      {"StringNotEqualsIgnoreCase", OperandType::StringIgnoringCase, Comparison::Equals, true},
      {"StringLike", OperandType::StringPattern, Comparison::Equals, false},
      {"StringNotLike", OperandType::StringPattern, Comparison::Equals, true},
      {"NumericEquals", OperandType::Numeric, Comparison::Equals, false},
      {"NumericNotEquals", OperandType::Numeric, Comparison::Equals, true},
      {"NumericLessThan", OperandType::Numeric, Comparison::LessThan, false},
      {"NumericLessThanEquals", OperandType::Numeric, Comparison::LessThanEquals, false},
      {"NumericGreaterThan", OperandType::Numeric, Comparison::GreaterThan, false},
      {"NumericGreaterThanEquals", OperandType::Numeric, Comparison::GreaterThanEquals, false},
      {"DateEquals", OperandType::Date, Comparison::Equals, false},
      {"DateNotEquals", OperandType::Date, Comparison::Equals, true},
      {"DateLessThan", OperandType::Date, Comparison::LessThan, false},
      {"DateLessThanEquals", OperandType::Date, Comparison::LessThanEquals, false},
      {"DateGreaterThan", OperandType::Date, Comparison::GreaterThan, false},
      {"DateGreaterThanEquals", OperandType::Date, Comparison::GreaterThanEquals, false},
      {"Bool", OperandType::Bool, Comparison::Equals, false},
      {"BinaryEquals", OperandType::Binary, Comparison::Equals, false},
      {"IpAddress", OperandType::Ip, Comparison::Equals, false},
      {"NotIpAddress", OperandType::Ip, Comparison::Equals, true},
      {"ArnEquals", OperandType::Arn, Comparison::Equals, false},
      {"ArnNotEquals", OperandType::Arn, Comparison::Equals, true},
      {"ArnLike", OperandType::Arn, Comparison::Equals, false},
      {"ArnNotLike", OperandType::Arn, Comparison::Equals, true},
      {"Null", OperandType::Null, Comparison::Equals, false},
  };
  for (const Row& row : rows) {
    if (table.row(row.name)) {
      const auto op = ConditionOperator::parse(row.name);
      BOOST_REQUIRE(op);
      BOOST_TEST(op->base == row.name);
      BOOST_TEST((op->operand == row.operand));
      BOOST_TEST((op->comparison == row.comparison));
      BOOST_TEST(op->negated == row.negated);
      BOOST_TEST((op->qualifier == SetQualifier::None));
      BOOST_TEST(!op->if_exists);
      const auto names = operator_names();
      BOOST_TEST((std::find(names.begin(), names.end(), row.name) != names.end()));
    }
  }
  if (table.row("no others")) {
    BOOST_TEST(operator_names().size() == std::size(rows));
  }
}

BOOST_AUTO_TEST_CASE(qualifier_and_if_exists_are_taken_off) {
  const auto op = ConditionOperator::parse("ForAnyValue:StringNotLikeIfExists");
  BOOST_REQUIRE(op);
  BOOST_TEST(op->base == "StringNotLike");
  BOOST_TEST(op->negated);
  BOOST_TEST(op->if_exists);
  BOOST_TEST((op->qualifier == SetQualifier::ForAnyValue));
  BOOST_TEST(
      (ConditionOperator::parse("ForAllValues:ArnLike")->qualifier == SetQualifier::ForAllValues));
  BOOST_TEST(ConditionOperator::parse("BoolIfExists")->if_exists);
}

TEST_TABLE(other_names_are_unknown) {
  for (const char* name : {"",
                           "stringequals",
                           "StringEquals ",
                           "StringEqual",
                           "StringMatches",
                           "ForallValues:StringEquals",
                           "ForAllValues:",
                           "ForAllValues:ForAnyValue:StringEquals",
                           "IfExists",
                           "StringEqualsifexists",
                           "StringEqualsIfExistsIfExists",
                           "NullIfExists",  // Null has no IfExists form
                           "BoolNotEquals"}) {
    if (table.row(name)) {
      BOOST_TEST(!ConditionOperator::parse(name).has_value());
    }
  }
}

// docs/semantics/variables.md: string and ARN conditions only.
BOOST_AUTO_TEST_CASE(variables_work_in_string_and_arn_operators_only) {
  for (const char* name : {"StringEquals", "StringEqualsIgnoreCase", "StringNotLike", "ArnLike"}) {
    BOOST_TEST(allows_variables(ConditionOperator::parse(name)->operand));
  }
  for (const char* name : {"NumericEquals", "DateLessThan", "BinaryEquals", "IpAddress", "Null"}) {
    BOOST_TEST(!allows_variables(ConditionOperator::parse(name)->operand));
  }
}

BOOST_AUTO_TEST_SUITE_END()
BOOST_AUTO_TEST_SUITE_END()

}  // namespace remora
