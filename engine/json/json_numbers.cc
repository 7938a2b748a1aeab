#include "engine/base/ascii.h"
#include "engine/base/visible.h"
#include "engine/json/json_slips.h"

namespace remora::json {

namespace {

/// All that is written there without a gap, and that is no other token.
std::string_view run_at(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  return rest.substr(0, rest.find_first_of(" \t\r\n,:{}[]\"'()#;=<>"));
}

bool consists_of(std::string_view text, std::string_view characters) {
  return text.find_first_not_of(characters) == std::string_view::npos;
}

std::string without(std::string_view text, char unwanted) {
  std::string out;
  for (const char c : text) {
    out.append(c == unwanted ? 0U : 1U, c);
  }
  return out;
}

std::string without_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return std::string(first == std::string_view::npos ? "0" : digits.substr(first));
}

}  // namespace

Slip slip_of_number(const JsonScan& scan) {
  const std::size_t begin = scan.token.span.begin;
  std::string_view run = run_at(scan.text, begin);
  run = run.substr(0, std::min(run.find("//"), run.find("/*")));
  run = run.substr(0, std::max<std::size_t>(run.size(), 1));
  const Span span = span_at(begin, begin + std::max<std::size_t>(run.size(), 1));
  const char sign = run.front() == '-' || run.front() == '+' ? run.front() : '\0';
  const std::string_view digits = run.substr(sign == '\0' ? 0 : 1);
  const std::string minus = sign == '-' ? "-" : "";
  constexpr std::string_view kDecimal = "0123456789.";
  if (digits.empty()) {
    return {span, "a number is missing behind the sign", "write its digits without a blank"};
  }
  if (equal_ignoring_case(digits, "Infinity") || equal_ignoring_case(digits, "Inf")) {
    return {span, "JSON has no infinity", "write a number, or null"};
  }
  if (sign == '+' && consists_of(digits, kDecimal)) {
    return {span, "a number has no plus sign in JSON", "write " + visible(digits)};
  }
  if (digits.size() > 1 && digits.front() == '0' && all_digits(digits)) {
    return {span,
            "a number must not begin with 0",
            digits.size() == 12 && sign == '\0'
                ? "write \"" + std::string(digits) + "\" for an account ID"
                : "write " + minus + visible(without_zeros(digits)) + ", or quotes around a text"};
  }
  if (digits.front() == '.' && all_digits(digits.substr(1))) {
    return {span, "a number must not begin with a point", "write " + minus + "0" + visible(digits)};
  }
  if (digits.back() == '.' && all_digits(digits.substr(0, digits.size() - 1))) {
    return {span, "no digit stands behind the point", "write " + visible(run) + "0"};
  }
  if (digits.size() > 1 && digits.front() == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
    return {span, "JSON has no hexadecimal numbers", "write the number in decimal"};
  }
  if (is_ascii_digit(digits.front()) && digits.find('_') != std::string_view::npos &&
      consists_of(digits, "0123456789._")) {
    return {span, "a number has no _ in JSON", "write " + visible(without(run, '_'))};
  }
  if (is_ascii_digit(digits.front()) && consists_of(digits, "0123456789.eE+-") &&
      std::string_view("eE+-").find(digits.back()) != std::string_view::npos) {
    return {span, "the number's exponent is missing", "write one, as in 1e3"};
  }
  // Dates, addresses, versions, sizes: a text. With what stands behind a colon or slash in it.
  return slip_of_word(scan);
}

}  // namespace remora::json
