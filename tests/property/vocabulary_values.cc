#include <array>

#include "tests/property/vocabulary.h"
#include "tests/property/words.h"

namespace remora::property {

namespace {

// Tables: read across, not one word a line.
// clang-format off
constexpr auto kTexts = words(
    "", "a", "a", "b", "ab", "A", "aB", "ana", "a*b", "a?b", "a/b", "a:b", "a:", "é", "É", "k",
    "K", "\u212a", "ΟΣ", "ος", "οσ", "οσα", "ΟΣΑ", "\u0130", "i\u0307", "i", "I", "\u0131",
    "\u1e9e", "ß", "SS", "\u017f", "𐐀", "𐐨", "a𐐀", "a𐐀b", "AΣ𐐀", "aσ𐐀", "aς𐐀", "Σ", "σ", "ς", "$",
    "${a}", "Σ.a", "aΣ.", "aς.", "aΣ.b", "aσ.b", "[a]", "\\a", "111122223333", "true", "1",
    "us-east-1", "User", "AssumedRole");
constexpr auto kTextPatterns = words(
    "a*", "*", "?", "??", "a?b", "a??b", "*b", "a*b", "**", "*?", "?*a*", "${aws:username}",
    "${aws:username}*", "a${aws:username}", "${aws:PrincipalTag/team, 'ab'}", "${*}", "${?}",
    "${$}", "a${*}b", "a${?}b", "${AWS:USERNAME}", "${aws:TagKeys}", "${aws:TagKeys, 'a'}",
    "${custom:none}", "${custom:none, 'a'}", "${custom:none, 'a*'}", "${custom:none, ''}", "𐐀?",
    "𐐀*", "?𐐀", "[a]", "\\a", "${", "${}", "${aws:username", "$", "a$", "${custom:none,'a'}",
    "${aws:username}${aws:RequestTag/value}", "Σ${aws:username}", "${aws:username}Σ", "a\nb",
    "*Σ", "É*", "?/?");
constexpr auto kNumbers = words(
    "0", "-0", "1", "1", "01", "+1", "1.", "1.0", "1e0", "10e-1", "2", "10", "-1", "-2",
    "9007199254740992", "9007199254740993", "1.5", "1.25", ".5", "0.5", "5E-1", "NaN", "Infinity",
    "", "abc", "12abc", "1e400", "1e-400", "0e99", " 1", "1 ", "--1", "+", "-", ".", "1e", "1e+",
    "0x1", "1,0", "-1e2", "-100", "100", "1e2", "0.000", "1_0", "+.5e1", "00.10",
    "9007199254740992.0000000000000000000000000001", "1.e1", "1e1.0");
constexpr auto kDates = words(
    "2030-01-01T00:00:00Z", "2030-01-01T00:00:00Z", "2030-01-01", "2030-01", "1893456000",
    "+1893456000", "2030-01-01T00:00:00", "2030-01-01T00:00Z", "2030-01-01T00:00",
    "2030-01-01T09:00:00+09:00", "2029-12-31T15:00:00-09:00", "2030-01-01T00:00:00.0001Z",
    "2030-01-01T00:00:00.1231Z", "2030-01-01T00:00:00.1239Z", "2030-01-01T00:00:00.123Z",
    "2030-01-01T00:00:00.5Z", "2030-01-02T00:00:00Z", "2028-02-29", "2029-02-29", "2029-02-30",
    "2030-13-01", "2030-00-01", "2030-01-00", "2030-01-32", "2030-01-01T24:00:00Z",
    "2030-01-01T23:59:59Z", "2030-01-01T23:60:00Z", "2030-01-01T00:00:00.Z", "2030-01-01T",
    "2030-01-01T00Z", "2030-01-01 00:00:00", "2030", "0", "1893456000.5", "not-a-date", "",
    "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.5Z", "1970-01-01", "2030-1-1", "20300101",
    "2030-01-01T00:00:00+0900", "2030-01-01T00:00:00+09", "2030-01-01T00:00:00ZZ", "1600-02-29",
    "1900-02-29", "2000-02-29", "2030-01-01T1:00Z");
constexpr auto kBools = words(
    "true", "true", "True", "TRUE", "tRuE", "false", "false", "yes", "1", "0", "", " true ",
    "truee", "tru", "${aws:username}", "FALSE");
constexpr auto kBinaries = words("YQ==", "YQ==", "Yg==", "YR==", "YQ", " YQ== ", "", "no-binary", "*");
constexpr auto kAddresses = words(
    "192.0.2.1", "192.0.2.1", "192.0.2.255", "192.0.3.1", "10.1.2.3", "192.000.002.001",
    "2001:db8::1", "2001:db8::1", "2001:DB8:0:0:0:0:0:1", "2001:db8:::1", "2001:db8:0:1::", "::",
    "::1", "::ffff:192.0.2.1", "::FFFF:192.0.2.1", "2001:db8::192.0.2.1", "not-an-ip", "",
    "192.0.2.1/32", "192.0.2", "192.0.2.1.1", "192.0.2.256", "192.0.2.", "1::2::3",
    "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "2001:db8::g", "192.0.2.a",
    "::ffff:c000:201", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "2001:db8::00001", " 192.0.2.1");
constexpr auto kNetworks = words(
    "192.0.2.0/24", "192.0.2.0/24", "192.0.2.5/24", "192.0.2.1", "192.0.2.0/31", "192.0.2.0/32",
    "0.0.0.0/0", "192.0.2.0/0", "192.0.2.0/33", "192.0.2.0/024", "192.0.2.0/+24", "192.0.2.0/-1",
    "192.0.2.0/", "192.0.2.0/a", "192.000.002.0/24", "10.0.0.0/8", "192.0.0.0/22",
    "192.0.2.128/25", "2001:db8::/64", "2001:db8::/32", "2001:db8::5/64", "2001:db8::1",
    "2001:db8::1/128", "2001:db8::/129", "::/0", "::1/0", "2001:db8::/127", "2001:db8:::/64",
    "2001:DB8::/064", "::ffff:192.0.2.0/120", "::ffff:192.0.2.1", "::ffff:c000:200/120",
    "::ffff:0:0/96", "2001:db8::192.0.2.0/120", "not-an-ip", "", "/24", "192.0.2.0/24/24",
    "192.0.2.0/++24", "::/+0", "8000::/1");
constexpr auto kArns = words(
    "arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/app",
    "arn:aws:iam::111122223333:role/p/app", "arn:aws:iam::111122223333:role/p/app",
    "arn:aws:iam::111122223333:user/ana", "arn:aws:cloudtrail:us-east-1:111122223333:trail/t1",
    "arn:aws:sns:us-east-1:111122223333:t:sub", "arn:aws:s3:::b/a*b", "not-an-arn", "", "::",
    "a:b:c:d:e:f", ":::::", "arn:aws:iam::111122223333", "arn:aws:iam::111122223333:",
    "arn:aws:s:us:9:store/x:111122223333:finance/d", "ARN:aws:iam::111122223333:role/x",
    "arn:aws:iam::111122223333:role/𐐀");
constexpr auto kArnPatterns = words(
    "arn:aws:iam::*:role/*", "arn:aws:iam::111122223333:*", "arn:aws:cloudtrail:*:*:trail/*",
    "arn:*:*:*:*:*", "arn:aws:iam::*", "*", "arn:aws:sns:*:t:*", "arn:aws:sns:*:*:t:*",
    "arn:aws:iam::${aws:PrincipalAccount}:role/*", "${aws:SourceArn}", "${custom:none}",
    "arn:aws:iam::111122223333:role/${aws:username}", "${aws:PrincipalArn}", "a:b:c:d:e:f",
    "arn:aws:iam::111122223333:role/ap?", "arn:aws:iam::1111222233??:role/app",
    "arn:aws:s3:::b/a${*}b", "arn:aws:s:*:111122223333:finance/*", "not-an-arn", ":::::",
    "*:*:*:*:*:*", "arn:aws:iam::${custom:none, '111122223333'}:role/app",
    "arn:aws:iam:${aws:username}", "arn:aws:iam::111122223333:role/??", "?????:*");

constexpr auto kTextOperators = words(
    "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
    "StringLike", "StringLike", "StringNotLike", "Null");
constexpr auto kNumberOperators = words(
    "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals",
    "NumericGreaterThan", "NumericGreaterThanEquals");
constexpr auto kDateOperators = words(
    "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan",
    "DateGreaterThanEquals");
constexpr auto kBoolOperators = words("Bool", "Null");
constexpr auto kBinaryOperators = words("BinaryEquals");
constexpr auto kIpOperators = words("IpAddress", "NotIpAddress");
constexpr auto kArnOperators = words("ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike");
constexpr auto kOddOperators = words("stringequals", "StringMatches", "");

/// A text of up to four characters over a small alphabet, supplementary characters included.
std::string any_text(Random& random, Words alphabet) {
  std::string text;
  for (std::size_t length = random.below(5); length > 0; --length) {
    text += random.pick(alphabet);
  }
  return text;
}

constexpr auto kAlphabet = words("a", "b", "A", "é", "𐐀", "/", ":", "Σ", ".");
constexpr auto kPatternAlphabet = words("a", "b", "A", "é", "𐐀", "/", "?", "*", "?");
// clang-format on

}  // namespace

std::string request_value(Random& random, ValueType type) {
  switch (type) {
    case ValueType::Text:
      return random.chance(20) ? any_text(random, kAlphabet)
                               : std::string(random.pick(Words(kTexts)));
    case ValueType::Number:
      return std::string(random.pick(Words(kNumbers)));
    case ValueType::Date:
      return std::string(random.pick(Words(kDates)));
    case ValueType::Bool:
      return std::string(random.pick(Words(kBools)));
    case ValueType::Binary:
      return std::string(random.pick(Words(kBinaries)));
    case ValueType::Ip:
      return std::string(random.pick(Words(kAddresses)));
    case ValueType::Arn:
      break;
  }
  return std::string(random.pick(Words(kArns)));
}

std::string operand(Random& random, ValueType type) {
  if (type == ValueType::Text && random.chance(60)) {
    return random.chance(25) ? any_text(random, kPatternAlphabet)
                             : std::string(random.pick(Words(kTextPatterns)));
  }
  if (type == ValueType::Ip) {
    return std::string(random.pick(Words(kNetworks)));
  }
  if (type == ValueType::Arn && random.chance(70)) {
    return std::string(random.pick(Words(kArnPatterns)));
  }
  return request_value(random, type);
}

std::string_view operator_for(Random& random, ValueType type) {
  switch (type) {
    case ValueType::Text:
      return random.pick(Words(kTextOperators));
    case ValueType::Number:
      return random.pick(Words(kNumberOperators));
    case ValueType::Date:
      return random.pick(Words(kDateOperators));
    case ValueType::Bool:
      return random.pick(Words(kBoolOperators));
    case ValueType::Binary:
      return random.pick(Words(kBinaryOperators));
    case ValueType::Ip:
      return random.pick(Words(kIpOperators));
    case ValueType::Arn:
      break;
  }
  return random.pick(Words(kArnOperators));
}

std::string_view any_operator(Random& random) {
  if (random.chance(3)) {
    return random.pick(Words(kOddOperators));
  }
  constexpr auto kTypes = std::to_array<ValueType>({ValueType::Text,
                                                    ValueType::Number,
                                                    ValueType::Date,
                                                    ValueType::Bool,
                                                    ValueType::Binary,
                                                    ValueType::Ip,
                                                    ValueType::Arn});
  return operator_for(random, random.pick(std::span<const ValueType>(kTypes)));
}

}  // namespace remora::property
