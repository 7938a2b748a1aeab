#include "tests/reference/lower_case.h"

#include <cstddef>

namespace remora::reference {

namespace {

constexpr char16_t kSigma = 0x03A3;
constexpr char16_t kSmallSigma = 0x03C3;
constexpr char16_t kFinalSigma = 0x03C2;

bool is_letter(char16_t c) {
  return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') ||
         (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7) ||
         (c >= 0x391 && c <= 0x3C9) ||  // Greek
         c == 0x1E9E || c == 0x212A ||  // sharp S, Kelvin sign
         (c >= 0xD800 && c <= 0xDFFF);  // either half of a supplementary character
}

/// Characters that a word goes on through: the combining dot above that U+0130 leaves behind, the
/// apostrophe, the full stop, the colon and the middle dot.
/// Source: Unicode, "Case_Ignorable".
bool is_transparent(char16_t c) {
  return (c >= 0x300 && c <= 0x36F) || c == u'\'' || c == u'.' || c == u':' || c == u'^' ||
         c == u'`' || c == 0xB7;
}

/// Unicode, "Final_Sigma": a letter stands before it and none behind it.
bool is_final(const std::u16string& text, std::size_t at) {
  std::size_t before = at;
  while (before > 0 && is_transparent(text[before - 1])) {
    --before;
  }
  std::size_t behind = at + 1;
  while (behind < text.size() && is_transparent(text[behind])) {
    ++behind;
  }
  return before > 0 && is_letter(text[before - 1]) &&
         !(behind < text.size() && is_letter(text[behind]));
}

}  // namespace

std::u16string lower_case(const std::u16string& text) {
  std::u16string lowered;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char16_t c = text[i];
    if (c == kSigma) {
      lowered.push_back(is_final(text, i) ? kFinalSigma : kSmallSigma);
    } else if (c == 0x0130) {  // I with dot above
      lowered += u"i\u0307";
    } else if (c == 0x212A) {  // Kelvin sign
      lowered.push_back(u'k');
    } else if (c == 0x1E9E) {  // capital sharp s
      lowered.push_back(0xDF);
    } else if ((c >= u'A' && c <= u'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7) ||
               (c >= 0x391 && c <= 0x3A9)) {
      lowered.push_back(static_cast<char16_t>(c + 32));
    } else {
      lowered.push_back(c);
    }
  }
  return lowered;
}

std::string lower_ascii(std::string_view text) {
  std::string lowered(text);
  for (char& c : lowered) {
    c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return lowered;
}

}  // namespace remora::reference
