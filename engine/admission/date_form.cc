#include "engine/admission/operands.h"
#include "engine/base/ascii.h"

namespace remora::admission {

namespace {

/// Reads a text from its front.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }

  bool take(std::string_view any_of) {
    if (rest_.empty() || any_of.find(rest_.front()) == std::string_view::npos) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  /// One to `digits` digits whose number lies in the range.
  bool take_number(std::size_t digits, int least, int most) {
    int number = 0;
    std::size_t count = 0;
    while (count < digits && count < rest_.size() && is_ascii_digit(rest_[count])) {
      number = number * 10 + (rest_[count++] - '0');
    }
    rest_.remove_prefix(count);
    return count > 0 && least <= number && number <= most;
  }

  void skip_digits() {
    while (take("0123456789")) {
    }
  }

 private:
  std::string_view rest_;
};

/// `hh[:mm[:ss]]`, the last of them with a fraction.
bool take_time(Cursor& cursor) {
  if (!cursor.take_number(2, 0, 23)) {
    return false;
  }
  for (int parts = 0; parts < 2 && cursor.take(":"); ++parts) {
    if (!cursor.take_number(2, 0, 59)) {
      return false;
    }
  }
  if (cursor.take(".,")) {
    cursor.skip_digits();
  }
  return true;
}

}  // namespace

bool is_stored_date(std::string_view text) {
  constexpr int kLastYear = 292'278'993;  // of Joda-Time
  Cursor cursor(text);
  cursor.take("+-");
  if (!cursor.take_number(9, 0, kLastYear) || (cursor.take("-") && !cursor.take_number(2, 1, 12)) ||
      (cursor.take("-") && !cursor.take_number(2, 1, 31))) {
    return false;
  }
  if (!cursor.take("Tt")) {
    return cursor.at_end() && text.find('-') != std::string_view::npos;  // else it is an epoch
  }
  if (cursor.at_end()) {
    return true;
  }
  if (!cursor.take("Zz")) {
    if (!take_time(cursor)) {
      return false;
    }
    if (!cursor.take("Zz") && cursor.take("+-") && !take_time(cursor)) {
      return false;
    }
  }
  return cursor.at_end();
}

}  // namespace remora::admission
